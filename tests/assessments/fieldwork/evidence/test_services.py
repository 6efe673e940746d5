"""Evidence is added, replaced and withdrawn, and nothing of it is ever lost."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from agencies.models import Event
from agencies.models.written_once import WrittenOnceError
from assessments.fieldwork.errors import AnswerRefusedError, LocusClosedError, ReasonNeededError
from assessments.fieldwork.evidence.selectors import by_indicator, doubts_at, pieces_at
from assessments.fieldwork.evidence.services import (
    SameBytesError,
    WithdrawnError,
    add_evidence,
    describe_evidence,
    keep_judgement,
    link_evidence,
    withdraw_evidence,
)
from assessments.fieldwork.services import submit_locus
from assessments.models import Answer, AnswerEvidence, Evidence, EvidenceVersion

pytestmark = pytest.mark.django_db


# --- keeping --------------------------------------------------------------------------------------
def test_the_original_is_kept_whole_under_its_fingerprint_outside_any_public_path(sari, dinsos, file):
    sent = file(taken="2026:05:04 09:12:31")
    version = add_evidence(actor=sari, locus=dinsos, indicators=["PR-08"], file=sent).evidence.versions.get()
    assert version.file.read() == sent.content
    assert version.file.name == f"evidence/{sent.sha256[:2]}/{sent.sha256}"
    assert str(settings.MEDIA_ROOT) not in map(str, settings.STATICFILES_DIRS)
    assert (version.name, version.number, version.uploaded_by) == ("loket.jpg", 1, sari)
    assert version.taken_at == "2026-05-04T09:12:31+07:00"
    assert version.latitude is not None
    assert b"Exif" not in version.screen.read()
    event = Event.objects.get(verb="add_evidence")
    assert (event.actor, event.detail["sha256"], event.detail["indicators"]) == (sari, sent.sha256, ["PR-08"])


def test_one_file_speaks_to_several_indicators_and_one_indicator_has_several_files(sari, dinsos, given):
    given(sari, dinsos, "IN-01", "IN-02", number=1)
    given(sari, dinsos, "IN-01", number=2)
    found = by_indicator(pieces_at(dinsos))
    assert (len(found["IN-01"]), len(found["IN-02"])) == (2, 1)


def test_sending_the_same_bytes_again_links_them_and_keeps_them_once(sari, andi, dinsos, plain_file):
    first = add_evidence(actor=sari, locus=dinsos, indicators=["IN-01"], file=plain_file(1))
    again = add_evidence(actor=andi, locus=dinsos, indicators=["IN-01"], file=plain_file(1))
    other = add_evidence(actor=andi, locus=dinsos, indicators=["IN-02"], file=plain_file(1))
    assert (first.is_new, again.is_new, other.is_new) == (True, False, False)
    assert EvidenceVersion.objects.count() == 1
    assert list(first.evidence.indicators.values_list("indicator", flat=True)) == ["IN-01", "IN-02"]


def test_two_loci_may_show_the_same_file(sari, dinsos, puskesmas, given):
    given(sari, dinsos, "IN-01")
    given(sari, puskesmas, "IN-01")
    assert EvidenceVersion.objects.values("file").distinct().count() == 1
    assert Evidence.objects.count() == 2


def test_without_a_title_the_name_of_the_file_serves(sari, dinsos, given):
    assert given(sari, dinsos, "IN-01", title="").title == "foto-1"


def test_evidence_belongs_to_an_indicator_that_is_asked(sari, dinsos, given):
    with pytest.raises(AnswerRefusedError, match="tidak ditanyakan"):
        given(sari, dinsos, "OUT-04")
    with pytest.raises(ReasonNeededError, match="sedikitnya satu indikator"):
        given(sari, dinsos)
    assert not Evidence.objects.exists()


def test_a_closed_sheet_takes_no_evidence_and_keeps_no_bytes(sari, dewi, dinsos, given, replaced):
    evidence = given(sari, dinsos, "IN-01")
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    with pytest.raises(LocusClosedError):
        given(sari, dinsos, "IN-01", number=2)
    with pytest.raises(LocusClosedError):
        replaced(sari, dinsos, evidence)
    with pytest.raises(LocusClosedError):
        withdraw_evidence(actor=sari, locus=dinsos, evidence=evidence, reason="Keliru.")
    assert not default_storage.exists(f"evidence/00/{2:064d}")


# --- changing -----------------------------------------------------------------------------------------
def test_a_replacement_is_the_next_version_and_the_former_stays(sari, andi, dinsos, given, replaced):
    evidence = given(sari, dinsos, "IN-01")
    replaced(andi, dinsos, evidence)
    assert [(each.number, each.file.read()) for each in evidence.versions.all()] == [(2, b"foto 2"), (1, b"foto 1")]
    (piece,) = pieces_at(dinsos)
    assert (piece.version.number, piece.version.uploaded_by) == (2, andi)
    with pytest.raises(SameBytesError):
        replaced(sari, dinsos, evidence)
    with pytest.raises(WrittenOnceError):
        piece.version.delete()


def test_what_a_document_is_and_from_when_is_said_apart_from_its_upload(sari, dinsos, given):
    evidence = given(sari, dinsos, "IN-01")
    said = {"title": "Renja 2026", "effective_on": date(2026, 1, 2), "indicators": ["IN-02", "PR-01"]}
    describe_evidence(actor=sari, locus=dinsos, evidence=evidence, **said)
    evidence.refresh_from_db()
    assert (evidence.title, evidence.effective_on) == ("Renja 2026", date(2026, 1, 2))
    assert pieces_at(dinsos)[0].indicators == ("IN-02", "PR-01")
    before = Event.objects.count()
    describe_evidence(actor=sari, locus=dinsos, evidence=evidence, **said)
    assert Event.objects.count() == before


def test_withdrawn_evidence_stays_with_its_reason_and_is_not_changed_any_more(sari, dinsos, given, replaced):
    evidence = given(sari, dinsos, "IN-01")
    with pytest.raises(ReasonNeededError):
        withdraw_evidence(actor=sari, locus=dinsos, evidence=evidence, reason=" ")
    withdraw_evidence(actor=sari, locus=dinsos, evidence=evidence, reason="Foto unit lain.")
    assert evidence.versions.get().file.read() == b"foto 1"
    assert not by_indicator(pieces_at(dinsos))
    for change in (
        lambda: replaced(sari, dinsos, evidence),
        lambda: link_evidence(actor=sari, locus=dinsos, evidence=evidence, indicator="IN-02"),
        lambda: withdraw_evidence(actor=sari, locus=dinsos, evidence=evidence, reason="Lagi."),
    ):
        with pytest.raises(WithdrawnError):
            change()
    assert given(sari, dinsos, "IN-01").pk != evidence.pk


# --- what a judgement saw ------------------------------------------------------------------------------
def test_a_judgement_remembers_the_version_it_saw(sari, dinsos, answered, given, replaced):
    evidence = given(sari, dinsos, "IN-01")
    given(sari, dinsos, "IN-02", number=7)
    answer = answered(sari, dinsos, "IN-01", "document", 3)
    seen = AnswerEvidence.objects.get()
    assert (seen.answer, seen.answer_version, seen.version.number) == (answer, 1, 1)
    assert not doubts_at(dinsos)
    replaced(sari, dinsos, evidence)
    (doubt,) = doubts_at(dinsos)[answer.pk]
    assert (doubt.seen, doubt.now) == (1, 2)


def test_saving_the_judgement_anew_sees_the_new_version(sari, dinsos, answered, given, replaced):
    evidence = given(sari, dinsos, "IN-01")
    answered(sari, dinsos, "IN-01", "document", 3)
    replaced(sari, dinsos, evidence)
    answered(sari, dinsos, "IN-01", "document", 2, seen_version=1)
    assert not doubts_at(dinsos)
    assert list(AnswerEvidence.objects.values_list("answer_version", "version__number")) == [(1, 1), (2, 2)]


def test_standing_by_a_judgement_sees_the_new_version_too(sari, andi, dinsos, answered, given, replaced):
    evidence = given(sari, dinsos, "IN-01")
    answer = answered(sari, dinsos, "IN-01", "document", 3)
    replaced(sari, dinsos, evidence)
    with pytest.raises(AnswerRefusedError):
        keep_judgement(actor=andi, locus=dinsos, answer=answer)
    keep_judgement(actor=sari, locus=dinsos, answer=answer)
    assert not doubts_at(dinsos)
    now = Answer.objects.get()
    assert (now.value, now.version, now.answered_at) == (3, 2, answer.answered_at)
    assert Event.objects.filter(verb="keep_judgement").count() == 1


def test_withdrawing_evidence_asks_to_look_again(sari, dinsos, answered, given):
    evidence = given(sari, dinsos, "IN-01")
    answer = answered(sari, dinsos, "IN-01", "document", 3)
    withdraw_evidence(actor=sari, locus=dinsos, evidence=evidence, reason="Bukan milik unit ini.")
    assert doubts_at(dinsos)[answer.pk][0].is_withdrawn
    keep_judgement(actor=sari, locus=dinsos, answer=answer)
    assert not doubts_at(dinsos)


def test_what_people_say_does_not_hang_on_files(sari, dinsos, answered, given):
    given(sari, dinsos, "PR-08", "KP-01")
    answered(sari, dinsos, "PR-08", "interview", 3)
    answered(sari, dinsos, "KP-01", "survey", 3)
    assert not AnswerEvidence.objects.exists()


def test_an_empty_answer_saw_nothing(sari, dinsos, answered, given, replaced):
    evidence = given(sari, dinsos, "IN-01")
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(sari, dinsos, "IN-01", "document", None, seen_version=1)
    replaced(sari, dinsos, evidence)
    assert not doubts_at(dinsos)
