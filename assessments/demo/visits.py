"""When the demo's teams visited and will visit: what is answered was seen on a visit, the rest lies ahead."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from agencies.models import User
from assessments.fieldwork.planning.services import schedule_visit
from assessments.models import Locus

SATURDAY = 5
HOURS = (time(9), time(13, 30))
"""Two loci a day."""
WEEK = timedelta(weeks=1)


def invent_visits(
    *,
    begun: Sequence[Locus],
    ahead: Sequence[Locus],
    week: int,
    field: tuple[date, date],
    lead: User,
    team: Sequence[User],
) -> dict[int, datetime]:
    """Visits on workdays within the data collection; the moment at which each begun locus, by its key, was reached.

    `begun` end the day before the demo is loaded, or `week` weeks earlier; `ahead` begin today, or as much later.
    """
    opens_on, closes_on = field
    today = min(max(timezone.localdate(), opens_on + 3 * WEEK), closes_on - WEEK)
    days = -(-len(begun) // len(HOURS))
    back = list(islice(_workdays(today - week * WEEK, -1), days))
    slots = [(day, at) for day in reversed(back) for at in HOURS]
    later = ((day, at) for day in _workdays(today + week * WEEK, 1) for at in HOURS)
    for locus, (day, at) in [*zip(begun, slots, strict=False), *zip(ahead, later, strict=False)]:
        place = f"Kantor {locus.unit.name}"
        schedule_visit(actor=lead, locus=locus, on=day, starts_at=at, place=place, members=[lead, *team])
    return {
        locus.pk: timezone.make_aware(datetime.combine(day, at)) for locus, (day, at) in zip(begun, slots, strict=False)
    }


def _workdays(day: date, step: int) -> Iterator[date]:
    """The workdays before a day (step -1), or from it on (step 1)."""
    day = day if step > 0 else day - timedelta(days=1)
    while True:
        if day.weekday() < SATURDAY:
            yield day
        day += timedelta(days=step)
