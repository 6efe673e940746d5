"""What the last result cost is told unit by unit, who lost most first."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.instruments import load_edition
from assessments.models import Result
from assessments.preparation.last_result import LastResult, LastUnit, LostPoints
from assessments.preparation.losses import losses_by_unit


@pytest.fixture
def last():
    """Unit 1 lost on three indicators, one of them below half; unit 2 on one; unit 3 on none."""

    def unit(key, *lost):
        points = tuple(
            LostPoints(key, f"Unit {key}", code, code, Decimal(cost), Fraction(value)) for code, cost, value in lost
        )
        return LastUnit(f"Unit {key}", Decimal(80), "hijau", "", "Tinggi", {}, points)

    units = {
        2: unit(2, ("PR-01", "5", "0")),
        1: unit(1, ("PR-01", "1", "3/4"), ("PR-02", "4", "1/4"), ("PR-05", "1.5", "1/2")),
        3: unit(3, ("PR-01", "0", "1")),
    }
    return LastResult(Result(), load_edition("opini-2026"), units)


def test_who_lost_most_comes_first_with_the_largest_losses(last):
    first, second = losses_by_unit(last, most=2, prepared=frozenset({1}))
    assert (first.name, first.total, first.below_half, first.more) == ("Unit 1", "6,50", 1, 1)
    assert [(loss.code, loss.level, loss.lost) for loss in first.losses] == [
        ("PR-02", "tingkat 1", "4,00"),
        ("PR-05", "tingkat 2", "1,50"),
    ]
    assert (second.name, second.is_prepared) == ("Unit 2", False)


def test_only_the_units_asked_about_are_told(last):
    assert [unit.name for unit in losses_by_unit(last, most=5, prepared=frozenset(), among=frozenset({2}))] == [
        "Unit 2"
    ]
