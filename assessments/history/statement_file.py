"""Reading a CSV of published results: tolerant of how numbers are written, whole or not at all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.csv_table import csv_table
from assessments.history.claims import ZONES, Stated, zone_word
from assessments.instruments.by_year import NoEditionError, edition_code_of
from assessments.instruments.scoring_rules import rules_of
from assessments.numbers_in_text import NumberTextError, decimal_from
from assessments.scoring import rounded

COLUMNS = ("year", "agency", "unit", "dimension", "score", "zone", "category", "opinion", "source")
"""What a file must have; a column `type` (the kind of agency) helps to tell one name from another."""

_LONGEST = {"agency": 200, "unit": 200, "dimension": 80, "category": 40, "opinion": 80, "source": 600}
"""As many letters as PublishedResult keeps."""

_YEAR = re.compile(r"[0-9]{4}")


class StatementFileError(Exception):
    """A file that is refused whole; `problems` names every row and what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One row as read: what one source says of one agency, unit or dimension in one year.

    `number` is its line in the file, `instrument` the edition of the year, `score` 0-100 with two decimals (of a
    dimension: its contribution in points); empty texts where the row is silent.
    """

    number: int
    year: int
    instrument: str
    agency: str
    kind: str
    unit: str
    dimension: str
    score: Decimal | None
    stated: Stated
    source: str

    @property
    def classifiable(self) -> Decimal | None:
        """The score that has a band: a dimension's points have none."""
        return None if self.dimension else self.score

    @property
    def says_something(self) -> bool:
        return self.score is not None or self.stated != Stated()


def read_statements(content: bytes) -> tuple[StatementRow, ...]:
    """The rows of a CSV's bytes, in their order; StatementFileError with every problem of the file."""
    table = csv_table(content, columns=COLUMNS)
    problems = list(table.problems)
    rows: list[StatementRow] = []
    for number, cells in table.rows:
        tidy = {column: " ".join(cell.split()) for column, cell in cells.items()}
        wrong = [f"baris {number}: {problem}" for problem in _problems_of(tidy)]
        problems += wrong
        if not wrong:
            rows.append(_row(number, tidy))
    if not rows and not problems:
        problems.append("berkas tidak berisi satu baris hasil pun.")
    if problems:
        raise StatementFileError(problems)
    return tuple(rows)


def _problems_of(cells: Mapping[str, str]) -> Iterator[str]:
    """Everything that keeps a row from being read."""
    if not _YEAR.fullmatch(cells["year"]):
        yield f"year '{cells['year']}' bukan tahun; tulis misalnya 2023."
    else:
        try:
            edition_code_of(int(cells["year"]))
        except NoEditionError as error:
            yield str(error)
    if not cells["agency"]:
        yield "agency kosong; tulis nama instansi."
    try:
        score = _number(cells["score"])
        if score is not None and not 0 <= score <= 100:
            yield f"score '{cells['score']}' di luar 0 sampai 100."
    except NumberTextError as error:
        yield f"score {error}"
    if cells["zone"] and zone_word(cells["zone"]) is None:
        yield f"zone '{cells['zone']}' tidak dikenal; pilih {', '.join(ZONES)}, atau kosongkan."
    for column, longest in _LONGEST.items():
        if len(cells[column]) > longest:
            yield f"{column} terlalu panjang ({len(cells[column])} huruf); paling banyak {longest}."
        if not cells[column].isprintable():
            yield f"{column} memuat karakter yang tidak terbaca; ketik ulang."


def _row(number: int, cells: Mapping[str, str]) -> StatementRow:
    year = int(cells["year"])
    instrument = edition_code_of(year)
    score = _number(cells["score"])
    return StatementRow(
        number=number,
        year=year,
        instrument=instrument,
        agency=cells["agency"],
        kind=cells.get("type", "").lower(),
        unit=cells["unit"],
        dimension=cells["dimension"],
        score=None if score is None else rounded(Fraction(score), places=rules_of(instrument).places),
        stated=Stated(zone=cells["zone"], category=cells["category"], opinion=cells["opinion"]),
        source=cells["source"],
    )


def _number(text: str) -> Decimal | None:
    """The number in "91,72", "76, 21" or "91.72 %"; None in an empty text."""
    bare = text.removesuffix("%").strip()
    return decimal_from(bare) if text else None
