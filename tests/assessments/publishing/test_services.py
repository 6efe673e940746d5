"""Deciding, publishing and correcting: who may, what must be there before, and what stays for good."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from agencies.models import Event
from assessments.models import (
    Assessment,
    Correction,
    Locus,
    Objection,
    Period,
    Result,
    ReviewedValue,
    Stage,
    StageMovedError,
)
from assessments.objections.services import decide_objection, end_reply, file_objection, open_reply
from assessments.publishing.errors import (
    NothingChangedError,
    NotReadyError,
    NotTheirDecisionError,
    PeriodPublishedError,
    PublishingError,
    ResultsMissingError,
    StaleResultError,
    UndecidedError,
)
from assessments.publishing.services import (
    LevelChange,
    adopt_release,
    correct_result,
    decide_assessment,
    decide_each,
    foresee_correction,
    publish_period,
    reopen_decision,
)
from assessments.results.services import DecidedResultError, compute, compute_validated

pytestmark = pytest.mark.django_db

RELEASED = datetime(2026, 11, 2, 5, tzinfo=UTC)


def fresh(assessment) -> Assessment:
    return Assessment.objects.with_names().get(pk=assessment.pk)


@pytest.fixture
def decided(ratna, approved) -> Assessment:
    decide_assessment(actor=ratna, assessment=approved)
    return fresh(approved)


@pytest.fixture
def published(ratna, decided) -> Assessment:
    publish_period(actor=ratna, period=decided.period, at=timezone.now())
    return fresh(decided)


@pytest.fixture
def change(dinsos) -> LevelChange:
    locus = Locus.objects.select_related("unit", "assessment__agency", "assessment__period__issue").get(pk=dinsos.pk)
    return LevelChange(locus=locus, indicator="IN-01", method="document", level=1)


class TestDeciding:
    def test_it_computes_the_final_result_and_says_who_decided(self, ratna, approved):
        result = decide_assessment(actor=ratna, assessment=approved)
        found = fresh(approved)
        assert (found.stage, found.decided_at is not None) == (Stage.DECIDED, True)
        assert set(found.loci.values_list("decided_by", flat=True)) == {ratna.pk}
        assert Result.objects.current().get() == result
        written = Event.objects.filter(verb="decide_assessment")
        assert written.count() == 3
        assert {event.detail["result"] for event in written} == {result.pk}

    def test_the_kept_result_stays_when_it_still_follows(self, ratna, hasan, approved):
        kept = compute_validated(assessment=approved, actor=hasan)
        assert decide_assessment(actor=ratna, assessment=approved) == kept

    def test_it_waits_for_the_say_of_the_agency(self, ratna, hasan, budi, approved, reply_window, dinsos):
        with pytest.raises(NotReadyError, match="Hak jawab belum dibuka"):
            decide_assessment(actor=ratna, assessment=fresh(approved))
        open_reply(actor=hasan, assessment=fresh(approved))
        with pytest.raises(NotReadyError, match="masih berjalan sampai"):
            decide_assessment(actor=ratna, assessment=fresh(approved))
        file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja ada.")
        end_reply(actor=budi, assessment=approved)
        with pytest.raises(NotReadyError, match="1 sanggahan belum diputus"):
            decide_assessment(actor=ratna, assessment=fresh(approved))

    def test_nobody_decides_over_work_of_their_own(self, ratna, approved):
        approved.team.create(user=ratna)
        with pytest.raises(NotReadyError, match="mintalah orang lain"):
            decide_assessment(actor=ratna, assessment=approved)

    def test_the_head_office_alone_decides(self, hasan, approved):
        with pytest.raises(NotTheirDecisionError):
            decide_assessment(actor=hasan, assessment=approved)

    def test_what_is_decided_is_not_computed_anew(self, hasan, decided):
        with pytest.raises(DecidedResultError):
            compute_validated(assessment=decided, actor=hasan)

    def test_many_at_once_leave_the_unready_with_their_reason(self, ratna, muara_enim, approved, opini_2026):
        Assessment.objects.create(period=opini_2026, agency=muara_enim, office=muara_enim.office)
        decided, refused = decide_each(
            actor=ratna, period=opini_2026, assessments=Assessment.objects.with_names().filter(period=opini_2026)
        )
        assert [result.assessment for result in decided] == [approved]
        assert [each.obstacle for each in refused] == ["Masih di tahap Direncanakan."]

    def test_a_decision_is_taken_back_with_a_reason_before_publication(self, ratna, decided):
        with pytest.raises(PublishingError, match="Tulis mengapa"):
            reopen_decision(actor=ratna, assessment=decided, reason=" ")
        reopen_decision(actor=ratna, assessment=decided, reason="Salah unit.")
        found = fresh(decided)
        assert (found.stage, found.decided_at) == (Stage.VALIDATED, None)
        assert not found.loci.exclude(decided_by=None).exists()


class TestPublishing:
    def test_it_freezes_the_results_and_opens_them_from_a_moment_on(self, ratna, budi, decided):
        at = timezone.now() + timedelta(days=1)
        publish_period(actor=ratna, period=decided.period, at=at, is_public=True)
        period = Period.objects.get()
        assert (period.released_at, period.is_public, period.is_released) == (at, True, False)
        assert fresh(decided).stage == Stage.PUBLISHED
        assert not Result.objects.visible_to(budi).exists()
        assert Event.objects.about(period).get().verb == "publish_period"
        with pytest.raises(StageMovedError):
            reopen_decision(actor=ratna, assessment=fresh(decided), reason="Terlambat.")

    def test_until_that_moment_it_may_be_set_anew(self, ratna, budi, decided):
        publish_period(actor=ratna, period=decided.period, at=timezone.now() + timedelta(days=1))
        publish_period(actor=ratna, period=decided.period, at=timezone.now())
        assert Result.objects.visible_to(budi).exists()
        with pytest.raises(PeriodPublishedError):
            publish_period(actor=ratna, period=decided.period, at=timezone.now())

    def test_a_result_that_nobody_decided_is_never_opened_along(self, ratna, approved):
        compute(assessment=approved, actor=None)
        with pytest.raises(UndecidedError, match="Kabupaten Musi Banyuasin") as refused:
            publish_period(actor=ratna, period=approved.period, at=timezone.now(), reason="Mendesak.")
        assert refused.value.agencies == ("Kabupaten Musi Banyuasin",)

    def test_an_agency_without_any_result_asks_why(self, ratna, muba_2026):
        with pytest.raises(ResultsMissingError):
            publish_period(actor=ratna, period=muba_2026.period, at=timezone.now())
        publish_period(actor=ratna, period=muba_2026.period, at=timezone.now(), reason="Bencana; dinilai tahun depan.")
        assert Event.objects.get(verb="publish_period").detail["without_result"] == ["Kabupaten Musi Banyuasin"]

    def test_the_head_office_alone_publishes(self, hasan, decided):
        with pytest.raises(NotTheirDecisionError):
            publish_period(actor=hasan, period=decided.period, at=timezone.now())


class TestAnEarlyRelease:
    """A period that was opened while a locus went no further than validated."""

    @pytest.fixture
    def early(self, approved, hasan, opini_2026) -> Assessment:
        compute(assessment=approved, actor=hasan)
        Period.objects.filter(pk=opini_2026.pk).update(released_at=RELEASED)
        return fresh(approved)

    def test_its_results_are_decided_and_published_as_they_were_read(self, ratna, early):
        kept = Result.objects.get()
        assert adopt_release(actor=ratna, period=early.period, is_public=True) == (1, 0)
        found = fresh(early)
        assert (found.stage, found.decided_at) == (Stage.PUBLISHED, RELEASED)
        assert set(found.loci.values_list("stage", "decided_by")) == {(Stage.PUBLISHED, ratna.pk)}
        assert list(Result.objects.open_to_all()) == [kept]
        assert Event.objects.about(found.period).first().verb == "adopt_release"
        assert Event.objects.about(found).first().verb == "adopt_assessment"

    def test_then_it_can_be_corrected(self, ratna, early, change):
        adopt_release(actor=ratna, period=early.period)
        result = Result.objects.with_names().get()
        assert (
            correct_result(actor=ratna, result=result, public_note="Salah tingkat.", change=change).replaces == result
        )

    def test_it_stays_closed_to_everyone_unless_said(self, ratna, early):
        adopt_release(actor=ratna, period=early.period)
        assert not Result.objects.open_to_all().exists()

    def test_what_holds_work_of_ones_own_waits_for_a_colleague(self, ratna, surya, early):
        Locus.objects.filter(assessment=early).update(verified_by=ratna)
        assert adopt_release(actor=ratna, period=early.period) == (0, 1)
        assert adopt_release(actor=surya, period=early.period) == (1, 0)

    def test_there_must_be_something_to_take_along(self, ratna, published):
        with pytest.raises(PublishingError, match="Tidak ada yang perlu dibawa"):
            adopt_release(actor=ratna, period=published.period)

    def test_the_head_office_alone_does_it(self, hasan, early):
        with pytest.raises(NotTheirDecisionError):
            adopt_release(actor=hasan, period=early.period)


class TestCorrecting:
    def test_a_new_result_stands_beside_the_old_with_a_public_note(self, ratna, budi, published, change):
        old = Result.objects.with_names().get()
        new = correct_result(actor=ratna, result=old, change=change, public_note="Dokumen IN-01 dinilai keliru.")
        assert new.replaces == old
        assert new.score < old.score
        assert Result.objects.get(pk=old.pk).score == old.score
        assert Correction.objects.get().result == new
        assert set(Result.objects.visible_to(budi)) == {old, new}
        assert fresh(published).stage == Stage.PUBLISHED

    def test_it_can_be_foreseen_and_nothing_of_that_stays(self, ratna, published, change):
        result = Result.objects.with_names().get()
        values = ReviewedValue.objects.count()
        found = foresee_correction(actor=ratna, result=result, change=change).result
        assert found.score < result.score
        assert (Result.objects.count(), ReviewedValue.objects.count()) == (1, values)
        assert correct_result(actor=ratna, result=result, public_note="Keliru.", change=change).score == found.score

    def test_the_second_of_two_is_told(self, ratna, surya, published, change):
        old = Result.objects.with_names().get()
        correct_result(actor=ratna, result=old, change=change, public_note="Keliru.")
        with pytest.raises(StaleResultError):
            correct_result(actor=surya, result=old, change=change, public_note="Keliru juga.")

    def test_it_must_change_something_and_say_so(self, ratna, published):
        result = Result.objects.with_names().get()
        with pytest.raises(NothingChangedError):
            correct_result(actor=ratna, result=result, public_note="Sama saja.")
        with pytest.raises(PublishingError, match="dibaca umum"):
            correct_result(actor=ratna, result=result, public_note=" ")

    def test_what_is_not_published_is_not_corrected(self, ratna, decided, change):
        with pytest.raises(PublishingError, match="belum diterbitkan"):
            correct_result(actor=ratna, result=Result.objects.with_names().get(), change=change, public_note="Keliru.")

    def test_the_head_office_alone_corrects(self, hasan, published, change):
        with pytest.raises(NotTheirDecisionError):
            correct_result(actor=hasan, result=Result.objects.with_names().get(), change=change, public_note="Keliru.")


def test_an_objection_upheld_changes_the_final_result(ratna, rahmat, hasan, budi, approved, reply_window, dinsos):
    shown = open_reply(actor=hasan, assessment=approved)
    file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja ada.")
    end_reply(actor=budi, assessment=approved)
    objection = Objection.objects.select_related("locus__unit", "locus__assessment__period__issue").get()
    decide_objection(
        actor=rahmat, objection=objection, outcome="upheld", reason="Renja sah.", method="document", level=4
    )
    final = decide_assessment(actor=ratna, assessment=fresh(approved))
    assert final.replaces == shown
    assert final.score > shown.score
