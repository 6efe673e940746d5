"""The answers in the stored inputs of a unit's result; `assessments.results.inputs` writes them and says their form."""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple


class StoredWords(NamedTuple):
    """What was said to the agency beside an answer: why it has no value, what was found, and on which face."""

    reason: str = ""
    comment: str = ""
    face: str = ""


NO_WORDS = StoredWords()


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer as it went into a result."""

    indicator: str
    method: str
    subject_kind: str
    subject_number: int
    state: str
    value: Decimal | None
    answer_id: int
    version: int
    rater_id: int
    answered_at: int
    step: str = ""
    """A `ReviewStep` where another value counts instead of the team's."""
    team_state: str = ""
    team_value: str | None = None
    reviewed_id: int | None = None
    words: StoredWords = NO_WORDS


def stored_answers(inputs: str) -> tuple[StoredAnswer, ...]:
    """The answers in a stored text with the words beside them, for the trace; texts before the words hold none."""
    raw = json.loads(inputs)
    words = {tuple(row[:4]): StoredWords(*row[4:]) for row in raw.get("words", ())}
    return tuple(_stored(row, words.get(tuple(row[:4]), NO_WORDS)) for row in raw["answers"])


def _stored(row: list[Any], words: StoredWords) -> StoredAnswer:
    indicator, method, kind, number, state, text, *rest = row
    value = None if text is None else Decimal(text)
    return replace(StoredAnswer(indicator, method, kind, number, state, value, *rest), words=words)
