"""The page of a unit's contacts: masked for all, opened one at a time by those who interview or gather."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.models import UserContact


@pytest.fixture
def page(dinsos_muba, opini_2026):
    return reverse("contacts", args=[dinsos_muba.public_id])


def test_a_contact_person_pastes_a_table(client, rini, page, bantuan):
    client.force_login(rini)
    answer = client.post(page, {"product": bantuan.pk, "lines": "Siti; 0812 3456 7890; 31-10-2026"}, follow=True)
    shown = answer.content.decode()
    assert "1 kontak ditambahkan" in shown
    assert "S*** · 62812" in shown
    assert "81234567890" not in shown


def test_a_wrong_line_loses_nothing(client, rini, page, bantuan):
    client.force_login(rini)
    shown = client.post(page, {"product": bantuan.pk, "lines": "Siti; 12\nBudi; 081311112222"}).content.decode()
    assert "Baris 1: nomor telepon" in shown
    assert "Budi; 081311112222" in shown
    assert not UserContact.objects.exists()


def test_an_assessor_opens_one_and_it_is_written_down(client, sari, page, add, dinsos_muba):
    add("Siti; 081234567890\nBudi; 081311112222")
    contact = UserContact.objects.order_by("pk").first()
    client.force_login(sari)
    assert "Siti" not in client.get(page).content.decode()
    answer = client.post(reverse("contact_reveal", args=[dinsos_muba.public_id, contact.public_id]))
    assert "+6281234567890" in answer.content.decode()
    assert "81311112222" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Event.objects.get(verb="reveal_contact").actor == sari


def test_a_checker_reads_counts_but_opens_nothing(client, rahmat, page, add, dinsos_muba):
    add("Siti; 081234567890")
    client.force_login(rahmat)
    assert client.get(page).status_code == 200
    reveal = reverse("contact_reveal", args=[dinsos_muba.public_id, UserContact.objects.get().public_id])
    assert client.post(reveal).status_code == 403


def test_who_does_not_wish_to_be_asked_is_taken_out(client, rini, page, add, dinsos_muba):
    add("Siti; 081234567890")
    client.force_login(rini)
    client.post(reverse("contact_remove", args=[dinsos_muba.public_id, UserContact.objects.get().public_id]))
    assert not UserContact.objects.exists()


@pytest.mark.parametrize("people", [1, 40])
def test_the_page_costs_the_same_for_few_and_many(client, rini, page, add, people, django_assert_num_queries):
    add("\n".join(f"Warga {number}; 0812000000{number:02d}" for number in range(people)))
    client.force_login(rini)
    # session; person; scope; unit; period; contacts; products; counts of both; products of the form
    with django_assert_num_queries(10):
        client.get(page)
