"""Which agencies are still to be planned in a period, and which units an agency has."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency, ServiceUnit, User
from agencies.models.agency import AgencyQuerySet
from agencies.scope import scope_of
from assessments.models import Assessment, Period
from assessments.permissions import PLANNING_ROLES

AGENCIES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Unplanned:
    """The first agencies of a search, and how many fit it in all."""

    agencies: tuple[Agency, ...]
    total: int


def agencies_to_plan(user: User, period: Period) -> AgencyQuerySet:
    """The agencies that this person plans, are assessed today, and are not in the period yet."""
    scope = scope_of(user)
    mine = Agency.objects.visible_to(user)
    if not scope.is_head_office:
        offices = [place for role, place in scope.places if role in PLANNING_ROLES]
        mine = mine.filter(office__in=offices)
    planned = Assessment.objects.filter(period=period).values("agency")
    return mine.assessed_on(timezone.localdate()).exclude(pk__in=planned).select_related("office").order_by("name")


def unplanned(user: User, period: Period, words: str) -> Unplanned:
    """Those whose name or code holds the words; two queries."""
    found = agencies_to_plan(user, period)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(code__istartswith=words))
    return Unplanned(tuple(found[:AGENCIES_SHOWN]), found.count())


def units_left(assessment: Assessment) -> list[ServiceUnit]:
    """The agency's units that are no loci of the assessment; one query."""
    return list(
        ServiceUnit.objects.filter(agency=assessment.agency_id).exclude(loci__assessment=assessment).order_by("name")
    )
