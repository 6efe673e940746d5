"""What of the checklist waits for a person of the agency: items that are theirs and due within a week, or late."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agencies.models import ServiceUnit, User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import ChecklistItem, ItemState, Period
from assessments.preparation.readiness import with_validity
from assessments.turn import Turn

SOON = timedelta(days=7)


def open_turns(user: User) -> tuple[Turn, ...]:
    """One turn for each unit with items that this person owes: their own, or those of their unit that nobody owns.

    An item is owed while it is missing, to be mended, or its file has expired. Two queries.
    """
    scope = scope_of(user)
    if not scope.holds(Role.BUREAU, Role.UNIT_CONTACT):
        return ()
    period = Period.objects.to_prepare()
    if period is None:
        return ()
    today = timezone.localdate()
    mine = Q(owner=user) | Q(owner=None, unit__in=scope.unit_ids)
    owed = Q(state__in=[ItemState.MISSING, ItemState.TO_MEND]) | ~Q(with_validity(today))
    items = ChecklistItem.objects.visible_to(user).filter(mine, owed, period=period, due_on__lte=today + SOON)
    by_unit: dict[ServiceUnit, list[ChecklistItem]] = defaultdict(list)
    for item in items.select_related("unit__agency"):
        by_unit[item.unit].append(item)
    return tuple(
        Turn(
            key=f"checklist:{period.pk}:{unit.pk}",
            words=f"Lengkapi {len(found)} butir bukti: {unit.name}",
            where=f"{unit.agency.name} · {period.name}",
            url=reverse("preparation_unit", args=[unit.public_id]),
            due=min(item.due_on for item in found if item.due_on),
            is_example=period.is_example,
        )
        for unit, found in by_unit.items()
    )
