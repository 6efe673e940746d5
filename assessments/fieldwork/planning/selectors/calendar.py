"""A person's own visits: by month, and the next ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone

from agencies.models import User
from assessments.models import Visit
from assessments.models.planning import VisitQuerySet

COMING_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar, by its first day."""

    first: date

    @classmethod
    def named(cls, text: str) -> "Month":
        """The month of an address, "2026-11"; this month for anything else."""
        try:
            return cls(date.fromisoformat(f"{text}-01"))
        except ValueError:
            return cls(timezone.localdate().replace(day=1))

    @property
    def text(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def after(self) -> "Month":
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def before(self) -> "Month":
        return Month((self.first - timedelta(days=1)).replace(day=1))


def visits_of(user: User) -> VisitQuerySet:
    """Every visit that a person goes on, of assessments that are still made, in order of time."""
    return (
        Visit.objects.visible_to(user)
        .filter(members=user, locus__not_assessed_reason="", locus__assessment__not_assessed_reason="")
        .with_names()
        .order_by("on", "starts_at", "pk")
    )


def days_of(user: User, month: Month) -> list[tuple[date, tuple[Visit, ...]]]:
    """The days of a month with visits; two queries."""
    found = visits_of(user).filter(on__gte=month.first, on__lt=month.after.first)
    return [(day, tuple(visits)) for day, visits in groupby(found, key=lambda visit: visit.on)]


def coming_visits(user: User) -> tuple[Visit, ...]:
    """The next few from today on; two queries."""
    return tuple(visits_of(user).filter(on__gte=timezone.localdate())[:COMING_SHOWN])


def months_around(month: Month) -> Iterator[Month]:
    """The month before and the month after."""
    yield month.before
    yield month.after
