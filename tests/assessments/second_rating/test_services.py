"""Drawing, giving out, judging blind, handing in and deciding."""

from decimal import Decimal

import pytest

from agencies.models import Event
from agencies.scope import forget_scope
from assessments.models import (
    Answer,
    Assessment,
    Locus,
    Moderation,
    ModerationOutcome,
    ReviewedValue,
    SecondAnswer,
    SecondDraw,
    SecondRating,
)
from assessments.review.selectors.locus import loci_for_review
from assessments.review.services import return_locus, verify_locus
from assessments.second_rating.errors import (
    DrawnAlreadyError,
    HandedInError,
    NotBlindError,
    NotDeclaredError,
    NothingToDrawError,
    NotTheirRatingError,
    OpenQuestionsError,
    ReasonMissingError,
    SecondRatingError,
    TeamNotDoneError,
)
from assessments.second_rating.questions import second_questions
from assessments.second_rating.selectors.comparison import period_view
from assessments.second_rating.selectors.people import possible_raters
from assessments.second_rating.services import (
    Judged,
    assign_rater,
    declare,
    draw_loci,
    hand_in,
    moderate,
    record_second_answers,
)
from tests.assessments.second_rating.conftest import CLEAR

pytestmark = pytest.mark.django_db


class TestDrawing:
    def test_the_seed_and_the_share_are_kept(self, drawn, opini_2026, ratna):
        assert (drawn.seed, drawn.share, drawn.pool, drawn.ratings.count()) == ("benih-uji", 100, 2, 2)
        event = Event.objects.about(opini_2026).first()
        assert (event.verb, event.actor, event.detail["drawn"]) == ("draw_second_ratings", ratna, 2)

    def test_a_period_is_drawn_once(self, drawn, ratna, opini_2026):
        with pytest.raises(DrawnAlreadyError):
            draw_loci(actor=ratna, period=opini_2026, share=10)
        assert SecondDraw.objects.count() == 1

    def test_the_head_office_alone_draws(self, hasan, dinsos, opini_2026):
        with pytest.raises(NotTheirRatingError):
            draw_loci(actor=hasan, period=opini_2026, share=10)

    def test_without_loci_there_is_nothing_to_draw(self, ratna, opini_2026):
        with pytest.raises(NothingToDrawError):
            draw_loci(actor=ratna, period=opini_2026, share=10)


class TestGivingOut:
    def test_it_is_for_people_who_cannot_know_what_the_team_says(
        self, drawn, dinsos, rahmat, hasan, ratna, sari, andi, dewi, wulan, joko, rating_for
    ):
        assert list(possible_raters(rating_for(rahmat, dinsos))) == [wulan, joko]

    @pytest.mark.parametrize("name", ["sari", "dewi", "hasan", "ratna"])
    def test_others_are_refused(self, request, drawn, dinsos, rahmat, rating_for, name):
        with pytest.raises(NotBlindError):
            assign_rater(actor=rahmat, rating=rating_for(rahmat, dinsos), rater=request.getfixturevalue(name))

    def test_the_team_has_no_say_in_it(self, drawn, dinsos, rahmat, dewi, wulan, rating_for):
        with pytest.raises(NotTheirRatingError):
            assign_rater(actor=dewi, rating=rating_for(rahmat, dinsos), rater=wulan)

    def test_another_judge_begins_anew(self, given, wulan, joko, rahmat, dinsos, rating_for, judge_all):
        judge_all(wulan, given)
        assign_rater(actor=rahmat, rating=rating_for(rahmat, dinsos), rater=joko)
        assert not SecondAnswer.objects.exists()
        assert rating_for(joko, dinsos).declared_at is None
        with pytest.raises(NotTheirRatingError):
            judge_all(wulan, given)

    def test_a_conflict_gives_the_locus_back_and_the_person_is_not_asked_again(
        self, drawn, dinsos, rahmat, wulan, joko, rating_for
    ):
        assign_rater(actor=rahmat, rating=rating_for(rahmat, dinsos), rater=wulan)
        rating = rating_for(wulan, dinsos)
        with pytest.raises(ReasonMissingError):
            declare(actor=wulan, rating=rating, **CLEAR | {"no_relatives": False})
        assert not declare(
            actor=wulan, rating=rating, **CLEAR | {"no_relatives": False}, explanation="Kakak saya bekerja di sana."
        )
        assert SecondRating.objects.get(locus=dinsos).rater is None
        assert list(possible_raters(rating_for(rahmat, dinsos))) == [joko]


class TestJudging:
    def test_it_asks_what_can_be_looked_at_again(self, given):
        assert {each.method for each in second_questions(given.locus)} <= {"document", "observation"}
        assert second_questions(given.locus)

    def test_before_the_declaration_nothing_is_taken(self, drawn, dinsos, rahmat, wulan, rating_for, judge_all):
        assign_rater(actor=rahmat, rating=rating_for(rahmat, dinsos), rater=wulan)
        with pytest.raises(NotDeclaredError):
            judge_all(wulan, rating_for(wulan, dinsos))

    def test_an_event_names_the_indicator_and_no_level(self, given, wulan):
        key = next(each.key for each in second_questions(given.locus) if each.indicator.code == "IN-01")
        assert record_second_answers(actor=wulan, rating=given, judged=[Judged(key, 2, "Lihat halaman 3.")]) == 1
        assert record_second_answers(actor=wulan, rating=given, judged=[Judged(key, 2, "Lihat halaman 3.")]) == 0
        event = Event.objects.about(given).first()
        assert event.detail == {"locus": given.locus_id, "indicators": ["IN-01"]}

    def test_what_is_not_asked_is_refused(self, given, wulan):
        key = second_questions(given.locus)[0].key
        for wrong in (Judged(key, 5), Judged(("KP-01", "survey", key[2]), 3)):
            with pytest.raises(SecondRatingError, match="Pilih salah satu tingkat"):
                record_second_answers(actor=wulan, rating=given, judged=[wrong])

    def test_the_assessment_is_closed_to_the_judge_until_it_is_in(self, given, wulan, handed_in):
        assert Locus.objects.visible_to(wulan).filter(pk=given.locus_id).exists()
        SecondRating.objects.filter(pk=given.pk).update(handed_in_at=None)
        forget_scope(wulan)
        assert not Locus.objects.visible_to(wulan).filter(pk=given.locus_id).exists()
        assert not Assessment.objects.visible_to(wulan).exists()


class TestHandingIn:
    def test_every_question_and_the_team_come_first(self, given, wulan, dewi, dinsos, judge_all):
        with pytest.raises(TeamNotDoneError):
            hand_in(actor=wulan, rating=given)
        Locus.objects.filter(pk=dinsos.pk).update(stage="submitted")
        with pytest.raises(OpenQuestionsError, match="Masih ada"):
            hand_in(actor=wulan, rating=given)

    def test_it_keeps_what_the_team_said_at_that_moment(self, handed_in, sari, rahmat, dinsos):
        Answer.objects.filter(locus=dinsos, indicator="IN-02").update(value=1)
        found = handed_in.answers.get(indicator="IN-02", first_state="scored")
        assert (found.first_value, found.value, found.differs) == (Decimal(3), Decimal(1), True)
        assert not handed_in.answers.filter(indicator="IN-03").exclude(first_state="").exists()

    def test_then_it_is_closed(self, handed_in, wulan, judge_all):
        with pytest.raises(HandedInError):
            judge_all(wulan, handed_in)


class TestDeciding:
    def difference(self, rating) -> SecondAnswer:
        found = rating.answers.get(indicator="IN-02", first_state="scored")
        found.rating = rating
        return found

    def test_the_second_value_counts_at_once_while_the_verification_waits(self, handed_in, rahmat, dinsos, rating_for):
        answer = self.difference(rating_for(rahmat, dinsos))
        decided = moderate(
            actor=rahmat, answer=answer, outcome=ModerationOutcome.SECOND, reason="SK belum ditandatangani."
        )
        assert decided.changed
        assert ReviewedValue.objects.get().value == 1
        assert Event.objects.about(handed_in).first().verb == "moderate"

    def test_later_the_word_stays_a_word(self, handed_in, rahmat, dinsos, rating_for):
        verify_locus(actor=rahmat, locus=loci_for_review(rahmat).get(pk=dinsos.pk))
        answer = self.difference(rating_for(rahmat, dinsos))
        assert not moderate(actor=rahmat, answer=answer, outcome=ModerationOutcome.SECOND, reason="SK lama.").changed
        assert not ReviewedValue.objects.exists()

    def test_once_decided_it_stays(self, handed_in, rahmat, dinsos, rating_for):
        answer = self.difference(rating_for(rahmat, dinsos))
        moderate(actor=rahmat, answer=answer, outcome=ModerationOutcome.FIRST, reason="Tim benar.")
        with pytest.raises(SecondRatingError, match="sudah diputuskan"):
            moderate(actor=rahmat, answer=answer, outcome=ModerationOutcome.SECOND, reason="Berubah pikiran.")
        assert Moderation.objects.get().outcome == ModerationOutcome.FIRST

    @pytest.mark.parametrize("name", ["sari", "wulan", "hasan", "ratna"])
    def test_it_is_the_verifier_s_alone(self, request, handed_in, rahmat, dinsos, rating_for, name):
        answer = self.difference(rating_for(rahmat, dinsos))
        with pytest.raises(NotTheirRatingError):
            moderate(
                actor=request.getfixturevalue(name), answer=answer, outcome=ModerationOutcome.FIRST, reason="Sesuai."
            )

    def test_what_is_the_same_needs_no_decision(self, handed_in, rahmat, dinsos, rating_for):
        rating = rating_for(rahmat, dinsos)
        same = rating.answers.get(indicator="IN-01", first_state="scored")
        same.rating = rating
        with pytest.raises(SecondRatingError, match="tidak ada perbedaan"):
            moderate(actor=rahmat, answer=same, outcome=ModerationOutcome.FIRST, reason="Sama.")


def test_the_agreement_of_a_period_counts_pairs_by_indicator_and_team(handed_in, rahmat, opini_2026):
    view = period_view(opini_2026, rahmat)
    counted = {each.name: each.agreement for each in view.indicators}
    assert (counted["IN-01"].equal, counted["IN-02"].equal, counted["IN-02"].pairs) == (1, 0, 1)
    (team,) = view.teams
    assert (team.name, team.agreement.pairs, team.agreement.equal) == ("Dewi Anggraini", 2, 1)
    drawn = {each.rating.locus_id: (each.differing, each.undecided) for each in view.drawn}
    assert drawn[handed_in.locus_id] == (1, 1)


def test_a_return_after_the_hand_in_changes_no_figure(handed_in, rahmat, sari, dinsos, answered, opini_2026):
    before = period_view(opini_2026, rahmat).teams
    return_locus(
        actor=rahmat, locus=loci_for_review(rahmat).get(pk=dinsos.pk), indicators=["IN-02"], reason="Lihat lagi."
    )
    answered(sari, dinsos, "IN-02", "document", 1, seen_version=1)
    assert period_view(opini_2026, rahmat).teams == before
