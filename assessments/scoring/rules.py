"""What scoring needs to know of an edition: weights, methods, scopes, bands. Plain frozen values."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Combine = Literal["mean", "min", "document", "interview"]


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """An indicator: its relative weight inside the dimension, highest level, methods in order, and scope.

    Empty `loci` or `agency_kinds` mean every kind.
    """

    code: str
    weight: Fraction
    max_level: int
    methods: tuple[str, ...]
    combine: Combine = "mean"
    loci: frozenset[str] = frozenset()
    agency_kinds: frozenset[str] = frozenset()

    def applies_to(self, *, agency_kind: str, unit_kind: str) -> bool:
        return (not self.agency_kinds or agency_kind in self.agency_kinds) and (not self.loci or unit_kind in self.loci)


@dataclass(frozen=True, slots=True)
class DimensionRule:
    """A dimension: its weight in % of the unit score, and its indicators in order."""

    code: str
    weight: Fraction
    indicators: tuple[IndicatorRule, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """All scores (0-100, rounded to the edition's places) from `lower` up to the next band's `lower`."""

    lower: Decimal
    opinion: str
    category: str | None = None
    zone: str | None = None
    indicative_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """One edition: dimensions, and bands from the highest lower bound to 0."""

    places: int
    dimensions: tuple[DimensionRule, ...]
    bands: tuple[Band, ...]
    follow_up_suffix: str | None = None

    @property
    def indicators(self) -> dict[str, IndicatorRule]:
        return {indicator.code: indicator for dimension in self.dimensions for indicator in dimension.indicators}
