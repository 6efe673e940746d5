"""Taking published results in: every statement kept once, conflicting ones side by side."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from agencies.models import Agency, Event, User
from agencies.register.names import AgencyNames
from assessments.history.claims import Derived, agrees, derived_from, zone_word
from assessments.history.statement_file import StatementRow, read_statements
from assessments.instruments.scoring_rules import rules_of
from assessments.models import PublishedResult


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with the agency it means (None: not in the register) and what the rules say of it."""

    row: StatementRow
    agency: Agency | None
    derived: Derived
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Import:
    """What a file held: every row, problems that refuse nothing, and how many statements were new or known already."""

    rows: tuple[JudgedRow, ...]
    problems: tuple[str, ...]
    new: int
    known: int


@transaction.atomic
def import_results(*, content: bytes, file_name: str, actor: User | None, dry_run: bool = False) -> Import:
    """Keep each statement of a CSV of published results, once; StatementFileError when the file is unreadable.

    A row of an agency that is not in the register, or that states nothing, is told in `problems` and not kept. What is
    kept already is left alone: repeating an import changes nothing and writes no event. A dry run keeps nothing.
    """
    statements = read_statements(content)
    names = AgencyNames.load()
    judged = tuple(_judged(row, names.resolve(row.agency, kind=row.kind)) for row in statements)
    by_key = {
        _key(each.row, each.agency): _as_kept(each, each.agency)
        for each in judged
        if each.agency is not None and each.row.says_something
    }
    years = {row.year for row in statements}
    kept = set(PublishedResult.objects.filter(year__in=years).values_list("statement_key", flat=True))
    fresh = [result for key, result in by_key.items() if key not in kept]
    if fresh and not dry_run:
        # Two imports of one file at the same moment: the second finds the first one's rows and leaves them.
        PublishedResult.objects.bulk_create(fresh, ignore_conflicts=True)
        Event.objects.record(
            actor=actor,
            verb="import_results",
            detail={
                "file": file_name,
                "sha256": sha256(content).hexdigest(),
                "rows": len(judged),
                "new": len(fresh),
                "unknown_agencies": sorted({each.row.agency for each in judged if each.agency is None}),
            },
        )
    return Import(rows=judged, problems=_problems(judged), new=len(fresh), known=len(by_key) - len(fresh))


def _judged(row: StatementRow, agency: Agency | None) -> JudgedRow:
    rules = rules_of(row.instrument)
    return JudgedRow(
        row=row,
        agency=agency,
        derived=derived_from(row.classifiable, rules),
        agrees=agrees(row.classifiable, row.stated, rules),
    )


def _problems(judged: Sequence[JudgedRow]) -> tuple[str, ...]:
    unknown = (
        (
            each.row.number,
            f"instansi '{each.row.agency}' tidak ditemukan dalam register, atau namanya dapat berarti beberapa"
            " instansi; baris ini tidak disimpan. Tulis jenis dan nama lengkapnya, atau tambahkan nama lain.",
        )
        for each in judged
        if each.agency is None
    )
    silent = (
        (each.row.number, f"'{each.row.agency}' tanpa nilai, zona, kategori, maupun opini; baris ini tidak disimpan.")
        for each in judged
        if not each.row.says_something
    )
    return tuple(f"baris {number}: {problem}" for number, problem in sorted((*unknown, *silent)))


def _as_kept(judged: JudgedRow, agency: Agency) -> PublishedResult:
    row, derived = judged.row, judged.derived
    return PublishedResult(
        year=row.year,
        agency=agency,
        agency_as_written=row.agency,
        unit=row.unit,
        dimension=row.dimension,
        score=row.score,
        instrument=row.instrument,
        zone=derived.zone or "",
        indicative_zone=derived.indicative_zone or "",
        category=derived.category or "",
        opinion=derived.opinion or "",
        stated_zone=zone_word(row.stated.zone) or "",
        stated_category=row.stated.category,
        stated_opinion=row.stated.opinion,
        agrees=judged.agrees,
        source=row.source,
        statement_key=_key(row, agency),
    )


def _key(row: StatementRow, agency: Agency) -> str:
    """The fingerprint of what is stated, whatever way the agency's name and the number are written."""
    said = (
        row.year,
        agency.code,
        row.unit.casefold(),
        row.dimension.casefold(),
        "" if row.score is None else str(row.score),
        zone_word(row.stated.zone) or "",
        row.stated.category.casefold(),
        row.stated.opinion.casefold(),
        row.source,
    )
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
