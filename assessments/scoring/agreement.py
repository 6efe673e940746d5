"""How far two judges of the same things agree: share of equal judgements, and weighted kappa. Exact, no floats."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Pair = tuple[Fraction | None, Fraction | None]
"""What the first and the second judge said, as a part of the top 0-1; None for "does not apply"."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """`pairs` judged by both, `equal` of them the same; `kappa` None where it is not defined."""

    pairs: int
    equal: int
    kappa: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """Equal ones among all, 0-1; None without any pair."""
        return Fraction(self.equal, self.pairs) if self.pairs else None


def agreement_of(pairs: Sequence[Pair]) -> Agreement:
    """Agreement over pairs of judgements.

    Two that both say "does not apply" are equal; where only one says so they differ, and kappa, which needs two
    levels, leaves them out.
    """
    levels = [(first, second) for first, second in pairs if first is not None and second is not None]
    return Agreement(
        pairs=len(pairs), equal=sum(first == second for first, second in pairs), kappa=weighted_kappa(levels)
    )


def weighted_kappa(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Cohen's kappa with quadratic weights (Cohen, 1968): 1 - observed / expected squared distance.

    The observed distance is the mean of (a - b)^2 over the pairs, the expected one its mean over every first judgement
    with every second. None without pairs, and where the expected distance is 0: both judges gave one and the same
    level throughout, so that chance alone would agree as well and nothing can be measured against it.
    """
    count = len(pairs)
    if not count:
        return None
    observed = sum(((first - second) ** 2 for first, second in pairs), Fraction(0)) / count
    squares = sum((first**2 + second**2 for first, second in pairs), Fraction(0)) / count
    first_mean = sum((first for first, _ in pairs), Fraction(0)) / count
    second_mean = sum((second for _, second in pairs), Fraction(0)) / count
    expected = squares - 2 * first_mean * second_mean
    return 1 - observed / expected if expected else None
