"""What everyone reads of a published opinion, and nothing more: names of places, score, zone, opinion, corrections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from agencies.models import AgencyKind
from assessments.models import Result
from assessments.presenters import decimal_comma, zone_words
from assessments.results.draft import Draft

HEADINGS = ("Tahun", "Periode", "Instansi", "Jenis", "Nilai", "Zona", "Kategori", "Opini", "Koreksi", "Keterangan")
RESULTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One line of the public list; `correction` is the public note, empty where nothing was corrected."""

    year: int
    period: str
    agency: str
    kind: str
    score: str
    colour: str
    zone: str
    is_indicative: bool
    category: str
    opinion: str
    correction: str
    earlier: str
    is_example: bool


def opinion_rows(results: Iterable[Result]) -> tuple[OpinionRow, ...]:
    """The lines of these results; `correction` and `replaces` are joined."""
    return tuple(_row(result) for result in results)


def _row(result: Result) -> OpinionRow:
    correction = getattr(result, "correction", None)
    colour = result.zone or result.indicative_zone
    return OpinionRow(
        year=result.year,
        period=result.period_name,
        agency=result.agency_name,
        kind=str(AgencyKind(result.agency_kind).label),
        score=decimal_comma(result.score),
        colour=colour,
        zone=zone_words(colour, indicative=not result.zone),
        is_indicative=not result.zone,
        category=result.category,
        opinion=result.opinion,
        correction=correction.public_note if correction else "",
        earlier=decimal_comma(result.replaces.score) if correction and result.replaces else "",
        is_example=result.is_example,
    )


@dataclass(frozen=True, slots=True)
class ForeseenRow:
    """One thing that a correction would change or leave: its words before and after."""

    what: str
    before: str
    after: str
    changes: bool


def foreseen_rows(result: Result, draft: Draft) -> tuple[ForeseenRow, ...]:
    """Score and opinion of the agency, then the units whose score would change."""
    now = draft.result
    before = {unit.locus_id: unit.score for unit in result.units.all()}
    units = [unit for unit in draft.units if unit.score != before.get(unit.locus_id)]
    rows = [
        ("Nilai instansi", decimal_comma(result.score), decimal_comma(now.score)),
        ("Opini", result.opinion or "–", now.opinion or "–"),
        *((unit.unit_name, decimal_comma(before.get(unit.locus_id)), decimal_comma(unit.score)) for unit in units),
    ]
    return tuple(ForeseenRow(what, earlier, later, earlier != later) for what, earlier, later in rows)


def csv_rows(results: QuerySet[Result]) -> Iterator[tuple[str, ...]]:
    """Headings and one line for each result, read some at a time."""
    yield HEADINGS
    for result in results.iterator(chunk_size=RESULTS_AT_ONCE):
        row = _row(result)
        yield (
            str(row.year),
            row.period,
            row.agency,
            row.kind,
            row.score,
            row.zone,
            row.category,
            row.opinion,
            row.correction,
            "data contoh" if row.is_example else "",
        )
