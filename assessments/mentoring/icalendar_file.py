"""A session as a file that calendars read (RFC 5545)."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from assessments.models import MentoringSession

PRODUCT = "-//Kepatuhan//Pendampingan//ID"
USUAL_LENGTH = timedelta(hours=2)
"""How long a session is taken to be where nobody said (assumption)."""


def session_bytes(session: MentoringSession) -> bytes:
    """One session as a calendar; its time carries no zone, so it is the hour at the place. It names nobody.

    It keeps its identity through every change, and its sequence grows, so that a calendar replaces what it has. A
    cancelled one says so, and calendars that have it take it out.
    """
    starts = datetime.combine(session.on, session.starts_at)
    ends = datetime.combine(session.on, session.ends_at) if session.ends_at else starts + USUAL_LENGTH
    event = Event()
    event.add("uid", f"{session.public_id}@kepatuhan")
    event.add("sequence", session.plan_number)
    event.add("dtstamp", session.changed_at)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", f"Pendampingan {session.agency.name}: {session.title}")
    event.add("location", session.place or session.link)
    event.add("description", "\n".join(part for part in (session.agenda, session.link) if part))
    if session.is_cancelled:
        event.add("status", "CANCELLED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if session.is_cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
