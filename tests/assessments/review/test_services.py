"""Approving and returning: who may, what it changes, and what it refuses."""

import pytest
from django.utils import timezone

from agencies.models import Event
from agencies.scope import forget_scope
from assessments.fieldwork.errors import IndicatorLockedError
from assessments.fieldwork.services import exclude_indicator, set_subject_count, submit_locus
from assessments.models import Assessment, Locus, Stage, StageMovedError, SubjectKind
from assessments.review.errors import (
    NotTheirStepError,
    OwnWorkError,
    PeriodReleasedError,
    ReviewError,
    ReviewReasonNeededError,
)
from assessments.review.services import return_locus, validate_locus, verify_locus

pytestmark = pytest.mark.django_db


def stage_of(locus) -> str:
    return Locus.objects.get(pk=locus.pk).stage


class TestApproving:
    def test_two_people_sign_one_after_the_other(self, validated, rahmat, hasan):
        found = Locus.objects.get(pk=validated.pk)
        assert (found.stage, found.verified_by, found.validated_by) == (Stage.VALIDATED, rahmat, hasan)

    def test_each_step_is_written_down(self, rahmat, submitted, seen_by):
        verify_locus(actor=rahmat, locus=seen_by(rahmat, submitted), note="Sesuai bukti.")
        event = Event.objects.about(submitted).first()
        assert (event.verb, event.actor, event.agency) == ("verify_locus", rahmat, submitted.assessment.agency)
        assert event.detail == {"stage": "verified", "note": "Sesuai bukti."}

    def test_an_assessment_is_validated_when_all_its_loci_are(self, validated, puskesmas, dewi, rahmat, hasan, seen_by):
        assert Assessment.objects.get(pk=validated.assessment_id).stage == Stage.IN_FIELD
        submit_locus(actor=dewi, locus=puskesmas, reason="Contoh.")
        verify_locus(actor=rahmat, locus=seen_by(rahmat, puskesmas))
        validate_locus(actor=hasan, locus=seen_by(hasan, puskesmas))
        assert Assessment.objects.get(pk=validated.assessment_id).stage == Stage.VALIDATED

    def test_nobody_approves_what_they_entered(self, sumsel, sari, submitted, seen_by):
        sari.memberships.create(role="verifier", office=sumsel, since="2024-01-01")
        forget_scope(sari)
        with pytest.raises(OwnWorkError):
            verify_locus(actor=sari, locus=seen_by(sari, submitted))
        assert stage_of(submitted) == Stage.SUBMITTED

    def test_nobody_approves_twice(self, sumsel, rahmat, verified, seen_by):
        rahmat.memberships.create(role="validator", office=sumsel, since="2024-01-01")
        forget_scope(rahmat)
        with pytest.raises(OwnWorkError):
            validate_locus(actor=rahmat, locus=seen_by(rahmat, verified))

    def test_another_office_approves_nothing_here(self, person, jambi, submitted):
        with pytest.raises(NotTheirStepError):
            verify_locus(actor=person("Kartini", "verifier", office=jambi), locus=submitted)

    def test_a_page_that_has_grown_old_decides_nothing(self, rahmat, hasan, dewi, submitted, seen_by):
        old = seen_by(rahmat, submitted)
        return_locus(actor=rahmat, locus=old, indicators=["IN-01"], reason="Bukti kurang.")
        submit_locus(actor=dewi, locus=submitted, reason="Contoh.")
        with pytest.raises(StageMovedError):
            verify_locus(actor=rahmat, locus=old, seen=old.stage_changed_at)
        assert stage_of(submitted) == Stage.SUBMITTED

    def test_the_second_of_two_approvals_is_told_where_the_locus_stands(
        self, person, sumsel, rahmat, submitted, seen_by
    ):
        other = person("Zainal", "verifier", office=sumsel)
        seen = seen_by(other, submitted)
        verify_locus(actor=rahmat, locus=seen_by(rahmat, submitted))
        with pytest.raises(StageMovedError, match="sekarang Terverifikasi"):
            verify_locus(actor=other, locus=seen)
        assert Locus.objects.get(pk=submitted.pk).verified_by == rahmat

    def test_two_people_of_the_head_office_approve_what_a_third_entered(self, umar, ratna, surya, pusri, seen_by):
        with pytest.raises(OwnWorkError):
            verify_locus(actor=umar, locus=seen_by(umar, pusri))
        verify_locus(actor=ratna, locus=seen_by(ratna, pusri))
        with pytest.raises(OwnWorkError):
            validate_locus(actor=ratna, locus=seen_by(ratna, pusri))
        validate_locus(actor=surya, locus=seen_by(surya, pusri))
        assert stage_of(pusri) == Stage.VALIDATED


class TestReturning:
    def test_only_the_returned_indicators_open(self, sari, rahmat, submitted, answered, seen_by):
        return_locus(
            actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01"], reason="LAKIP belum dilihat."
        )
        answered(sari, submitted, "IN-01", "document", 2, seen_version=1)
        with pytest.raises(IndicatorLockedError, match="IN-02 terkunci"):
            answered(sari, submitted, "IN-02", "document", 4, seen_version=1)
        with pytest.raises(IndicatorLockedError):
            exclude_indicator(actor=sari, locus=submitted, indicator="IN-03", reason="Tidak ada.")
        with pytest.raises(IndicatorLockedError):
            set_subject_count(actor=sari, locus=submitted, kind=SubjectKind.USER, count=20, reason="Sepi.")

    def test_what_was_signed_is_void(self, hasan, verified, seen_by):
        return_locus(actor=hasan, locus=seen_by(hasan, verified), indicators=["IN-02"], reason="Tingkat 2 keliru.")
        found = Locus.objects.get(pk=verified.pk)
        assert (found.stage, found.verified_by) == (Stage.IN_FIELD, None)
        event = Event.objects.about(verified).first()
        assert event.detail == {
            "stage": "in_field",
            "before": "verified",
            "indicators": ["IN-02"],
            "reason": "Tingkat 2 keliru.",
        }

    def test_handing_over_again_settles_it(self, dewi, rahmat, submitted, seen_by):
        return_locus(actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01"], reason="Kurang.")
        assert submitted.returned.outstanding().count() == 1
        submit_locus(actor=dewi, locus=submitted, reason="Contoh.")
        assert not submitted.returned.outstanding().exists()
        return_locus(actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01"], reason="Masih kurang.")
        assert submitted.returned.count() == 2

    def test_it_says_which_and_why(self, rahmat, submitted, seen_by):
        locus = seen_by(rahmat, submitted)
        with pytest.raises(ReviewReasonNeededError):
            return_locus(actor=rahmat, locus=locus, indicators=["IN-01"], reason=" ")
        with pytest.raises(ReviewError, match="sedikitnya satu"):
            return_locus(actor=rahmat, locus=locus, indicators=[], reason="Kurang.")
        with pytest.raises(ReviewError, match="Tidak ditanyakan di lokus ini: OUT-04"):
            return_locus(actor=rahmat, locus=locus, indicators=["OUT-04"], reason="Kurang.")


def test_once_agencies_read_their_results_no_stage_moves(rahmat, submitted, opini_2026, seen_by):
    opini_2026.released_at = timezone.now()
    opini_2026.save()
    with pytest.raises(PeriodReleasedError):
        verify_locus(actor=rahmat, locus=seen_by(rahmat, submitted))
