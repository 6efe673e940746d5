"""What surrounds the answers of a locus: indicators left out, people met, and handing it over."""

import pytest

from agencies.models import Event
from assessments.fieldwork.errors import (
    AnswerRefusedError,
    FieldworkError,
    IndicatorInUseError,
    LocusClosedError,
    OpenPointsError,
    ReasonNeededError,
)
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import (
    exclude_indicator,
    include_indicator,
    set_subject_count,
    submit_locus,
    update_subject,
)
from assessments.fieldwork.services.subjects import SubjectInUseError
from assessments.models import Locus, Stage, SubjectKind

pytestmark = pytest.mark.django_db


def test_an_indicator_left_out_is_no_longer_asked_and_comes_back(sari, dinsos):
    before = standing_of(dinsos).progress.expected
    exclude_indicator(actor=sari, locus=dinsos, indicator="IN-02", reason="Anggaran dikelola dinas lain.")
    assert standing_of(dinsos).progress.expected == before - 1
    assert standing_of(dinsos).excluded == {"IN-02": "Anggaran dikelola dinas lain."}
    include_indicator(actor=sari, locus=dinsos, indicator="IN-02")
    assert standing_of(dinsos).progress.expected == before
    assert {event.verb for event in Event.objects.about(dinsos)} == {"exclude_indicator", "include_indicator"}


def test_leaving_out_says_why(sari, dinsos):
    with pytest.raises(ReasonNeededError):
        exclude_indicator(actor=sari, locus=dinsos, indicator="IN-02", reason=" ")


def test_an_indicator_with_answers_is_not_left_out(sari, dinsos, answered):
    answered(sari, dinsos, "IN-02", "document", 2)
    with pytest.raises(IndicatorInUseError, match="1 jawaban"):
        exclude_indicator(actor=sari, locus=dinsos, indicator="IN-02", reason="Ternyata tidak ada.")
    answered(sari, dinsos, "IN-02", "document", None, seen_version=1)
    exclude_indicator(actor=sari, locus=dinsos, indicator="IN-02", reason="Ternyata tidak ada.")


def test_what_is_not_asked_here_cannot_be_left_out(sari, dinsos):
    with pytest.raises(AnswerRefusedError):
        exclude_indicator(actor=sari, locus=dinsos, indicator="OUT-04", reason="Bukan kementerian.")


def test_a_respondent_is_written_down_once(sari, dinsos, subject_of):
    officer = subject_of(dinsos, "officer-pelayanan", 2)
    for _ in range(2):
        update_subject(
            actor=sari, locus=dinsos, subject=officer, name=" Yuni Astuti ", duty="Petugas loket", is_substitute=True
        )
    officer.refresh_from_db()
    assert (officer.name, officer.duty, officer.is_substitute) == ("Yuni Astuti", "Petugas loket", True)
    assert Event.objects.about(officer).count() == 1


def test_fewer_users_than_expected_are_stated_with_a_reason(sari, dinsos):
    with pytest.raises(ReasonNeededError):
        set_subject_count(actor=sari, locus=dinsos, kind=SubjectKind.USER, count=22, reason="")
    set_subject_count(actor=sari, locus=dinsos, kind=SubjectKind.USER, count=22, reason="Hanya 22 pengguna hari itu.")
    assert dinsos.subjects.filter(kind=SubjectKind.USER).count() == 22
    set_subject_count(actor=sari, locus=dinsos, kind=SubjectKind.USER, count=24, reason="Dua lagi esoknya.")
    positions = dinsos.subjects.filter(kind=SubjectKind.USER).values_list("position", flat=True)
    assert sorted(positions) == list(range(1, 25))


def test_someone_who_answered_stays_on_the_list(sari, dinsos, answered):
    answered(sari, dinsos, "KP-01", "survey", 3, number=30)
    with pytest.raises(SubjectInUseError, match="Pengguna layanan 30"):
        set_subject_count(actor=sari, locus=dinsos, kind=SubjectKind.USER, count=29, reason="Salah hitung.")


def test_there_is_one_unit_and_one_agency(sari, dinsos):
    with pytest.raises(FieldworkError):
        set_subject_count(actor=sari, locus=dinsos, kind=SubjectKind.UNIT, count=2, reason="Dua gedung.")


def test_a_locus_with_open_points_is_handed_over_only_with_a_reason(dewi, dinsos):
    with pytest.raises(OpenPointsError) as refused:
        submit_locus(actor=dewi, locus=dinsos)
    assert refused.value.open_points == standing_of(dinsos).progress.expected + 3  # and quotas: users, contacts twice
    submit_locus(actor=dewi, locus=dinsos, reason="Kantor tutup karena banjir.")
    assert Locus.objects.get(pk=dinsos.pk).stage == Stage.SUBMITTED
    assert Event.objects.filter(verb="submit_locus").get().detail["reason"] == "Kantor tutup karena banjir."


def test_a_locus_is_handed_over_once(dewi, dinsos):
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    with pytest.raises(LocusClosedError):
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
