"""Handing a locus over: from then on its sheet is closed until it is returned."""

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from agencies.roles import Role
from assessments.fieldwork.errors import OpenPointsError
from assessments.fieldwork.leaving.selectors import leaving_of
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services.locked import hold_open
from assessments.handing_on import check_soon, tell_next
from assessments.models import Action, Locus


@transaction.atomic
def submit_locus(*, actor: User, locus: Locus, reason: str = "") -> None:
    """Submit a locus; with open points only with a reason, which the event keeps beside what was open.

    Raises LocusClosedError, or OpenPointsError saying how many points are open.
    """
    held = hold_open(locus)
    held.locus.unit = locus.unit
    leaving = leaving_of(standing_of(held.locus))
    if leaving.points and not reason.strip():
        raise OpenPointsError(len(leaving.points))
    Locus.objects.move(held.locus, Action.SUBMIT)
    locus.returned.outstanding().update(settled_at=timezone.now())
    progress = leaving.standing.progress
    Event.objects.record(
        actor=actor,
        verb="submit_locus",
        target=locus,
        agency=locus.assessment.agency,
        detail={
            "answered": progress.answered,
            "expected": progress.expected,
            "open": leaving.counts(),
            "reason": reason.strip(),
        },
    )
    check_soon(locus)
    tell_next(locus.assessment, Role.VERIFIER)
