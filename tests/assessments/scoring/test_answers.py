"""Answers that contradict the edition are refused, all of them in one message."""

import pytest

from assessments.scoring import Answer, AnswerError, UnitAnswers, score_unit

from .worked_examples import small_rules


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer("Z-99", "interview", "1", 1), "tidak ada dalam instrumen"),
        (Answer("A-01", "document", "1", 1), "pilih interview"),
        (Answer("A-01", "interview", "1", 5), "di luar 0 sampai 4"),
        (Answer("A-01", "interview", "1", -1), "di luar 0 sampai 4"),
        (Answer("B-04", "document", "1", 1), "tidak berlaku bagi kabupaten/dinsos"),
        (Answer("A-01", "interview", "1"), "belum diisi"),
    ],
)
def test_an_impossible_answer_is_refused_with_its_reason(answer, says):
    with pytest.raises(AnswerError) as refused:
        score_unit(UnitAnswers("kabupaten", "dinsos", (answer,)), small_rules())
    assert says in refused.value.problems[0]


def test_every_impossible_answer_is_named():
    answers = (
        Answer("Z-99", "interview", "1", 1),
        Answer("A-01", "interview", "1", 9),
        Answer("A-01", "interview", "1", 1),
    )
    with pytest.raises(AnswerError) as refused:
        score_unit(UnitAnswers("kabupaten", "dinsos", answers), small_rules())
    assert len(refused.value.problems) == 3


def test_a_value_for_an_indicator_that_does_not_apply_is_a_contradiction():
    unit = UnitAnswers("kabupaten", "dinsos", (Answer("A-01", "interview", "1", 1),), frozenset({"A-01"}))
    with pytest.raises(AnswerError, match="pilih salah satu"):
        score_unit(unit, small_rules())
