"""Scores close to the limit of a band, and which single change of one indicator would carry them across it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.scoring.lines import IndicatorLine, UnitScore
from assessments.scoring.rounding import rounded
from assessments.scoring.rules import Band, Rules


@dataclass(frozen=True, slots=True)
class DecidingStep:
    """One indicator, how many whole levels it would have to move (negative: down), and what would come of it.

    `before` and `after` are values 0-1, `score` the printed score after.
    """

    indicator: str
    levels: int
    before: Fraction
    after: Fraction
    score: Decimal


@dataclass(frozen=True, slots=True)
class NearLimit:
    """A limit close by: the band that begins there, the distance (below 0: the score lies under it), what decides it.

    `steps` go from the fewest levels on; empty where no single indicator can carry the score across.
    """

    band: Band
    distance: Decimal
    steps: tuple[DecidingStep, ...]


def near_limits(score: UnitScore, rules: Rules, *, within: Decimal) -> tuple[NearLimit, ...]:
    """The limits at most `within` points from a unit's printed score, each with the indicators that decide it.

    The weight of an indicator is read from the trace; its value moves by whole levels of its scale and stops at the
    ends. An indicator without a value moves nothing.
    """
    printed = score.score
    if printed is None:
        return ()
    limits = [band for band in rules.bands if band.lower > 0 and abs(printed - band.lower) <= within]
    return tuple(NearLimit(band, printed - band.lower, tuple(_steps(score, rules, band))) for band in limits)


def _steps(score: UnitScore, rules: Rules, band: Band) -> Iterator[DecidingStep]:
    indicators = rules.indicators
    lines = (line for dimension in score.dimensions for line in dimension.indicators)
    found = [_step(score, line, indicators[line.code].max_level, rules.places, band) for line in lines]
    yield from sorted((step for step in found if step), key=lambda step: (abs(step.levels), step.indicator))


def _step(score: UnitScore, line: IndicatorLine, top: int, places: int, band: Band) -> DecidingStep | None:
    """The fewest levels by which an indicator alone carries the score across a limit; None when it cannot."""
    if score.exact is None or score.score is None or line.points is None or line.lost is None:
        return None
    value = line.points / (line.points + line.lost)
    up = score.score < band.lower
    for levels in range(1, top + 1):
        moved = Fraction(levels, top)
        after = min(Fraction(1), value + moved) if up else max(Fraction(0), value - moved)
        printed = rounded(score.exact + (line.points + line.lost) * (after - value), places=places)
        if (printed >= band.lower) == up:
            return DecidingStep(line.code, levels if up else -levels, value, after, printed)
        if after in {0, 1}:
            return None
    return None
