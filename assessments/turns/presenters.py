"""Giliran Anda in words: what waits, where, until when, and the page to do it on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from assessments.turn import Turn


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One line of the start page or of a letter."""

    key: str
    words: str
    where: str
    due: str
    url: str
    is_overdue: bool
    is_example: bool


def turn_lines(turns: Iterable[Turn], today: date) -> tuple[TurnLine, ...]:
    """The lines of these turns, in their order."""
    return tuple(
        TurnLine(
            key=turn.key,
            words=turn.words,
            where=turn.where,
            due=due_words(turn.due, today),
            url=turn.url,
            is_overdue=turn.is_overdue(today),
            is_example=turn.is_example,
        )
        for turn in turns
    )


def due_words(due: date | None, today: date) -> str:
    """By when something is due: "terlambat 3 hari", "paling lambat hari ini", "sampai 8 Januari 2027"; or nothing."""
    if due is None:
        return ""
    if due < today:
        return f"terlambat {(today - due).days} hari"
    return "paling lambat hari ini" if due == today else f"sampai {date_format(due, 'j F Y')}"
