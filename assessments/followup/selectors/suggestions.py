"""Recommendations that a released result suggests: its largest lost points, in the words of the rubric."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from agencies.models import Agency, ServiceUnit
from assessments.instruments import Indicator
from assessments.models import Recommendation, Result, ResultLine

MOST = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finding with the points it cost its unit (of 100), what was found, and words to start from."""

    unit: ServiceUnit
    indicator: str
    label: str
    lost: Decimal
    found: str
    text: str


def suggestions_from(result: Result) -> tuple[Suggestion, ...]:
    """The largest losses of a result that have no recommendation yet, the largest first; two queries."""
    taken = set(Recommendation.objects.filter(result=result).values_list("unit", "indicator"))
    instrument = result.issue.instrument
    indicators = {indicator.code: indicator for _, indicator in instrument.indicators}
    lines = (
        ResultLine.objects.filter(unit__result=result, lost_points__gt=0)
        .select_related("unit__locus__unit")
        .defer("unit__inputs", "unit__dimensions")
        .order_by("-lost_points", "unit__position", "indicator")
    )
    found: list[Suggestion] = []
    for line in lines:
        unit = line.unit.locus.unit
        indicator = indicators[line.indicator]
        if (unit.pk, line.indicator) in taken or not indicator.is_in_own_hands:
            continue
        found.append(_suggestion(unit, indicator, line, instrument.max_level_of(indicator)))
        if len(found) == MOST:
            break
    return tuple(found)


def _suggestion(unit: ServiceUnit, indicator: Indicator, line: ResultLine, top: int) -> Suggestion:
    wanted = indicator.levels.get(top, "").rstrip(".")
    return Suggestion(
        unit=unit,
        indicator=indicator.code,
        label=indicator.label,
        lost=line.lost_points or Decimal(0),
        found=indicator.levels.get(int(Fraction(line.value) * top), ""),
        text=f"{indicator.label}: penuhi “{wanted}”." if wanted else f"Perbaiki: {indicator.label}.",
    )


def latest_released(agency: Agency) -> Result | None:
    """The newest result of an agency that its people may read; one query."""
    results = Result.objects.current().filter(assessment__agency=agency).with_names()
    return next((each for each in results.order_by("-year", "-pk") if each.assessment.period.is_released), None)
