"""Telling a stored result: the agency's number, its units side by side, what loses points and what is strong."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from agencies.models import AgencyKind, UnitKind
from assessments.instruments import Instrument
from assessments.models import FollowUpState, Result, UnitResult
from assessments.results.draft import Draft
from assessments.results.explain import arithmetic
from assessments.results.explain.arithmetic import four
from assessments.results.explain.edition import METHOD_TEXTS, assumptions, band_stories, rule_stories
from assessments.results.explain.products import axis_story
from assessments.results.explain.reading import Sources, drafted_sources, stored_sources
from assessments.results.explain.story import (
    AxisStory,
    BandStory,
    Cell,
    DimensionRow,
    IndicatorAcross,
    IndicatorStory,
    Loss,
    ResultStory,
    Step,
    UnitStory,
)
from assessments.results.explain.unit import UnitTeller
from assessments.results.trace import fraction
from assessments.scoring import band_for, bands_between, rounded

MOST_LOSSES = 10
MOST_STRENGTHS = 5


def tell(result: Result, *, with_raters: bool, units: Collection[int] | None = None) -> ResultStory:
    """The story of a stored result, in at most six queries whatever its size.

    `with_raters`: whether this reader may know who gave each answer; nobody outside the Ombudsman may.
    `units`: keys of the unit results to tell; None for all. The agency's own number is told either way.
    `result` comes from `Result.objects.with_names()`.
    """
    sources = stored_sources(result, with_raters=with_raters, units=units)
    return _told(sources, with_raters=with_raters, is_whole=units is None)


def tell_draft(draft: Draft, *, with_raters: bool) -> ResultStory:
    """The story of a result that is not kept, in at most four queries."""
    sources = drafted_sources(draft.result, draft.units, draft.lines, with_raters=with_raters)
    return _told(sources, with_raters=with_raters, is_whole=True)


def _told(sources: Sources, *, with_raters: bool, is_whole: bool) -> ResultStory:
    result = sources.result
    instrument = result.issue.instrument
    bands = band_stories(instrument)
    teller = UnitTeller(sources, instrument, bands)
    stories = tuple(
        teller.story(unit, _standing(unit, result, bands, steps=()), UnitKind(unit.unit_kind).label)
        for unit in sources.units
    )
    across = _across(stories)
    assessment = result.assessment
    replaced_by = getattr(result, "replaced_by", None)
    axis = axis_story(result) if is_whole else None
    return ResultStory(
        **_standing(result, result, bands, steps=_agency_steps(result, stories if is_whole else ()), axis=axis),
        public_id=result.public_id,
        agency_id=assessment.agency.public_id,
        agency_name=result.agency_name,
        agency_kind=result.agency_kind,
        agency_kind_text=AgencyKind(result.agency_kind).label,
        head_title=result.head_title,
        head_name=result.head_name,
        office_name=result.office_name,
        period_name=result.period_name,
        year=result.year,
        computed_at=result.computed_at,
        computed_by=result.computed_by.full_name if with_raters and result.computed_by else "",
        is_example=result.is_example,
        is_released=assessment.period.is_released,
        replaces=result.replaces.public_id if result.replaces else None,
        replaced_by=replaced_by.public_id if replaced_by else None,
        method=result.method,
        method_text=METHOD_TEXTS[result.method],
        instrument_code=instrument.code,
        instrument_revision=instrument.revision,
        instrument_title=instrument.title,
        instrument_sha256=result.instrument_sha256,
        result_name=instrument.result_name,
        legal_basis=instrument.legal_basis,
        has_official_zone=any(band.zone for band in bands),
        has_follow_up=instrument.follow_up is not None,
        follow_up=result.follow_up,
        follow_up_text=FollowUpState(result.follow_up).label,
        axis=axis,
        units=stories,
        dimensions=_dimension_rows(instrument, stories),
        losses=_losses(stories),
        losses_by_indicator=tuple(across),
        strengths=_strengths(across),
        bands=bands,
        rules=rule_stories(instrument),
        assumptions=assumptions(instrument),
    )


def _standing(
    row: Result | UnitResult,
    result: Result,
    bands: Sequence[BandStory],
    *,
    steps: tuple[Step, ...],
    axis: AxisStory | None = None,
) -> dict[str, Any]:
    """The columns that a unit's and an agency's number share, with the bands they name."""
    by_lower = {band.lower: band for band in bands}
    rules = result.issue.rules
    band = None if row.score is None else by_lower[band_for(row.score, rules).lower]
    touched: tuple[BandStory, ...] = ()
    if row.low is not None and row.high is not None:
        touched = tuple(by_lower[each.lower] for each in bands_between(row.low, row.high, rules))
    if band and row.score is not None:
        steps = (*steps, arithmetic.band_step(row.score, band))
        if isinstance(row, Result) and rules.follow_up_suffix is not None:
            follow_up = FollowUpState(row.follow_up).label
            steps = (
                *steps,
                *([axis.step] if axis else []),
                arithmetic.opinion_step(band.opinion, follow_up, row.opinion, final=row.opinion_is_final),
            )
    return {
        "score": row.score,
        "exact": row.exact,
        "provisional": row.provisional,
        "low": row.low,
        "high": row.high,
        "zone": row.zone,
        "indicative_zone": row.indicative_zone,
        "category": row.category,
        "opinion": row.opinion,
        "opinion_is_final": row.opinion_is_final,
        "band": band,
        "bands_touched": touched,
        "steps": steps,
    }


def _agency_steps(result: Result, units: Sequence[UnitStory]) -> tuple[Step, ...]:
    """The mean of the printed unit scores; only where every unit is told."""
    whole = fraction(result.exact)
    scores = [unit.score for unit in units if unit.score is not None]
    if whole is None or result.score is None or not scores:
        return ()
    return arithmetic.mean_steps(scores, whole, result.score)


def _dimension_rows(instrument: Instrument, units: Sequence[UnitStory]) -> tuple[DimensionRow, ...]:
    rows: list[DimensionRow] = []
    for place, dimension in enumerate(instrument.dimensions):
        told = [(unit, unit.dimensions[place]) for unit in units]
        values = [Fraction(story.value_exact) for _, story in told if story.value_exact]
        rows.append(
            DimensionRow(
                code=dimension.code,
                name=dimension.name,
                weight=dimension.weight.value,
                weight_assumed=dimension.weight.assumed,
                cells=tuple(Cell(unit.name, unit.locus_id, story.points, story.percent) for unit, story in told),
                mean_percent=rounded(100 * _mean(values), places=2) if values else None,
            )
        )
    return tuple(rows)


def _losses(units: Sequence[UnitStory]) -> tuple[Loss, ...]:
    found = [
        Loss(unit.name, unit.locus_id, each.code, each.label, each.dimension, each.lost, each.percent)
        for unit in units
        for each in unit.indicators
        if each.lost and each.percent is not None
    ]
    return tuple(sorted(found, key=lambda loss: (-loss.lost, loss.code, loss.unit))[:MOST_LOSSES])


def _across(units: Sequence[UnitStory]) -> list[IndicatorAcross]:
    """Every indicator with a value, over the units that carry the agency's score; the largest loss first."""
    scored = [unit for unit in units if unit.score is not None]
    told: Mapping[str, list[IndicatorStory]] = defaultdict(list)
    for unit in scored:
        for indicator in unit.indicators:
            if indicator.value_exact and indicator.lost_exact:
                told[indicator.code].append(indicator)
    across = [_over_units(stories, len(scored)) for stories in told.values()]
    return sorted(across, key=lambda each: (-each.mean_lost, each.code))


def _over_units(stories: Sequence[IndicatorStory], units: int) -> IndicatorAcross:
    first = stories[0]
    return IndicatorAcross(
        code=first.code,
        label=first.label,
        dimension=first.dimension,
        units=len(stories),
        units_below_top=sum(bool(each.lost) for each in stories),
        mean_percent=rounded(100 * _mean([Fraction(each.value_exact) for each in stories]), places=2),
        mean_points=four(sum((Fraction(each.points_exact) for each in stories), Fraction(0)) / units),
        mean_lost=four(sum((Fraction(each.lost_exact) for each in stories), Fraction(0)) / units),
    )


def _strengths(across: Sequence[IndicatorAcross]) -> tuple[IndicatorAcross, ...]:
    """The highest values, and among equals those that bring most points.

    Nothing below half is a strength, nor anything among the largest losses.
    """
    weak = {each.code for each in across[:MOST_STRENGTHS] if each.mean_lost}
    strong = [each for each in across if each.mean_percent > Decimal(50) and each.code not in weak]
    return tuple(sorted(strong, key=lambda each: (-each.mean_percent, -each.mean_points, each.code))[:MOST_STRENGTHS])


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
