"""Median and median deviation, exact."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.scoring import median, robust_distance


@pytest.mark.parametrize(
    ("values", "middle"),
    [([3], 3), ([9, 1, 5], 5), ([4, 1, 3, 2], Fraction(5, 2)), ([Fraction(1, 3)] * 2, Fraction(1, 3))],
)
def test_the_middle_of_odd_and_even_many(values, middle):
    assert median([Fraction(each) for each in values]) == middle


def test_there_is_no_middle_of_nothing():
    with pytest.raises(ValueError, match="sedikitnya satu"):
        median([])


def test_it_counts_in_median_deviations():
    others = [Decimal(each) for each in ("70.00", "72.00", "74.00", "76.00", "78.00")]
    # the middle is 74, the deviations 4 2 0 2 4, their middle 2: 0,6745 x (84 - 74) / 2
    assert robust_distance(Decimal("84.00"), others) == Fraction(6745, 2000)
    assert robust_distance(Decimal("64.00"), others) == Fraction(-6745, 2000)


def test_one_wild_value_does_not_move_the_yardstick():
    others = [Decimal(each) for each in ("70.00", "72.00", "74.00", "76.00", "0.00")]
    assert robust_distance(Decimal("84.00"), others) == Fraction(6745, 10000) * 12 / 2


def test_where_nothing_varies_no_distance_is_measured():
    assert robust_distance(Decimal("84.00"), []) is None
    assert robust_distance(Decimal("84.00"), [Decimal("70.00")] * 3 + [Decimal("90.00")]) is None
