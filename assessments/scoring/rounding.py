"""The one rounding function."""

from decimal import Decimal
from fractions import Fraction


def rounded(exact: Fraction, *, places: int) -> Decimal:
    """`exact` to `places` decimals, a tie going up (77,995 -> 78,00); exact is never negative here.

    Half up is our assumption: published figures are rounded to the nearest, ties were never observed.
    """
    unit = 10**places
    whole = (2 * exact.numerator * unit + exact.denominator) // (2 * exact.denominator)
    return Decimal(whole).scaleb(-places)
