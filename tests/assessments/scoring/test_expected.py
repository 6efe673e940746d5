"""Expected values score as answers would."""

from fractions import Fraction

import pytest

from assessments.scoring import ExpectedUnit, ExpectedValueError, score_expected

from .worked_examples import small_rules

RULES = small_rules()


def dinsos(**values):
    known = {code.replace("_", "-"): value for code, value in values.items()}
    return ExpectedUnit("dinsos", "kabupaten", "dinsos", known)


def test_every_expected_value_comes_back_exactly_in_the_trace():
    values = {
        "A-01": Fraction(5, 8),
        "A-02": Fraction(37, 120),
        "B-01": Fraction(0),
        "B-02": Fraction(1),
        "B-03": Fraction(7137, 10000),
    }
    unit = ExpectedUnit("dinsos", "kabupaten", "dinsos", values)
    score = score_expected([unit], RULES).units["dinsos"]
    lines = {line.code: line for dimension in score.dimensions for line in dimension.indicators}
    assert {code: lines[code].span.point for code in values} == values
    assert not score.provisional


def test_a_missing_value_widens_the_interval_and_never_counts_as_zero():
    known = {"A_02": Fraction(1), "B_01": Fraction(1), "B_02": Fraction(1), "B_03": Fraction(1)}
    score = score_expected([dinsos(A_01=None, **known)], RULES).units["dinsos"]
    assert (str(score.score), [str(bound) for bound in score.interval]) == ("100.00", ["92.67", "100.00"])
    assert score.provisional


def test_the_agency_is_the_mean_of_its_printed_units():
    whole = {"A_01": Fraction(1), "A_02": Fraction(1), "B_01": Fraction(1), "B_02": Fraction(1), "B_03": Fraction(1)}
    other = ExpectedUnit("dukcapil", "kabupaten", "dukcapil", dict.fromkeys(dinsos(**whole).values, Fraction(1, 3)))
    scores = score_expected([dinsos(**whole), other], RULES)
    assert str(scores.units["dukcapil"].score) == "33.33"
    assert str(scores.agency.score) == "66.67"


@pytest.mark.parametrize(
    ("code", "value"), [("A-01", Fraction(5, 4)), ("Z-01", Fraction(1, 2)), ("B-04", Fraction(1, 2))]
)
def test_a_value_that_no_answer_could_have_is_refused(code, value):
    unit = ExpectedUnit("dinsos", "kabupaten", "dinsos", {code: value})
    with pytest.raises(ExpectedValueError, match=code):
        score_expected([unit], RULES)
