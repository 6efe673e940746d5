"""The trace: every step from a unit's answers to its score, as exact frozen values.

Values are fractions 0-1, weights and shares too; points are on the scale 0-100.
A value that nothing answers yet is None, beside the interval from all-missing-zero to all-missing-top.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

from assessments.scoring.rules import Band


class Outcome(StrEnum):
    """What became of a method or an indicator."""

    SCORED = "scored"  # nothing missing
    PARTIAL = "partial"  # answered in part: provisional
    MISSING = "missing"  # nothing answered yet
    LEFT = "left"  # not applicable: left the mean, the other weights rescale
    OUT_OF_SCOPE = "out_of_scope"  # the edition does not ask this of such a unit


@dataclass(frozen=True, slots=True)
class Span:
    """A value between what all missing answers at 0 and all at the top would give; `point` from the answered part."""

    point: Fraction | None
    low: Fraction
    high: Fraction
    is_settled: bool = False

    @classmethod
    def settled(cls, value: Fraction) -> Self:
        """The span of a value to which nothing is missing."""
        return cls(value, value, value, is_settled=True)


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One method of one indicator: `total` levels over `answered` subjects; `missing` subjects still owed."""

    method: str
    outcome: Outcome
    total: Fraction
    answered: int
    missing: int
    not_applicable: int
    span: Span | None


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator: `share` of its dimension and `points` of the unit score, both among the answered part.

    `lost` is what the unit score misses because the value is below the top (0-100).
    """

    code: str
    outcome: Outcome
    weight: Fraction
    span: Span | None
    share: Fraction | None
    points: Fraction | None
    lost: Fraction | None
    methods: tuple[MethodLine, ...]


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """One dimension: `share` is its weight among the dimensions that count (0-1), `points` its contribution (0-100)."""

    code: str
    weight: Fraction
    span: Span | None
    share: Fraction | None
    points: Fraction | None
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's printed score (None when nothing is answered or applicable), with its whole trace.

    `interval` is None only when no indicator applies. `bands_touched` runs from the lowest to the highest.
    """

    exact: Fraction | None
    score: Decimal | None
    provisional: bool
    interval: tuple[Decimal, Decimal] | None
    band: Band | None
    bands_touched: tuple[Band, ...]
    dimensions: tuple[DimensionLine, ...]


@dataclass(frozen=True, slots=True)
class AgencyScore:
    """The mean of an agency's printed unit scores, printed; None when no unit has a score."""

    exact: Fraction | None
    score: Decimal | None
    provisional: bool
    interval: tuple[Decimal, Decimal] | None
    band: Band | None
    bands_touched: tuple[Band, ...]
