"""A late recommendation is written about: to the owner first, then to the bureau, then to the head."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from agencies.models import Event
from assessments.followup import services
from assessments.followup.reminders import remind
from assessments.models import Recommendation


@pytest.fixture
def due_today(issued, budi, agus, rini):
    """Owned by Rini, with Budi of the bureau and Agus as head of the agency."""
    Recommendation.objects.filter(pk=issued.pk).update(due_on=timezone.localdate())
    services.give_owner(actor=budi, recommendation=issued, owner=rini)
    return issued


def told_after(days):
    """Who gets a letter so many days from now."""
    mail.outbox.clear()
    remind(today=timezone.localdate() + timedelta(days=days))
    return sorted(letter.to[0] for letter in mail.outbox)


def test_each_level_is_told_once_on_its_day(due_today, rini, budi, agus):
    assert told_after(0) == []
    assert told_after(1) == [rini.email]
    assert told_after(2) == []
    assert told_after(8) == [budi.email]
    assert told_after(15) == [agus.email]
    assert told_after(40) == []
    assert Event.objects.filter(verb="remind_follow_up").count() == 3


def test_who_was_never_told_is_told_of_all_levels_at_once(due_today, rini, budi, agus):
    assert told_after(30) == sorted([rini.email, budi.email, agus.email])


def test_a_later_last_day_begins_anew(due_today, hasan, rini):
    told_after(1)
    services.move_due_date(
        actor=hasan, recommendation=due_today, due_on=timezone.localdate() + timedelta(days=9), reason="APBD-P."
    )
    assert told_after(2) == []
    assert told_after(10) == [rini.email]


def test_without_an_owner_the_bureau_is_told_first_and_proof_ends_it(issued, budi, with_proof):
    Recommendation.objects.filter(pk=issued.pk).update(due_on=timezone.localdate())
    assert told_after(1) == [budi.email]
    with_proof(issued, budi)
    services.hand_in(actor=budi, recommendation=issued)
    assert told_after(40) == []


def test_the_letter_names_what_is_late_and_where_to_prove_it(due_today, capsys):
    Recommendation.objects.filter(pk=due_today.pk).update(due_on=timezone.localdate() - timedelta(days=3))
    call_command("remind_followup")
    (letter,) = mail.outbox
    assert "3 hari lewat batas" in letter.body
    assert str(due_today.public_id) in letter.body
    assert "1 surat" in capsys.readouterr().out
