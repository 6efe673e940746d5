"""A drawn locus and its blind judge."""

import pytest

from assessments.fieldwork.services import submit_locus
from assessments.models import SecondRating
from assessments.second_rating.questions import second_questions
from assessments.second_rating.selectors.comparison import ratings_for
from assessments.second_rating.services import (
    Judged,
    assign_rater,
    declare,
    draw_loci,
    hand_in,
    record_second_answers,
)

SEED = "benih-uji"
CLEAR = {"other_agency": True, "no_relatives": True, "no_gifts": True}


@pytest.fixture
def wulan(person, sumsel):
    """A third assessor of the office, in no team."""
    return person("Wulan Sari", "assessor", office=sumsel)


@pytest.fixture
def rating_for(opini_2026):
    """`rating_for(wulan, dinsos)`: the second judgement as a person's page reads it."""

    def read(user, locus) -> SecondRating:
        rating = ratings_for(user).get(locus=locus)
        rating.locus.assessment.period = rating.draw.period
        return rating

    return read


@pytest.fixture
def drawn(ratna, dinsos, opini_2026):
    """Both loci of the period are drawn."""
    return draw_loci(actor=ratna, period=opini_2026, share=100, seed=SEED)


@pytest.fixture
def given(drawn, rahmat, wulan, dinsos, rating_for):
    """Dinas Sosial, given to Wulan, who declared to be independent."""
    assign_rater(actor=rahmat, rating=rating_for(rahmat, dinsos), rater=wulan)
    declare(actor=wulan, rating=rating_for(wulan, dinsos), **CLEAR)
    return rating_for(wulan, dinsos)


@pytest.fixture
def judge_all():
    """`judge_all(wulan, rating, {"IN-02": 1})`: level 3 everywhere but where told."""

    def judge(actor, rating, other=None) -> None:
        levels = other or {}
        record_second_answers(
            actor=actor,
            rating=rating,
            judged=[
                Judged(each.key, levels.get(each.indicator.code, min(3, each.max_level)))
                for each in second_questions(rating.locus)
            ],
        )

    return judge


@pytest.fixture
def handed_in(given, wulan, sari, dewi, dinsos, answered, judge_all, rating_for):
    """The team says 3 on IN-01 and IN-02, and hands over; Wulan says 3 and 1, and hands in."""
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(sari, dinsos, "IN-02", "document", 3)
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    judge_all(wulan, given, {"IN-02": 1})
    hand_in(actor=wulan, rating=given)
    return rating_for(wulan, dinsos)
