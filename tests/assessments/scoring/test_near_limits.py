"""Limits close to a score, and what carries it across; worked by hand."""

from decimal import Decimal
from fractions import Fraction

from assessments.scoring import (
    Answer,
    Band,
    DecidingStep,
    DimensionRule,
    IndicatorRule,
    Rules,
    UnitAnswers,
    near_limits,
    score_unit,
)

ONE = Decimal("1.00")


def rules(*weights, bands=("78", "54")) -> Rules:
    indicators = tuple(
        IndicatorRule(code=f"A-{place:02}", weight=Fraction(weight), max_level=4, methods=("document",))
        for place, weight in enumerate(weights, start=1)
    )
    lower = tuple(Band(Decimal(bound), f"dari {bound}") for bound in (*bands, "0"))
    return Rules(places=2, dimensions=(DimensionRule("A", Fraction(100), indicators),), bands=lower)


def near(edition, *levels, within=ONE):
    answers = tuple(Answer(f"A-{place:02}", "document", "unit", level) for place, level in enumerate(levels, start=1))
    return near_limits(score_unit(UnitAnswers("kota", "dinsos", answers), edition), edition, within=within)


def test_two_levels_are_needed_where_one_is_too_light():
    # 2/4 of 40, 4/4 of 58 and 4/4 of 1 and 1: 20 + 58 + 1 = 79 with A-04 at 0: one level of A-03 costs 0,25
    (found,) = near(rules(40, 58, 1, 1), 2, 4, 4, 0)
    assert found.distance == ONE
    assert found.steps[0] == DecidingStep("A-01", -1, Fraction(1, 2), Fraction(1, 4), Decimal("69.00"))
    # A-03 may lose all four levels and still prints 78,00, which is the band's
    assert [step.indicator for step in found.steps] == ["A-01", "A-02"]


def test_a_step_stops_at_the_end_of_the_scale():
    # 3/4 of 100 is 75; the limit 75,50 lies above, and the one level left reaches it
    (found,) = near(rules(100, bands=("75.50",)), 3)
    assert found.steps == (DecidingStep("A-01", 1, Fraction(3, 4), Fraction(1), Decimal("100.00")),)


def test_on_the_limit_any_loss_decides():
    (found,) = near(rules(50, 50, bands=("75",)), 3, 3)
    assert found.distance == 0
    assert [step.levels for step in found.steps] == [-1, -1]


def test_the_lowest_band_has_no_limit_and_a_distant_one_is_not_near():
    assert near(rules(100), 0) == ()
    assert near(rules(50, 50), 3, 2) == ()


def test_a_unit_without_a_score_is_near_nothing():
    edition = rules(100)
    assert near_limits(score_unit(UnitAnswers("kota", "dinsos", ()), edition), edition, within=ONE) == ()
