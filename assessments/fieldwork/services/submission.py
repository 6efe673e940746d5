"""Handing a locus over: from then on its sheet is closed until it is returned."""

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from assessments.fieldwork.errors import OpenPointsError
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services.locked import hold_open
from assessments.models import Action, Locus


@transaction.atomic
def submit_locus(*, actor: User, locus: Locus, reason: str = "") -> None:
    """Submit a locus; with open points only with a reason.

    Raises LocusClosedError, or OpenPointsError saying how many points are open.
    """
    held = hold_open(locus)
    held.locus.unit = locus.unit
    standing = standing_of(held.locus)
    open_points = standing.progress.open + standing.disputed
    if open_points and not reason.strip():
        raise OpenPointsError(open_points)
    Locus.objects.move(held.locus, Action.SUBMIT)
    locus.returned.outstanding().update(settled_at=timezone.now())
    Event.objects.record(
        actor=actor,
        verb="submit_locus",
        target=locus,
        agency=locus.assessment.agency,
        detail={
            "answered": standing.progress.answered,
            "expected": standing.progress.expected,
            "disputed": standing.disputed,
            "reason": reason.strip(),
        },
    )
