"""Recommendations that a released result suggests: its largest lost points, in the words of the rubric."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from agencies.models import Agency, ServiceUnit
from assessments.instruments import Indicator
from assessments.models import Answer, Recommendation, Result, ResultLine

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
    """The largest losses of a result that have no recommendation yet, the largest first; three queries.

    The words are what the assessor wrote for the agency there, else the highest level of the rubric.
    """
    taken = set(Recommendation.objects.filter(result=result).values_list("unit", "indicator"))
    instrument = result.issue.instrument
    indicators = {indicator.code: indicator for _, indicator in instrument.indicators}
    lines = (
        ResultLine.objects.filter(unit__result=result, lost_points__gt=0)
        .select_related("unit__locus__unit")
        .defer("unit__inputs", "unit__dimensions")
        .order_by("-lost_points", "unit__position", "indicator")
    )
    comments = _comments(result)
    found: list[Suggestion] = []
    for line in lines:
        unit = line.unit.locus.unit
        indicator = indicators[line.indicator]
        if (unit.pk, line.indicator) in taken or not indicator.is_in_own_hands:
            continue
        found.append(
            _suggestion(
                unit,
                indicator,
                line,
                top=instrument.max_level_of(indicator),
                comments=comments.get((line.unit.locus_id, line.indicator), []),
            )
        )
        if len(found) == MOST:
            break
    return tuple(found)


def _comments(result: Result) -> dict[tuple[int, str], list[str]]:
    """What assessors wrote for the agency, by locus and indicator, each once; one query."""
    found: dict[tuple[int, str], list[str]] = {}
    answers = Answer.objects.filter(locus__results__result=result, is_chosen=True).exclude(comment="").order_by("pk")
    for locus, indicator, comment in answers.values_list("locus", "indicator", "comment"):
        said = found.setdefault((locus, indicator), [])
        if comment not in said:
            said.append(comment)
    return found


def _suggestion(
    unit: ServiceUnit, indicator: Indicator, line: ResultLine, *, top: int, comments: list[str]
) -> Suggestion:
    wanted = indicator.levels.get(top, "").rstrip(".")
    words = f"{indicator.label}: penuhi “{wanted}”." if wanted else f"Perbaiki: {indicator.label}."
    return Suggestion(
        unit=unit,
        indicator=indicator.code,
        label=indicator.label,
        lost=line.lost_points or Decimal(0),
        found=indicator.levels.get(int(Fraction(line.value) * top), ""),
        text=" ".join(comments) or words,
    )


def latest_released(agency: Agency) -> Result | None:
    """The newest result of an agency that its people may read; one query."""
    results = Result.objects.current().filter(assessment__agency=agency).with_names()
    return next((each for each in results.order_by("-year", "-pk") if each.assessment.period.is_released), None)
