"""The due dates as a calendar file: evidence by unit and day, what was asked and agreed one by one."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urljoin

from icalendar import Calendar, Event

from agencies.models import ServiceUnit
from assessments.preparation.asked import Asked
from assessments.preparation.board.owed import Owed

MOST_NAMED = 12


def due_dates(items: Iterable[Owed], asked: Iterable[Asked] = (), *, url: str, at: datetime) -> bytes:
    """All-day entries of what is due; `url` leads to the board, `at` is the present moment.

    An entry keeps its identity, so a calendar that reads the file again replaces it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Kepatuhan//Persiapan//ID")
    calendar.add("version", "2.0")
    for (unit, day), owed in _grouped(items).items():
        event = Event()
        event.add("uid", f"{unit.public_id}-{day:%Y%m%d}@kepatuhan")
        event.add("dtstamp", at)
        event.add("dtstart", day)
        event.add("summary", f"{unit.name}: {len(owed)} bukti dukung jatuh tempo")
        lines = [f"{each.code} {each.expected.evidence.text}" for each in owed[:MOST_NAMED]]
        if len(owed) > MOST_NAMED:
            lines.append(f"dan {len(owed) - MOST_NAMED} butir lain")
        event.add("description", "\n".join([*lines, url]))
        event.add("url", url)
        calendar.add_component(event)
    for one in asked:
        if one.due_on:
            event = Event()
            event.add("uid", f"{one.key}@kepatuhan")
            event.add("dtstamp", at)
            event.add("dtstart", one.due_on)
            event.add("summary", f"{one.kind}, {one.place}")
            event.add("description", "\n".join([one.text, urljoin(url, one.url)]))
            event.add("url", urljoin(url, one.url))
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _grouped(items: Iterable[Owed]) -> dict[tuple[ServiceUnit, date], list[Owed]]:
    found: dict[tuple[ServiceUnit, date], list[Owed]] = {}
    for item in items:
        if item.due_on:
            found.setdefault((item.unit, item.due_on), []).append(item)
    return found
