"""The trace of a score as stored values: exact fractions as "n/d" text."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assessments.models import Result, ResultLine, UnitResult
from assessments.scoring import (
    AgencyScore,
    Classification,
    DimensionLine,
    IndicatorLine,
    MethodLine,
    UnitScore,
    rounded,
)

Values = dict[str, Any]
LOST_PLACES = 4


def exact(value: Fraction | None) -> str:
    """A fraction as text, empty when there is none."""
    return "" if value is None else f"{value.numerator}/{value.denominator}"


def fraction(text: str) -> Fraction | None:
    """The fraction that `exact` wrote."""
    return Fraction(text) if text else None


def score_values(score: UnitScore | AgencyScore, opinion: Classification | None) -> Values:
    """The columns that a unit's and an agency's result share."""
    low, high = score.interval or (None, None)
    band = score.band
    return {
        "score": score.score,
        "exact": exact(score.exact),
        "provisional": score.provisional,
        "low": low,
        "high": high,
        "zone": (band.zone or "") if band else "",
        "indicative_zone": (band.indicative_zone or "") if band else "",
        "category": (band.category or "") if band else "",
        "opinion": opinion.opinion if opinion else "",
        "opinion_is_final": bool(opinion and opinion.final and not score.provisional),
    }


def dimension_values(line: DimensionLine) -> Values:
    span = line.span
    return {
        "code": line.code,
        "weight": exact(line.weight),
        "value": exact(span.point) if span else "",
        "low": exact(span.low) if span else "",
        "high": exact(span.high) if span else "",
        "share": exact(line.share),
        "points": exact(line.points),
    }


def line_values(line: IndicatorLine) -> Values:
    span = line.span
    return {
        "indicator": line.code,
        "outcome": line.outcome.value,
        "value": exact(span.point) if span else "",
        "low": exact(span.low) if span else "",
        "high": exact(span.high) if span else "",
        "share": exact(line.share),
        "points": exact(line.points),
        "lost": exact(line.lost),
        "lost_points": None if line.lost is None else rounded(line.lost, places=LOST_PLACES),
        "methods": [_method_values(method) for method in line.methods],
    }


def _method_values(line: MethodLine) -> list[Any]:
    return [line.method, line.outcome.value, exact(line.total), line.answered, line.missing, line.not_applicable]


def indicator_lines(score: UnitScore) -> Iterator[IndicatorLine]:
    return (line for dimension in score.dimensions for line in dimension.indicators)


def differences(stored: Result | UnitResult | ResultLine, expected: Values) -> list[str]:
    """The columns in which a stored row differs from what was computed anew."""
    return [name for name, value in expected.items() if getattr(stored, name) != value]
