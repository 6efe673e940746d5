"""The words of what waits."""

from dataclasses import dataclass

from assessments.fieldwork.errors import Given
from assessments.fieldwork.presenters import METHOD_WORDS, judgement_words, time_words
from assessments.models import AnswerState, JournalState
from assessments.offline.formats import AddedBody, AnswerBody, PhotoBody, StruckBody, SubjectBody
from assessments.offline.selectors.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values that stand against each other."""

    title: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One event that waits, in words; `sides` are empty where there is nothing to compare."""

    waiting: Waiting
    title: str
    place: str
    said: str
    sides: tuple[Side, ...]
    is_mine: bool

    @property
    def is_conflict(self) -> bool:
        return self.waiting.row.state == JournalState.CONFLICT and bool(self.sides)


def shown(waiting: Waiting, *, is_mine: bool) -> Shown:
    """An event that waits as the page tells it."""
    row, body = waiting.row, waiting.body
    place = f"{row.locus.unit.name}, {row.locus.assessment.agency.name}" if row.locus else "Lembar tidak dikenal"
    title, said = "Isian yang tidak terbaca", ""
    sides: tuple[Side, ...] = ()
    if isinstance(body, AnswerBody):
        title = f"{body.indicator} · {METHOD_WORDS.get(body.method, body.method)}"
        said = _words(body)
        sides = _two_answers(waiting, body)
    elif isinstance(body, SubjectBody):
        title = waiting.subject.label if waiting.subject else "Responden atau produk"
        said = _name(body.values)
        sides = _two_names(waiting, body)
    elif isinstance(body, AddedBody):
        title, said = f"Tambah satu: {body.kind.label}", body.reason
    elif isinstance(body, StruckBody):
        title, said = f"Kurangi satu: {waiting.subject.label if waiting.subject else 'responden'}", body.reason
    elif isinstance(body, PhotoBody):
        title, said = f"Foto atau berkas untuk {', '.join(body.indicators)}", body.name
    return Shown(waiting, title, place, said, sides, is_mine)


def _words(body: AnswerBody) -> str:
    reason = "" if body.state == AnswerState.SCORED else body.reason
    return judgement_words(Given(body.state, body.value, reason, body.note), is_level=body.method != "secondary")


def _two_answers(waiting: Waiting, body: AnswerBody) -> tuple[Side, ...]:
    stored = waiting.row.answer
    if stored is None:
        return ()
    is_level = body.method != "secondary"
    return (
        Side(f"Tersimpan di server, {time_words(stored)}", judgement_words(stored, is_level=is_level), stored.note),
        Side("Dari perangkat", _words(body), body.note),
    )


def _two_names(waiting: Waiting, body: SubjectBody) -> tuple[Side, ...]:
    if waiting.subject is None:
        return ()
    here = {column: getattr(waiting.subject, column) for column in ("name", "duty")}
    return Side("Tersimpan di server", _name(here), ""), Side("Dari perangkat", _name(body.values), "")


def _name(values: object) -> str:
    found = values if isinstance(values, dict) else {}
    return ", ".join(str(found[key]) for key in ("name", "duty") if found.get(key)) or "belum ditulis"
