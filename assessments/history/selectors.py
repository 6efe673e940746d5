"""An agency's history: for each year what the sources say, whether they contradict each other, where methods change."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, groupby

from agencies.models import Agency
from assessments.history.claims import Claim, Derived, Stated, claims_of, contradict
from assessments.instruments.by_year import count_alike
from assessments.instruments.scoring_rules import rules_of
from assessments.models import PublishedResult
from assessments.scoring import Band


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one thing: an agency, a unit, or a dimension (whose score is points, without a band).

    `claims` holds the bands of the year's edition that each thing said leaves possible.
    """

    score: Decimal | None
    derived: Derived
    stated: Stated
    agrees: bool | None
    source: str
    claims: tuple[Claim, ...] = ()

    @property
    def bands(self) -> Claim:
        """The bands that everything it says leaves possible; none where it contradicts itself or says nothing."""
        return frozenset.intersection(*self.claims) if self.claims else frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """Every source's statement about one thing in one year; `name` is "" for the agency as a whole."""

    name: str
    statements: tuple[Statement, ...]

    @property
    def disputed(self) -> bool:
        """Whether two sources give different scores, or words that exclude each other in the edition's band table."""
        return any(
            (one.score is not None and other.score is not None and one.score != other.score)
            or contradict(one.claims, other.claims)
            for one, other in combinations(self.statements, 2)
        )

    @property
    def score(self) -> Decimal | None:
        """The score that no source disputes, 0-100 (of a dimension: points)."""
        scores = [each.score for each in self.statements if each.score is not None]
        return scores[0] if scores and not self.disputed else None

    @property
    def bands(self) -> Claim:
        """The bands that everything said leaves possible; none while it is disputed or nothing tells."""
        claims = [claim for each in self.statements for claim in each.claims]
        return frozenset.intersection(*claims) if claims and not self.disputed else frozenset()

    @property
    def zone(self) -> str:
        """hijau, kuning or merah (from 2025 on: indicative) where all sources together leave one; else ""."""
        return only_zone(self.bands)


@dataclass(frozen=True, slots=True)
class UnitOfHistory:
    """One unit of a year with its dimensions, the latter in points."""

    said: Said
    dimensions: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class YearOfHistory:
    """One year: the agency as a whole, its dimensions, its units; `agency.statements` may be empty.

    `method_break`: the edition counts differently from that of the year shown before, so that the two scores cannot be
    compared. `bands`: the edition's bands, highest first.
    """

    year: int
    instrument: str
    bands: tuple[Band, ...]
    agency: Said
    dimensions: tuple[Said, ...]
    units: tuple[UnitOfHistory, ...]
    method_break: bool

    @property
    def disputed(self) -> bool:
        return self.agency.disputed


def only_zone(bands: Claim) -> str:
    """The zone, official or indicative, that all these bands share; "" where they do not share one."""
    zones = {band.zone or band.indicative_zone or "" for band in bands}
    return zones.pop() if len(zones) == 1 else ""


def history_of(agency: Agency) -> tuple[YearOfHistory, ...]:
    """The years of which anything is published, oldest first; one query."""
    years: list[YearOfHistory] = []
    for year, rows in groupby(PublishedResult.objects.of_agency(agency), key=lambda row: row.year):
        years.append(_year(year, list(rows), before=years[-1] if years else None))
    return tuple(years)


def latest_of(agencies: Iterable[Agency]) -> dict[int, YearOfHistory]:
    """The latest year of which anything is published about each agency as a whole, by the agency's key; one query."""
    stated = PublishedResult.objects.filter(agency__in=[agency.pk for agency in agencies], unit="", dimension="")
    latest: dict[int, YearOfHistory] = {}
    for (agency_id, year), rows in groupby(
        stated.order_by("agency_id", "year", "pk"), key=lambda row: (row.agency_id, row.year)
    ):
        latest[agency_id] = _year(year, list(rows), before=None)
    return latest


def _year(year: int, rows: list[PublishedResult], *, before: YearOfHistory | None) -> YearOfHistory:
    instrument = rows[0].instrument
    by_unit = {name: list(of_unit) for name, of_unit in groupby(rows, key=lambda row: row.unit)}
    own = by_unit.pop("", [])
    return YearOfHistory(
        year=year,
        instrument=instrument,
        bands=rules_of(instrument).bands,
        agency=_whole("", own),
        dimensions=_dimensions(own),
        units=tuple(UnitOfHistory(_whole(name, of_unit), _dimensions(of_unit)) for name, of_unit in by_unit.items()),
        method_break=before is not None and not count_alike(before.instrument, instrument),
    )


def _whole(name: str, rows: Iterable[PublishedResult]) -> Said:
    return Said(name, tuple(_statement(row) for row in rows if not row.dimension))


def _dimensions(rows: Iterable[PublishedResult]) -> tuple[Said, ...]:
    by_dimension = groupby((row for row in rows if row.dimension), key=lambda row: row.dimension)
    return tuple(Said(name, tuple(_statement(row) for row in found)) for name, found in by_dimension)


def _statement(row: PublishedResult) -> Statement:
    stated = Stated(zone=row.stated_zone, category=row.stated_category, opinion=row.stated_opinion)
    return Statement(
        score=row.score,
        derived=Derived(
            zone=row.zone or None,
            indicative_zone=row.indicative_zone or None,
            category=row.category or None,
            opinion=row.opinion or None,
        ),
        stated=stated,
        agrees=row.agrees,
        source=row.source,
        claims=claims_of(None if row.dimension else row.score, stated, rules_of(row.instrument)),
    )
