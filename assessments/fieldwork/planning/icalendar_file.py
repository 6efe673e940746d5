"""Visits as a file that calendars read (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from assessments.models import Visit

PRODUCT = "-//Kepatuhan//Kunjungan//ID"


def calendar_bytes(visits: Iterable[Visit], *, host: str) -> bytes:
    """The visits as one calendar; `host` makes their identifiers unique in the world.

    Times carry no zone (RFC 5545, 3.3.5, form 1): nine o'clock at the place, whichever of the three zones it is in.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Kunjungan Kepatuhan")
    for visit in visits:
        calendar.add_component(_event(visit, host))
    return bytes(calendar.to_ical())


def _event(visit: Visit, host: str) -> Event:
    assessment = visit.locus.assessment
    going = ", ".join(person.full_name for person in visit.members.all())
    event = Event()
    event.add("uid", f"{visit.public_id}@{host}")
    event.add("dtstamp", visit.changed_at)
    event.add("dtstart", datetime.combine(visit.on, visit.starts_at))
    event.add("summary", f"{visit.locus.unit.name}, {assessment.agency.name}")
    event.add("location", visit.place)
    event.add("description", f"{assessment.period.name}. Berangkat: {going}.")
    return event
