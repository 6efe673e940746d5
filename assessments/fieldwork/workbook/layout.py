"""What stands where in the file: its sheets, its columns, and the words of its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessments.fieldwork.presenters import choices_without_value, number_words
from assessments.fieldwork.questions import Key, Question
from assessments.models import METHOD_CHOICES, AnswerState

FIRST_ROW = 5
"""The first row with something to fill in; above it title, advice, and the heads of the columns."""
HEAD_ROW = FIRST_ROW - 1
USERS = "Survei"
PEOPLE = "Responden"
GUIDE = "Petunjuk"
RUBRIC = "Rubrik"
STAMP = "data"
SHEET_OF_METHOD = {
    "interview": "Wawancara",
    "document": "Dokumen",
    "observation": "Observasi",
    "survey": USERS,
    "secondary": "Data sekunder",
}
YES, NO = "Ya", "Tidak"


class Column(StrEnum):
    """The columns of a sheet with one question a row."""

    ID = "A"
    CODE = "B"
    LABEL = "C"
    SUBJECT = "D"
    VALUE = "E"
    REASON = "F"
    NOTE = "G"
    COMMENT = "H"
    EVIDENCE = "I"


class PersonColumn(StrEnum):
    """The columns of the sheet of respondents and products."""

    ID = "A"
    KIND = "B"
    NAME = "C"
    DUTY = "D"
    SUBSTITUTE = "E"


@dataclass(frozen=True, slots=True)
class Cells:
    """What the four cells of a question hold, as text without blanks around it."""

    value: str = ""
    reason: str = ""
    note: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class PersonCells:
    """What the cells of a respondent or product hold."""

    name: str = ""
    duty: str = ""
    substitute: str = ""


def id_of(key: Key) -> str:
    """A question in the hidden column: "PR-08|interview|12"."""
    return "|".join(map(str, key))


def key_of(text: str) -> Key | None:
    """The question that a hidden cell names; None when it names none."""
    parts = text.split("|")
    if len(parts) != 3 or not parts[2].isdecimal():
        return None
    return parts[0], parts[1], int(parts[2])


def value_words(state: str, value: Decimal | None, method: str) -> str:
    """A judgement as its cell holds it: "3", "71,25", "Tidak berlaku", nothing while open."""
    if value is not None:
        return number_words(value)
    return dict(choices_without_value(method)).get(state, "")


def state_in(text: str, method: str) -> AnswerState | None:
    """The state that a cell names instead of a value, however it is capitalised."""
    said = {words.casefold(): state for state, words in choices_without_value(method)}
    found = said.get(text.casefold())
    return AnswerState(found) if found else None


def choices(question: Question) -> Sequence[str]:
    """What the drop-down of a level offers."""
    levels = [str(level) for level in sorted(question.indicator.levels)]
    return [*levels, *(words for _, words in choices_without_value(question.method))]


def methods_in_order() -> Iterator[str]:
    """The methods in the order of the sheets."""
    return (code for code, _ in METHOD_CHOICES)
