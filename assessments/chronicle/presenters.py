"""A history as its page says it: sentence, person, moment, and what may be told beside it."""

from dataclasses import dataclass
from datetime import datetime

from agencies.models import Event
from assessments.event_words import sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `reason` and `place` are empty where there is none or it is not for this reader."""

    words: str
    who: str
    at: datetime
    reason: str = ""
    place: str = ""


def line_of(event: Event, *, for_agency: bool = False, with_place: bool = False) -> Line:
    """An event in words. Reasons are for those who assess; notes and values are never told here."""
    reason = "" if for_agency else str(event.detail.get("reason") or "")
    return Line(
        words=sentence(event),
        who=event.actor.full_name if event.actor else "Sistem",
        at=event.at,
        reason=reason,
        place=_place(event) if with_place else "",
    )


def _place(event: Event) -> str:
    """What was read or taken: its own name where the event keeps one, and whose it is."""
    name = event.detail.get("name") or event.detail.get("title") or ""
    return " · ".join(each for each in (str(name), event.agency.name if event.agency else "") if each)
