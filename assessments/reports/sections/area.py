"""All agencies of an area in a period beside each other: how many stand where, and what holds them back together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum

from agencies.models import AgencyKind
from assessments.history.selectors import latest_of
from assessments.instruments import Instrument
from assessments.models import Assessment, Report, ReportKind, Result, ResultLine, UnitResult
from assessments.reports.figures import Figure, Measure, figure
from assessments.reports.phrases import NONE, Verdict, number, standing_verdict
from assessments.reports.sources import recap_results
from assessments.results.explain.edition import band_stories
from assessments.scoring import band_for, rounded

MOST_GAPS = 6
NATIONAL = "Pusat"
"""Where an agency stands that belongs to no province."""


@dataclass(frozen=True, slots=True)
class Member:
    """One agency with a result: its place among those of its kind here, and what was published before."""

    name: str
    kind: str
    province: str
    verdict: Verdict
    band: str
    """The opinion of its band, before what the second axis adds."""
    score: Decimal | None
    provisional: bool
    place: str
    before: str


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies of one kind, or of one province: `counts` pairs each band's opinion with how many have it."""

    name: str
    size: int
    mean: str
    highest: str
    lowest: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator over all units of the area: how many lose through it, and how much on average."""

    code: str
    label: str
    lost: str
    where: str


def members_of(report: Report) -> list[Member]:
    """The agencies with a result, by kind, then the highest score first; two queries."""
    results = list(
        recap_results(report).select_related("assessment__agency__region__parent", "issue").order_by("agency_name")
    )
    before = latest_of_earlier(results)
    places = _places(results)
    kinds = [str(kind) for kind in AgencyKind]
    return [
        Member(
            name=result.agency_name,
            kind=AgencyKind(result.agency_kind).label,
            province=_province(result),
            verdict=standing_verdict(result),
            band="" if result.score is None else band_for(result.score, result.issue.rules).opinion,
            score=result.score,
            provisional=result.provisional,
            place=places.get(result.pk, NONE),
            before=before.get(result.assessment.agency_id, NONE),
        )
        for result in sorted(results, key=lambda each: (kinds.index(each.agency_kind), _highest_first(each)))
    ]


def _highest_first(result: Result) -> tuple[bool, Decimal, str]:
    return result.score is None, -(result.score or Decimal(0)), result.agency_name


def _province(result: Result) -> str:
    region = result.assessment.agency.region
    if region is None:
        return NATIONAL
    return (region.parent or region).name


def latest_of_earlier(results: Sequence[Result]) -> dict[int, str]:
    """What was last published of each agency before the year of these results: "91,72 (2023)"; one query."""
    found = latest_of([result.assessment.agency for result in results])
    years = {result.assessment.agency_id: result.year for result in results}
    return {
        agency: f"{number(year.agency.score)} ({year.year})"
        for agency, year in found.items()
        if year.year < years[agency] and year.agency.score is not None
    }


def _places(results: Sequence[Result]) -> dict[int, str]:
    """The place among final scores of the same kind; equal scores share the better one."""
    by_kind: Mapping[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.score is not None and not result.provisional:
            by_kind[result.agency_kind].append(result)
    places: dict[int, str] = {}
    for alike in by_kind.values():
        scores = [result.score for result in alike if result.score is not None]
        for result in alike:
            if result.score is not None:
                places[result.pk] = f"{1 + sum(other > result.score for other in scores)} dari {len(scores)}"
    return places


def groups(members: Sequence[Member], by: str, instrument: Instrument) -> list[Group]:
    """The members by "kind" or "province", in the order in which they come."""
    grouped: Mapping[str, list[Member]] = defaultdict(list)
    for member in members:
        grouped[getattr(member, by)].append(member)
    return [_group(name, of, instrument) for name, of in grouped.items()]


def _group(name: str, members: Sequence[Member], instrument: Instrument) -> Group:
    scores = [member.score for member in members if member.score is not None]
    counted = Counter(member.band for member in members if member.band)
    return Group(
        name=name,
        size=len(members),
        mean=number(mean_of(scores)),
        highest=number(max(scores, default=None)),
        lowest=number(min(scores, default=None)),
        counts=tuple((band.opinion, counted[band.opinion]) for band in band_stories(instrument)),
    )


def mean_of(scores: Collection[Decimal]) -> Decimal | None:
    """The plain mean of printed scores, for display only; None for none."""
    return rounded(sum(map(Fraction, scores), Fraction(0)) / len(scores), places=2) if scores else None


def spread_figure(members: Sequence[Member], instrument: Instrument) -> Figure:
    """How many agencies stand in each band, as a part of all that have a score."""
    counted = Counter(member.band for member in members if member.band)
    whole = sum(counted.values())
    return figure(
        (
            Measure(
                label=band.opinion,
                value=_part(counted[band.opinion], whole),
                words=f"{counted[band.opinion]} instansi · {number(_part(counted[band.opinion], whole))} %",
                spoken=f"{counted[band.opinion]} instansi, {number(_part(counted[band.opinion], whole))} persen",
                colour=band.colour,
            )
            for band in band_stories(instrument)
        ),
        key="spread",
        title="Sebaran opini, dalam persen dari instansi yang memiliki nilai",
    )


def _part(count: int, whole: int) -> Decimal:
    return rounded(Fraction(100 * count, whole), places=2) if whole else Decimal("0.00")


def dimensions_figure(units: Sequence[UnitResult], instrument: Instrument) -> Figure:
    """The mean of all units in each dimension."""
    values: Mapping[str, list[Fraction]] = defaultdict(list)
    for unit in units:
        for row in unit.dimensions:
            if row["value"]:
                values[row["code"]].append(Fraction(row["value"]))
    return figure(
        (_dimension(each.name, values[each.code]) for each in instrument.dimensions),
        key="dimensions",
        title="Capaian rata-rata semua unit di tiap dimensi, dari 100",
    )


def _dimension(name: str, values: Sequence[Fraction]) -> Measure:
    if not values:
        return Measure(name, None, "belum ada nilai", "belum ada nilai")
    mean = rounded(100 * sum(values, Fraction(0)) / len(values), places=2)
    return Measure(name, mean, number(mean), f"mencapai {number(mean)}")


def units_of(report: Report) -> list[UnitResult]:
    """The units behind the results, with their dimensions only; one query."""
    return list(UnitResult.objects.filter(result__in=recap_results(report)).only("pk", "dimensions", "score"))


def gaps(report: Report, instrument: Instrument) -> list[Gap]:
    """The indicators that take most points on average from a unit; one query.

    Every stored loss has four decimals, and so has their sum, on every database.
    """
    rows = (
        ResultLine.objects.filter(unit__result__in=recap_results(report), lost_points__isnull=False)
        .order_by("indicator")
        .values("indicator")
        .annotate(total=Sum("lost_points"), units=Count("pk"), losing=Count("pk", filter=Q(lost_points__gt=0)))
    )
    means = [(Fraction(round(Decimal(row["total"]), 4)) / row["units"], row) for row in rows]
    found = sorted((pair for pair in means if pair[0]), key=lambda pair: (-pair[0], pair[1]["indicator"]))
    return [
        Gap(
            code=row["indicator"],
            label=instrument.indicator(row["indicator"]).label,
            lost=number(rounded(mean, places=2)),
            where=f"{row['losing']} dari {row['units']} unit",
        )
        for mean, row in found[:MOST_GAPS]
    ]


def not_assessed(report: Report) -> list[tuple[str, str]]:
    """The agencies of the area that are not assessed in the period, each with the reason; one query."""
    rows = within(report).exclude(not_assessed_reason="").select_related("agency").order_by("agency__name")
    return [(row.agency.name, row.not_assessed_reason) for row in rows]


def waiting(report: Report) -> int:
    """How many agencies of the area are in the period and have no result yet; one query."""
    return within(report).filter(not_assessed_reason="", results__isnull=True).count()


def within(report: Report) -> QuerySet[Assessment]:
    """The assessments of a recap's period and area."""
    assessments = Assessment.objects.filter(period=report.period_id)
    if report.kind == ReportKind.NATIONAL:
        return assessments
    if report.office_id is not None:
        return assessments.filter(office=report.office_id)
    return assessments.filter(Q(agency__region=report.region_id) | Q(agency__region__parent=report.region_id))
