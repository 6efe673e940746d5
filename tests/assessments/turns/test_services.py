"""Giliran Anda by letter: one each, with links, and nothing twice on one day."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from assessments.models import TurnNotice
from assessments.review.services import verify_locus
from assessments.turns.services import send_turns

pytestmark = pytest.mark.django_db


def test_everyone_with_something_waiting_gets_one_letter_with_links(rahmat, submitted, puskesmas, mailoutbox):
    call_command("send_turns")
    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert set(letters) == {"sari@contoh.go.id", "dewi@contoh.go.id", "andi@contoh.go.id", rahmat.email}
    letter = letters[rahmat.email]
    assert letter.subject == "Giliran Anda: 1 pekerjaan menunggu"
    assert "Verifikasi: Dinas Sosial" in letter.body
    assert "http://" in letter.body
    assert reverse("locus_review", args=[submitted.public_id]) in letter.body


def test_nothing_is_told_twice_on_one_day_but_what_is_new_is(rahmat, hasan, submitted, seen_by, mailoutbox):
    send_turns()
    mailoutbox.clear()
    assert send_turns() == 0
    verify_locus(actor=rahmat, locus=seen_by(rahmat, submitted))
    assert send_turns() == 1
    assert [letter.to for letter in mailoutbox] == [[hasan.email]]


def test_the_next_day_it_is_told_again(rahmat, submitted, mailoutbox):
    TurnNotice.objects.create(
        user=rahmat, key=f"verify:{submitted.assessment_id}", sent_on=timezone.localdate() - timedelta(days=1)
    )
    send_turns()
    assert rahmat.email in [letter.to[0] for letter in mailoutbox]


def test_whose_account_is_closed_gets_no_letter(rahmat, submitted, mailoutbox):
    rahmat.is_active = False
    rahmat.save()
    send_turns()
    assert rahmat.email not in [letter.to[0] for letter in mailoutbox]
