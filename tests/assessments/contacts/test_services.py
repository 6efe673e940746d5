"""Contacts lie sealed, are opened with a trace, and are gone when the command says so."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from agencies.models import Event
from assessments.contacts import services
from assessments.contacts.sealing import UnreadableContactError
from assessments.contacts.selectors import Enough, enough_by_unit
from assessments.models import UserContact


def test_nothing_in_the_database_tells_name_or_number(add):
    add("Siti Aminah; 0812 3456 7890")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM assessments_usercontact")
        row = " ".join(str(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in cursor.fetchone())
    assert "Siti" not in row
    assert "81234567890" not in row
    assert "S*** · 62812" in row
    assert not [event for event in Event.objects.all() if "Siti" in str(event.detail)]


def test_the_same_number_counts_once_for_a_product(add):
    add("Siti; 081234567890")

    assert add("Siti Aminah; +62 812 3456 7890\nBudi; 081311112222\nBudi; 081311112222") == services.Added(1, (1, 3))


def test_every_opening_is_written_down(add, sari):
    add("Siti; 081234567890")

    opened = services.reveal_contact(actor=sari, contact=UserContact.objects.get())

    assert (opened.name, opened.phone) == ("Siti", "6281234567890")
    event = Event.objects.get(verb="reveal_contact")
    assert event.actor == sari
    assert event.detail["masked"] == UserContact.objects.get().masked


def test_an_older_key_still_opens_what_it_sealed(add, sari, settings):
    old = settings.CONTACT_KEYS
    add("Siti; 081234567890")
    settings.CONTACT_KEYS = [Fernet.generate_key().decode(), *old]
    assert services.reveal_contact(actor=sari, contact=UserContact.objects.get()).name == "Siti"
    assert add("Siti; 081234567890").new == 0


def test_without_its_key_a_contact_says_so_and_no_opening_is_claimed(add, sari, settings):
    add("Siti; 081234567890")
    settings.CONTACT_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(UnreadableContactError, match="Hubungi administrator"):
        services.reveal_contact(actor=sari, contact=UserContact.objects.get())
    assert not Event.objects.filter(verb="reveal_contact").exists()


def test_people_are_counted_against_what_the_edition_asks(
    add, dinsos_muba, puskesmas_muba, opini_2026, django_assert_num_queries
):
    add("\n".join(f"Warga {number}; 0812000000{number:02d}" for number in range(15)))

    with django_assert_num_queries(2):
        found = enough_by_unit([dinsos_muba, puskesmas_muba], opini_2026)
    assert found[dinsos_muba.pk] == Enough(products_done=1, products=2, people=15, respondents_wanted=30)
    assert found[puskesmas_muba.pk].people == 0


def test_contacts_stay_while_assessors_need_them(add, opini_2026, capsys):
    add("Siti; 081234567890")

    with pytest.raises(CommandError):
        call_command("erase_contacts", period=opini_2026.code)
    assert UserContact.objects.count() == 1


def test_the_command_deletes_them_and_proves_it(add, opini_2026, capsys):
    add("Siti; 081234567890\nBudi; 081311112222")
    opini_2026.released_at = timezone.now()
    opini_2026.save()

    call_command("erase_contacts", period=opini_2026.code)

    assert "2 kontak dihapus, tersisa 0" in capsys.readouterr().out
    assert not UserContact.objects.exists()
    proof = Event.objects.get(verb="erase_contacts")
    assert (proof.detail["deleted"], proof.detail["left"]) == (2, 0)


def test_after_release_no_more_are_gathered(add, opini_2026):
    opini_2026.released_at = timezone.now()
    opini_2026.save()

    with pytest.raises(services.ReleasedError):
        add("Siti; 081234567890")
