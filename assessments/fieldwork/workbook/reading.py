"""From the cells of a filled file to what a person wants to say, with every mistake named by its sheet and cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.utils import get_column_letter

from assessments.fieldwork.presenters import number_words
from assessments.fieldwork.workbook import layout
from assessments.fieldwork.workbook.layout import Cells, Column, PersonCells, PersonColumn
from assessments.fieldwork.workbook.stamp import NotOurFileError, Stamp, stamp_in
from assessments.models import Locus
from assessments.numbers_in_text import NumberTextError, decimal_from

Sheets = Mapping[str, Sequence[Sequence[str]]]
_FIELDS = (Column.VALUE, Column.REASON, Column.NOTE, Column.COMMENT)
_PERSON_FIELDS = (PersonColumn.NAME, PersonColumn.DUTY, PersonColumn.SUBSTITUTE)


class OtherLocusError(Exception):
    """The file belongs to another locus."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake and where it stands: "Wawancara", "E12"."""

    sheet: str
    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class FilledAnswer:
    """A question whose cells differ from what the file showed when it was made."""

    sheet: str
    cell: str
    id: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class FilledPerson:
    """A respondent or product whose cells differ."""

    sheet: str
    cell: str
    subject: int
    shown: PersonCells
    cells: PersonCells


@dataclass(frozen=True, slots=True)
class Filled:
    """All that a file changes; `untouched` counts the questions that it leaves alone."""

    stamp: Stamp
    answers: tuple[FilledAnswer, ...]
    people: tuple[FilledPerson, ...]
    problems: tuple[Problem, ...]
    untouched: int


@dataclass
class _Found:
    """What the reading has come across so far."""

    stamp: Stamp
    answers: list[FilledAnswer] = field(default_factory=list)
    people: list[FilledPerson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def take(self, answer: FilledAnswer) -> None:
        shown = self.stamp.shown.get(answer.id)
        if shown is None or answer.id in self.seen:
            self.problems.append(Problem(answer.sheet, answer.cell, "Baris ini bukan baris formulir. Unduh lagi."))
            return
        self.seen.add(answer.id)
        if answer.cells != Cells(*shown):
            self.answers.append(answer)


def read_filled(sheets: Sheets, locus: Locus) -> Filled:
    """What a filled file changes; NotOurFileError, or OtherLocusError."""
    stamp = stamp_in([row[0] for row in sheets.get(layout.STAMP, ()) if row])
    if stamp.locus != str(locus.public_id):
        raise OtherLocusError
    found = _Found(stamp)
    for method in layout.methods_in_order():
        name = layout.SHEET_OF_METHOD[method]
        rows = list(enumerate(sheets.get(name, ()), start=1))
        for answer in (_matrix if method == "survey" else _list)(name, rows, method):
            found.take(answer)
    _people(sheets.get(layout.PEOPLE, ()), found)
    return Filled(
        stamp,
        tuple(found.answers),
        tuple(found.people),
        tuple(found.problems),
        untouched=len(stamp.shown) - len(found.answers),
    )


def _list(name: str, rows: Sequence[tuple[int, Sequence[str]]], method: str) -> Iterator[FilledAnswer]:
    for number, row in rows[layout.HEAD_ROW :]:
        if row and row[0]:
            value, *words = (_at(row, column) for column in _FIELDS)
            cells = Cells(_canonical(value, method), *words)
            yield FilledAnswer(name, f"{Column.VALUE}{number}", row[0], cells)


def _matrix(name: str, rows: Sequence[tuple[int, Sequence[str]]], method: str) -> Iterator[FilledAnswer]:
    """The heads say the indicators ("KP-01" and its words below), the first column says the user."""
    if len(rows) < layout.HEAD_ROW:
        return
    codes = [(place, head.split()[0]) for place, head in enumerate(rows[layout.HEAD_ROW - 1][1]) if place > 1 and head]
    for number, row in rows[layout.HEAD_ROW :]:
        if not row or not row[0]:
            continue
        for place, code in codes:
            value = row[place] if place < len(row) else ""
            cell = f"{get_column_letter(place + 1)}{number}"
            yield FilledAnswer(name, cell, f"{code}|{method}|{row[0]}", Cells(_canonical(value, method)))


def _people(rows: Sequence[Sequence[str]], found: _Found) -> None:
    for number, row in enumerate(rows, start=1):
        if number < layout.FIRST_ROW or not row or not row[0]:
            continue
        shown = found.stamp.people.get(row[0])
        cell = f"{PersonColumn.NAME}{number}"
        if shown is None:
            found.problems.append(Problem(layout.PEOPLE, cell, "Baris ini bukan baris formulir. Unduh lagi."))
            continue
        cells = PersonCells(*(_at(row, column) for column in _PERSON_FIELDS))
        if cells.substitute not in {"", layout.YES, layout.NO}:
            place = f"{PersonColumn.SUBSTITUTE}{number}"
            found.problems.append(Problem(layout.PEOPLE, place, f"Isi {layout.YES} atau {layout.NO}."))
        elif cells != PersonCells(*shown):
            found.people.append(FilledPerson(layout.PEOPLE, cell, int(row[0]), PersonCells(*shown), cells))


def _at(row: Sequence[str], column: str) -> str:
    place = ord(column) - ord("A")
    return row[place].replace("\r\n", "\n").strip() if place < len(row) else ""


def _canonical(text: str, method: str) -> str:
    """A value as `layout.value_words` writes it: "3,0" is "3", "71.25" is "71,25"; other words as they are."""
    state = layout.state_in(text, method)
    if state is not None:
        return layout.value_words(state, None, method)
    number = number_in(text)
    return text if number is None else number_words(number)


def number_in(text: str) -> Decimal | None:
    """The number in a cell; None for anything else."""
    try:
        return decimal_from(text) if text else None
    except NumberTextError:
        return None


__all__ = ["Filled", "FilledAnswer", "FilledPerson", "NotOurFileError", "OtherLocusError", "Problem", "read_filled"]
