"""One thing that waits for a person: the shape in which every room says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessments.models import Assessment, Locus, PeriodWindow

SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be done (`words`), of whom (`where`), by when, and the page to do it on.

    `key` names the thing for good ("decide:7"), so that nobody is told of it twice on one day; where more can be handed
    over to the same pile, it names the latest hand-over too.
    """

    key: str
    words: str
    where: str
    url: str
    due: date | None = None
    is_example: bool = False

    def is_overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today


Days = Mapping[tuple[int, str], date]
"""The last day of each window, by the key of the period and the kind of the window."""


def turn_about(
    assessment: Assessment, *, kind: str, words: str, url: str, due: date | None, latest: datetime | int | None = None
) -> Turn:
    """A turn about an assessment, whose agency and period are joined; `latest` is what was last handed over to it."""
    return Turn(
        key=turn_key(kind, assessment.pk, latest),
        words=words,
        where=f"{assessment.agency.name} · {assessment.period.name}",
        url=url,
        due=due,
        is_example=assessment.period.is_example,
    )


def turn_key(kind: str, about: int, latest: datetime | int | None = None) -> str:
    """The key of a turn of a kind about a thing: "verify:7:1780000000000000", the last a moment or a number."""
    if isinstance(latest, datetime):
        latest = int(latest.timestamp() * 1_000_000)
    return f"{kind}:{about}" if latest is None else f"{kind}:{about}:{latest}"


def names_of(loci: Iterable[Locus]) -> str:
    """ "Dinas Sosial, Puskesmas Sekayu, RSUD Sekayu dan 4 lokus lain"."""
    names = [locus.unit.name for locus in loci]
    rest = len(names) - SHOWN_NAMES
    return ", ".join(names[:SHOWN_NAMES]) + (f" dan {rest} lokus lain" if rest > 0 else "")


def last_days(periods: Iterable[int]) -> Days:
    """The last day of each window by period and kind; one query, none without periods."""
    keys = set(periods)
    if not keys:
        return {}
    windows = PeriodWindow.objects.filter(period__in=keys).order_by()
    return {(period, kind): day for period, kind, day in windows.values_list("period", "kind", "ends_on")}
