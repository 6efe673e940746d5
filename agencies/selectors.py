"""What the pages about people need to show."""

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Membership, User


def memberships_today(user: User) -> QuerySet[Membership]:
    """The roles a person holds today with their places, longest held first: one query."""
    return user.memberships.active_on(timezone.localdate()).with_places().order_by("since", "pk")
