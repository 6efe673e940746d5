"""Last year's level and finding, in words, beside a question."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.fieldwork.presenters import METHOD_WORDS, number_words
from assessments.fieldwork.selectors.last_time import LastTime

CHANGE_WORDS = {"same": "sama", "reworded": "redaksi berubah", "changed_scale": "skala berubah, tidak sebanding"}


@dataclass(frozen=True, slots=True)
class LastTimeWords:
    """`level` is empty where no level was given; `codes` only where the indicator was called otherwise."""

    year: int
    codes: str
    level: str
    change: str
    change_note: str
    comments: tuple[str, ...]


def last_time_words(last: LastTime | None, *, code: str, method: str) -> LastTimeWords | None:
    """What stood last time under the method at hand, else under every method of then; None without anything."""
    if last is None:
        return None
    methods = (method,) if method in last.values else tuple(last.values)
    levels = "; ".join(
        f"{'' if each == method else f'{METHOD_WORDS[each]}: '}{_levels(last.values[each], last.tops[each], each)}"
        for each in methods
    )
    return LastTimeWords(
        year=last.year,
        codes="" if last.codes == (code,) else ", ".join(last.codes),
        level=levels,
        change=CHANGE_WORDS[last.change],
        change_note=last.change_note,
        comments=last.comments,
    )


def _levels(values: Sequence[Decimal], top: int, method: str) -> str:
    """ "Tingkat 3 dari 4", "Tingkat 2 (1×), 3 (3×) dari 4", "71,25 dari 100"."""
    head = "" if method == "secondary" else "Tingkat "
    counted = Counter(values)
    if len(counted) == 1:
        return f"{head}{number_words(values[0])} dari {top}"
    return f"{head}{', '.join(f'{number_words(value)} ({n}×)' for value, n in counted.items())} dari {top}"
