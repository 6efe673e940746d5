"""Checking, waiving, and what stands in the way of a validation."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from agencies.models import Event
from agencies.scope import forget_scope
from assessments.models import Answer, Finding, Locus, QualityCheck, Stage, Waiver
from assessments.quality.errors import (
    FindingChangedError,
    NotTheirFindingError,
    OpenErrorsError,
    WaiverReasonNeededError,
)
from assessments.quality.selectors.findings import findings_at, unchecked_loci
from assessments.quality.services import check_locus, check_period, waive_finding
from assessments.review.selectors.locus import loci_for_review
from assessments.review.services import validate_locus, verify_locus

pytestmark = pytest.mark.django_db


def rules_at(locus) -> set[str]:
    return set(Finding.objects.filter(locus=locus).values_list("rule", flat=True))


def waive(actor, locus, rule, reason="Berkas dilihat di tempat."):
    finding = Finding.objects.get(locus=locus, rule=rule)
    return waive_finding(actor=actor, locus=locus, rule=rule, key=finding.key, digest=finding.digest, reason=reason)


class TestChecking:
    def test_it_keeps_what_the_rules_find_with_the_moment(self, checked, rahmat):
        assert rules_at(checked) == {"without_evidence", "provisional"}
        check = QualityCheck.objects.get(locus=checked)
        assert (check.checked_by, check.provisional) == (rahmat, True)
        event = Event.objects.about(checked).first()
        assert (event.verb, event.actor, event.detail) == ("check_quality", rahmat, {"found": {"warning": 2}})

    def test_a_second_check_writes_it_anew(self, checked, rahmat, locus_for):
        Answer.objects.filter(locus=checked).update(value=0)
        check_locus(actor=rahmat, locus=locus_for(rahmat, checked))
        assert rules_at(checked) == {"provisional"}
        assert QualityCheck.objects.count() == 1

    def test_those_who_enter_do_not_check(self, handed_over, sari, locus_for):
        with pytest.raises(NotTheirFindingError):
            check_locus(actor=sari, locus=locus_for(sari, handed_over))

    def test_an_approval_is_as_fresh_as_its_own_check(self, handed_over, rahmat, hasan, opini_2026, locus_for):
        assert unchecked_loci(opini_2026, rahmat).count() == 1
        verify_locus(actor=rahmat, locus=loci_for_review(rahmat).get(pk=handed_over.pk))
        assert unchecked_loci(opini_2026, rahmat).count() == 0
        assert not findings_at(locus_for(rahmat, handed_over)).is_stale

    def test_many_cost_as_many_queries_as_one(
        self, handed_over, puskesmas, opini_2026, locus_for, rahmat, django_assert_num_queries
    ):
        loci = [locus_for(rahmat, each) for each in (handed_over, puskesmas)]
        # in a savepoint: the lock, subjects, left out, answers, reviewed, evidence; substitutes, window, visits,
        # hand-overs, results before, their lines, similar units; findings out and in, checks, event
        for chosen in (loci[:1], loci):
            with django_assert_num_queries(18):
                assert check_period(actor=None, period=opini_2026, loci=chosen) == len(chosen)


class TestWaiving:
    def test_it_says_who_and_why_and_takes_the_finding_off_the_list(self, checked, rahmat, locus_for):
        waiver = waive(rahmat, locus_for(rahmat, checked), "without_evidence")
        assert (waiver.waived_by, waiver.reason) == (rahmat, "Berkas dilihat di tempat.")
        found = findings_at(checked)
        assert [each.finding.rule for each in found.open] == ["provisional"]
        assert [each.waiver for each in found.waived] == [waiver]
        assert Event.objects.about(checked).first().verb == "waive_finding"

    def test_the_same_facts_stay_waived_after_another_check(self, checked, rahmat, locus_for):
        waive(rahmat, locus_for(rahmat, checked), "without_evidence")
        check_locus(actor=rahmat, locus=locus_for(rahmat, checked))
        assert [each.finding.rule for each in findings_at(checked).open] == ["provisional"]

    def test_other_facts_open_it_again_and_the_reason_stays_to_be_read(self, checked, rahmat, locus_for):
        waiver = waive(rahmat, locus_for(rahmat, checked), "without_evidence")
        Answer.objects.filter(locus=checked, indicator="IN-01").update(value=4)
        check_locus(actor=rahmat, locus=locus_for(rahmat, checked))
        found = findings_at(checked)
        assert {each.finding.rule for each in found.open} >= {"provisional", "without_evidence"}
        assert found.lapsed == (waiver,)

    def test_a_finding_that_changed_since_the_page_was_read_is_not_waived(self, checked, rahmat, locus_for):
        with pytest.raises(FindingChangedError):
            waive_finding(
                actor=rahmat,
                locus=locus_for(rahmat, checked),
                rule="provisional",
                key="",
                digest="0" * 64,
                reason="Ya.",
            )

    def test_it_needs_a_reason(self, checked, rahmat, locus_for):
        with pytest.raises(WaiverReasonNeededError):
            waive(rahmat, locus_for(rahmat, checked), "provisional", reason="  ")

    def test_nobody_waives_where_their_own_work_stands(self, checked, sumsel, sari, locus_for):
        sari.memberships.create(role="verifier", office=sumsel, since="2024-01-01")
        forget_scope(sari)
        with pytest.raises(NotTheirFindingError):
            waive(sari, locus_for(sari, checked), "provisional")

    def test_an_error_is_waived_by_the_head_office_alone(self, all_stand_in, rahmat, ratna, locus_for):
        check_locus(actor=rahmat, locus=locus_for(rahmat, all_stand_in))
        with pytest.raises(NotTheirFindingError):
            waive(rahmat, locus_for(rahmat, all_stand_in), "substitutes")
        assert waive(ratna, locus_for(ratna, all_stand_in), "substitutes").severity == "error"

    def test_after_the_release_nothing_is_waived(self, checked, rahmat, opini_2026, locus_for):
        opini_2026.released_at = timezone.now()
        opini_2026.save()
        with pytest.raises(NotTheirFindingError):
            waive(rahmat, locus_for(rahmat, checked), "provisional")


class TestValidating:
    def read(self, user, locus) -> Locus:
        return loci_for_review(user).get(pk=locus.pk)

    def test_an_open_error_stands_in_the_way_and_what_was_found_is_kept(self, all_stand_in, rahmat, hasan):
        verify_locus(actor=rahmat, locus=self.read(rahmat, all_stand_in))
        Finding.objects.all().delete()
        with pytest.raises(OpenErrorsError, match="adalah pengganti"):
            validate_locus(actor=hasan, locus=self.read(hasan, all_stand_in))
        assert Locus.objects.get(pk=all_stand_in.pk).stage == Stage.VERIFIED
        assert "substitutes" in rules_at(all_stand_in)

    def test_once_waived_it_does_not(self, all_stand_in, rahmat, hasan, ratna, locus_for):
        verify_locus(actor=rahmat, locus=self.read(rahmat, all_stand_in))
        waive(ratna, locus_for(ratna, all_stand_in), "substitutes", reason="Petugas sedang diklat.")
        validate_locus(actor=hasan, locus=self.read(hasan, all_stand_in))
        assert Locus.objects.get(pk=all_stand_in.pk).stage == Stage.VALIDATED
        assert Waiver.objects.count() == 1

    def test_warnings_do_not(self, handed_over, rahmat, hasan):
        verify_locus(actor=rahmat, locus=self.read(rahmat, handed_over))
        validate_locus(actor=hasan, locus=self.read(hasan, handed_over))
        assert Finding.objects.open().filter(locus=handed_over).count() == 2


class TestCommand:
    def test_it_checks_what_was_handed_over(self, handed_over, puskesmas, opini_2026, capsys):
        call_command("check_quality", "opini-2026")
        assert capsys.readouterr().out == "1 lokus diperiksa.\n"
        assert QualityCheck.objects.get().checked_by is None

    def test_an_unknown_period_is_told_with_those_that_there_are(self, opini_2026):
        with pytest.raises(CommandError, match="Yang ada: opini-2026"):
            call_command("check_quality", "opini-2025")
