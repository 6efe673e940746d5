"""New words seen on real data before they hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from agencies.models import Region
from assessments.models import Period, Report, ReportKind, Result, UnitResult
from assessments.reports import agency_report, recap_report, unit_report
from assessments.reports.sections.remedies import head_of
from assessments.reports.sources import recap_results
from assessments.reports.wording.slots import SLOTS, fill
from assessments.results.explain import tell

MOST_EXAMPLES = 25
HIDDEN = {"nilai": "nn,nn", "opini": "(opini)"}
"""What stands for a number where the reader may read none."""


@dataclass(frozen=True, slots=True)
class Example:
    """Something real to try the words on; `key` names it in a form."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A place and what it would say."""

    label: str
    text: str


def examples(kind: str) -> list[Example]:
    """The latest results, or periods with results for a recap; one query."""
    if kind in {ReportKind.REGIONAL, ReportKind.NATIONAL}:
        periods = Period.objects.filter(assessments__results__isnull=False).distinct().order_by("-year", "code")
        return [Example(str(period.public_id), period.name) for period in periods[:MOST_EXAMPLES]]
    results = Result.objects.current().order_by("-year", "agency_name")[:MOST_EXAMPLES]
    return [Example(str(result.public_id), f"{result.agency_name}, {result.period_name}") for result in results]


def preview(kind: str, texts: Mapping[str, str], example: str, *, with_numbers: bool) -> list[Line]:
    """What every place would say about an example (a key of `examples`); numbers are hidden unless `with_numbers`."""
    named = _values(kind, example)
    if not with_numbers:
        named |= {name: hidden for name, hidden in HIDDEN.items() if name in named}
    return [Line(slot.label, fill(texts[slot.code], named)) for slot in SLOTS[kind]]


def _values(kind: str, key: str) -> dict[str, str]:
    if kind in {ReportKind.REGIONAL, ReportKind.NATIONAL}:
        return _of_recap(kind, Period.objects.select_related("issue").get(public_id=key))
    result = Result.objects.with_names().get(public_id=key)
    if kind != ReportKind.UNIT:
        story = tell(result, with_raters=False, units=[])
        return agency_report.values(story, result) | {"jumlah_unit": str(result.units.count())}
    part = UnitResult.objects.filter(result=result).select_related("locus__unit").order_by("position")[0]
    story = tell(result, with_raters=False, units=[part.pk])
    head = head_of(part.locus.unit.head_title, part.unit_name)
    return unit_report.unit_values(story, result, story.units[0], head)


def _of_recap(kind: str, period: Period) -> dict[str, str]:
    report = Report(kind=kind, period=period)
    if kind == ReportKind.REGIONAL:
        assessed = Q(agencies__assessments__period=period) | Q(children__agencies__assessments__period=period)
        provinces = Region.objects.filter(parent__isnull=True).select_related("office").order_by("code")
        report.region = provinces.filter(assessed).first() or provinces.first()
    return recap_report.values(report, recap_results(report).count(), recap_report.addressees(report)[0])
