"""The method `weighted-mean-1`: levels -> indicators -> dimensions -> unit -> agency. Never edited once used.

Source: instruments.md, "Rules that hold for every edition", which marks what is published and what is assumed.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from assessments.scoring.answers import Tally, UnitAnswers, tallied
from assessments.scoring.bands import band_for, bands_between
from assessments.scoring.lines import (
    AgencyScore,
    DimensionLine,
    IndicatorLine,
    MethodLine,
    Outcome,
    Span,
    UnitScore,
)
from assessments.scoring.rounding import rounded
from assessments.scoring.rules import DimensionRule, IndicatorRule, Rules

_NOTHING = Fraction(0)


def score_unit(unit: UnitAnswers, rules: Rules) -> UnitScore:
    """A unit's score with its trace; AnswerError when an answer contradicts the edition."""
    tallies = tallied(unit, rules)
    scored = [_dimension(rule, unit, tallies) for rule in rules.dimensions]
    in_force = [line for line in scored if line.span is not None]
    known = _total_weight(line for line in in_force if _span(line).point is not None)
    finished = tuple(_with_points(line, known) for line in scored)
    if not in_force:
        return UnitScore(None, None, provisional=False, interval=None, band=None, bands_touched=(), dimensions=finished)

    whole = _weighted_mean(in_force)
    exact = None if whole.point is None else 100 * whole.point
    interval = (rounded(100 * whole.low, places=rules.places), rounded(100 * whole.high, places=rules.places))
    score = rounded(exact, places=rules.places) if exact is not None else None
    return UnitScore(
        exact=exact,
        score=score,
        provisional=any(
            indicator.outcome in {Outcome.PARTIAL, Outcome.MISSING}
            for line in finished
            for indicator in line.indicators
        ),
        interval=interval,
        band=band_for(score, rules) if score is not None else None,
        bands_touched=bands_between(*interval, rules),
        dimensions=finished,
    )


def score_agency(units: Iterable[UnitScore], rules: Rules) -> AgencyScore:
    """The plain mean of the printed unit scores, printed: anyone can recompute it from the paper.

    A unit with nothing applicable leaves; one with nothing answered has only an interval, and the agency is
    provisional over the others. Source: exact on Palembang 88,23 and Prov. Lampung 88,49 in 2025.
    """
    counted = [unit for unit in units if unit.interval is not None]
    if not counted:
        return AgencyScore(None, None, provisional=False, interval=None, band=None, bands_touched=())
    points = [unit.score for unit in counted if unit.score is not None]
    exact = _mean([Fraction(point) for point in points]) if points else None
    score = rounded(exact, places=rules.places) if exact is not None else None
    low, high = zip(*(_interval(unit) for unit in counted), strict=True)
    interval = (
        rounded(_mean([Fraction(bound) for bound in low]), places=rules.places),
        rounded(_mean([Fraction(bound) for bound in high]), places=rules.places),
    )
    return AgencyScore(
        exact=exact,
        score=score,
        provisional=any(unit.provisional for unit in counted),
        interval=interval,
        band=band_for(score, rules) if score is not None else None,
        bands_touched=bands_between(*interval, rules),
    )


def _dimension(rule: DimensionRule, unit: UnitAnswers, tallies: Mapping[tuple[str, str], Tally]) -> DimensionLine:
    """The dimension's value among its own indicators; points follow once all dimensions are known."""
    lines = [_indicator(each, unit, tallies) for each in rule.indicators]
    in_force = [line for line in lines if line.span is not None]
    if not in_force:
        return DimensionLine(rule.code, rule.weight, span=None, share=None, points=None, indicators=tuple(lines))
    span = _weighted_mean(in_force)
    return DimensionLine(rule.code, rule.weight, span=span, share=None, points=None, indicators=tuple(lines))


def _indicator(rule: IndicatorRule, unit: UnitAnswers, tallies: Mapping[tuple[str, str], Tally]) -> IndicatorLine:
    if not rule.applies_to(agency_kind=unit.agency_kind, unit_kind=unit.unit_kind):
        return _without_value(rule, Outcome.OUT_OF_SCOPE)
    if rule.code in unit.not_applicable:
        return _without_value(rule, Outcome.LEFT)
    methods = tuple(_method(rule, code, unit, tallies.get((rule.code, code))) for code in rule.methods)
    in_force = [line for line in methods if line.span is not None]
    if not in_force:
        return _without_value(rule, Outcome.LEFT, methods)
    span = _combined(rule, in_force)
    outcome = _outcome(answered=span.point is not None, owed=any(line.missing for line in in_force))
    return IndicatorLine(rule.code, outcome, rule.weight, span, share=None, points=None, lost=None, methods=methods)


def _without_value(rule: IndicatorRule, outcome: Outcome, methods: tuple[MethodLine, ...] = ()) -> IndicatorLine:
    return IndicatorLine(rule.code, outcome, rule.weight, None, share=None, points=None, lost=None, methods=methods)


def _method(rule: IndicatorRule, code: str, unit: UnitAnswers, tally: Tally | None) -> MethodLine:
    """The mean of one method's subjects; a listed method without any row counts as one missing subject."""
    tally = tally or Tally()
    absent = max(0, unit.expected.get((rule.code, code), 0 if tally.rows else 1) - tally.rows)
    missing = tally.unanswered + absent
    if not tally.answered and not missing:
        return MethodLine(code, Outcome.LEFT, Fraction(0), 0, 0, tally.not_applicable, span=None)
    outcome = _outcome(answered=bool(tally.answered), owed=bool(missing))
    return MethodLine(
        method=code,
        outcome=outcome,
        total=Fraction(tally.total),
        answered=tally.answered,
        missing=missing,
        not_applicable=tally.not_applicable,
        span=mean_of_levels(tally.total, tally.answered, missing, rule.max_level),
    )


def _outcome(*, answered: bool, owed: bool) -> Outcome:
    if not answered:
        return Outcome.MISSING
    return Outcome.PARTIAL if owed else Outcome.SCORED


@lru_cache(maxsize=65536)
def mean_of_levels(total: Fraction | int, answered: int, missing: int, max_level: int) -> Span:
    """A method's value 0-1: `total` levels over `answered` subjects, and its bounds while `missing` are owed."""
    everyone = (answered + missing) * max_level
    low = Fraction(total) / everyone
    if not missing:
        return Span.settled(low)
    point = Fraction(total) / (answered * max_level) if answered else None
    return Span(point=point, low=low, high=low + Fraction(missing * max_level, everyone))


def _combined(rule: IndicatorRule, in_force: Sequence[MethodLine]) -> Span:
    """Several methods on one indicator, by the indicator's own rule.

    The preferred method's value counts alone; the others stand in for the point value while it is missing,
    and altogether when it is not applicable.
    """
    preferred = [line for line in in_force if line.method == rule.combine]
    if preferred:
        span = _span(preferred[0])
        if span.point is not None:
            return span
        stand_ins = [_point(line) for line in in_force if _span(line).point is not None]
        return Span(point=_mean(stand_ins) if stand_ins else None, low=span.low, high=span.high)
    spans = [_span(line) for line in in_force]
    if len(spans) == 1:
        return spans[0]
    together = min if rule.combine == "min" else _mean
    if all(span.is_settled for span in spans):
        return Span.settled(together([span.low for span in spans]))
    points = [span.point for span in spans if span.point is not None]
    return Span(
        point=together(points) if points else None,
        low=together([span.low for span in spans]),
        high=together([span.high for span in spans]),
    )


def _weighted_mean(lines: Sequence[IndicatorLine] | Sequence[DimensionLine]) -> Span:
    """The mean of lines in force by their weights; the point value only over the answered ones, rescaled."""
    whole = _total_weight(lines)
    low = sum((line.weight * _span(line).low for line in lines), _NOTHING) / whole
    if all(_span(line).is_settled for line in lines):
        return Span.settled(low)
    answered = [line for line in lines if _span(line).point is not None]
    return Span(
        point=sum((line.weight * _point(line) for line in answered), _NOTHING) / _total_weight(answered)
        if answered
        else None,
        low=low,
        high=sum((line.weight * _span(line).high for line in lines), _NOTHING) / whole,
    )


def _total_weight(lines: Iterable[IndicatorLine | DimensionLine]) -> Fraction:
    return sum((line.weight for line in lines), _NOTHING)


def _with_points(line: DimensionLine, known: Fraction) -> DimensionLine:
    """The dimension with its points and those of its indicators; `known` is the weight of all answered dimensions."""
    if line.span is None or line.span.point is None:
        return line
    share = line.weight / known
    answered = _total_weight(each for each in line.indicators if each.span and each.span.point is not None)
    top = 100 * share
    return DimensionLine(
        code=line.code,
        weight=line.weight,
        span=line.span,
        share=share,
        points=top * line.span.point,
        indicators=tuple(_with_lost_points(each, top, answered) for each in line.indicators),
    )


def _with_lost_points(line: IndicatorLine, dimension_top: Fraction, answered: Fraction) -> IndicatorLine:
    if line.span is None or line.span.point is None:
        return line
    share = line.weight / answered
    top = dimension_top * share
    points = top * line.span.point
    return IndicatorLine(
        line.code,
        line.outcome,
        line.weight,
        line.span,
        share=share,
        points=points,
        lost=top - points,
        methods=line.methods,
    )


def _span(line: MethodLine | IndicatorLine | DimensionLine) -> Span:
    """The span of a line that is known to be in force."""
    assert line.span is not None  # noqa: S101 - callers keep only lines in force
    return line.span


def _point(line: MethodLine | IndicatorLine | DimensionLine) -> Fraction:
    """The point value of a line that is known to be answered."""
    point = _span(line).point
    assert point is not None  # noqa: S101 - callers keep only answered lines
    return point


def _interval(unit: UnitScore) -> tuple[Decimal, Decimal]:
    assert unit.interval is not None  # noqa: S101 - callers keep only units that count
    return unit.interval


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, _NOTHING) / len(values)
