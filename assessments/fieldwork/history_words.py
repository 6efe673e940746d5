"""The history of an answer in words: who, when, from what to what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from assessments.fieldwork.errors import Given
from assessments.fieldwork.presenters import judgement_words
from assessments.fieldwork.selectors.answer_history import Happening
from assessments.models import AnswerState, Face

WORDS = {"comment": "Komentar untuk instansi", "note": "Catatan internal", "face": "Wajah"}
_TAKEN_AWAY = "dihapus"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step: `before` is empty for the first word, `said` the words that changed with their names."""

    at: datetime
    who: str
    what: str
    before: str
    after: str
    reason: str
    said: tuple[tuple[str, str], ...]


def history_lines(happenings: Iterable[Happening], *, is_level: bool) -> tuple[HistoryLine, ...]:
    """The steps in the order given."""
    return tuple(_line(happening, is_level=is_level) for happening in happenings)


def _line(happening: Happening, *, is_level: bool) -> HistoryLine:
    event, detail = happening.event, happening.event.detail
    who = event.actor.full_name if event.actor else "Sistem"
    name = happening.answer.rater.full_name
    if event.verb == "record_answer":
        before, after = detail.get("before"), detail["after"]
        return HistoryLine(
            at=event.at,
            who=who,
            what="Konflik diselesaikan" if detail.get("settles_conflict") else "Menjawab" if not before else "Mengubah",
            before=_judgement(before, is_level=is_level) if before else "",
            after=_judgement(after, is_level=is_level),
            reason=after.get("reason", ""),
            said=tuple(_changed(before or {}, after)),
        )
    if event.verb == "keep_stored_value":
        kept, gave_way = (_judgement(detail[key], is_level=is_level) for key in ("kept", "gave_way"))
        what = f"Konflik: {kept} dipertahankan, {gave_way} ditinggalkan"
        return HistoryLine(event.at, who, what, "", "", "", tuple(_left(detail["kept"], detail["gave_way"])))
    what = {
        "choose_value": f"Menetapkan jawaban {name} sebagai nilai tim",
        "keep_judgement": "Menyatakan jawaban tetap setelah bukti berubah",
        "copy_answer": f"Menambahkan lokus ini; jawaban {name} disalin dari lokus lain instansi ini",
    }[event.verb]
    return HistoryLine(event.at, who, what, "", "", "", ())


def _judgement(said: Mapping[str, Any], *, is_level: bool) -> str:
    value = None if said["value"] is None else Decimal(said["value"])
    return judgement_words(Given(AnswerState(said["state"]), value), is_level=is_level)


def _left(kept: Mapping[str, Any], gave_way: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The words that gave way with a value, so that what someone typed can still be read."""
    return ((f"{name} yang ditinggalkan", words) for name, words in _changed(kept, gave_way) if words != _TAKEN_AWAY)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The words that are other than before, each with its name; what was taken away says so."""
    for key, name in WORDS.items():
        now = after.get(key, "")
        if now != before.get(key, ""):
            yield name, (str(Face(now).label) if key == "face" and now else now) or _TAKEN_AWAY
