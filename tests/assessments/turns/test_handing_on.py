"""Work handed on: soon after it is saved the next people have a letter, and nobody is told twice."""

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.urls import reverse

from assessments.fieldwork.services import submit_locus
from assessments.handing_on import quietly
from assessments.models import Finding, QualityCheck
from assessments.objections.services import decide_objection, end_reply, file_objection, open_reply
from assessments.review.services import return_locus, validate_locus, verify_locus
from assessments.turns.services import send_turns

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(django_capture_on_commit_callbacks, mailoutbox):
    """`with saved() as told:` saves the work inside as a request does; afterwards `told` are those with a letter."""

    class Saved:
        def __enter__(self) -> list[str]:
            mailoutbox.clear()
            self.told: list[str] = []
            self.commit = django_capture_on_commit_callbacks(execute=True)
            self.commit.__enter__()
            return self.told

        def __exit__(self, *error):
            self.commit.__exit__(*error)
            self.told += sorted(letter.to[0] for letter in mailoutbox)

    return Saved


def test_a_locus_is_told_to_each_hand_that_it_passes_to(
    saved, dewi, rahmat, hasan, joko, budi, ratna, dinsos, puskesmas, seen_by, team_of, mailoutbox
):
    with saved() as told:
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    assert told == [rahmat.email]
    assert "Verifikasi: Dinas Sosial" in mailoutbox[0].body
    with saved() as told:
        verify_locus(actor=rahmat, locus=seen_by(rahmat, dinsos))
    assert told == [hasan.email]
    with saved() as told:
        return_locus(actor=hasan, locus=seen_by(hasan, dinsos), indicators=["IN-01"], reason="Kurang.")
    assert told == team_of(dinsos)
    assert "Perbaiki yang dikembalikan: Dinas Sosial" in mailoutbox[0].body


def test_what_comes_again_on_the_same_day_is_told_again(saved, dewi, rahmat, dinsos, seen_by):
    with saved():
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    with saved():
        return_locus(actor=rahmat, locus=seen_by(rahmat, dinsos), indicators=["IN-01"], reason="Kurang.")
    dinsos.refresh_from_db()
    with saved() as told:
        submit_locus(actor=dewi, locus=dinsos, reason="Diperbaiki.")
    assert told == [rahmat.email]


def test_what_was_told_at_the_hand_over_is_not_told_again_that_day(saved, dewi, rahmat, dinsos, mailoutbox):
    with saved():
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    mailoutbox.clear()
    send_turns()
    assert rahmat.email not in [letter.to[0] for letter in mailoutbox]


def test_the_head_office_is_told_of_what_it_assesses_itself(saved, rahmat, hasan, umar, ratna, surya, pusri, seen_by):
    with saved() as told:
        verify_locus(actor=ratna, locus=seen_by(ratna, pusri))
    assert told == [surya.email]


def test_whoever_decides_is_told_once_everything_is_approved(
    saved, rahmat, hasan, ratna, verified, stand_at, puskesmas
):
    stand_at(puskesmas, "validated")
    with saved() as told:
        validate_locus(actor=hasan, locus=verified)
    assert told == [ratna.email]


def test_the_reply_is_told_to_the_bureau_and_its_objection_to_the_office(
    saved, hasan, rahmat, ratna, budi, agus, lina, approved, reply_window, dinsos
):
    with saved() as told:
        open_reply(actor=hasan, assessment=approved)
    assert told == [budi.email]
    with saved() as told:
        file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja ada.")
    assert told == sorted([rahmat.email, hasan.email])
    with saved() as told:
        file_objection(actor=budi, locus=dinsos, indicator="IN-02", text="Anggaran ada.")
    assert told == sorted([rahmat.email, hasan.email])
    with saved() as told:
        end_reply(actor=budi, assessment=approved)
    assert told == []


def test_the_bureau_is_told_that_its_objection_was_decided_and_not_how(
    saved, hasan, rahmat, ratna, budi, agus, nina, approved, reply_window, dinsos, mailoutbox
):
    open_reply(actor=hasan, assessment=approved)
    objection = file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja ada.")
    end_reply(actor=budi, assessment=approved)
    with saved() as told:
        decide_objection(actor=rahmat, objection=objection, outcome="rejected", reason="Tidak bertanggal.")
    assert told == sorted([budi.email, ratna.email])
    (letter,) = [letter for letter in mailoutbox if letter.to == [budi.email]]
    assert reverse("objection_detail", args=[objection.public_id]) in letter.body
    assert "ditolak" not in letter.body.lower()
    assert "Tidak bertanggal." not in letter.body


def test_work_that_was_undone_tells_nobody(saved, dewi, rahmat, dinsos):
    with saved() as told, transaction.atomic():
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
        transaction.set_rollback(True)
    assert told == []


def test_history_that_is_told_quietly_reaches_nobody(saved, dewi, rahmat, dinsos):
    with saved() as told, quietly():
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    assert told == []


def test_a_mail_server_that_is_away_holds_nothing_up_and_is_made_up_for(saved, dewi, rahmat, dinsos, settings):
    working = configured.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with saved() as told:
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    assert told == []
    dinsos.refresh_from_db()
    assert dinsos.stage == "submitted"
    settings.EMAIL_BACKEND = working
    with saved() as told:
        send_turns()
    assert rahmat.email in told


def test_a_locus_is_checked_by_itself_once_it_is_handed_over(saved, dewi, sari, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    with saved():
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    check = QualityCheck.objects.get(locus=dinsos)
    assert check.checked_by is None
    dinsos.refresh_from_db()
    check.locus = dinsos
    assert not check.is_stale
    assert "without_evidence" in Finding.objects.filter(locus=dinsos).values_list("rule", flat=True)
