"""How far a value lies from others, by median and median deviation: a few wild values do not move the yardstick."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

NORMAL_SHARE = Fraction(6745, 10000)
"""Makes the median deviation of normal values comparable to their standard deviation (Iglewicz and Hoaglin, 1993)."""


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two in the middle; ValueError without any."""
    if not values:
        raise ValueError("Median membutuhkan sedikitnya satu nilai.")
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def robust_distance(value: Decimal, others: Sequence[Decimal]) -> Fraction | None:
    """The modified z-score of a value among others, exact: 0,6745 x (value - median) / median deviation.

    None without others, or where more than half of them are equal, so that no deviation can be measured.
    """
    if not others:
        return None
    known = [Fraction(other) for other in others]
    middle = median(known)
    spread = median([abs(other - middle) for other in known])
    return None if spread == 0 else NORMAL_SHARE * (Fraction(value) - middle) / spread
