"""Whom a team can be made of."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Membership, User
from agencies.roles import Role
from assessments.permissions import FIELD_ROLES


def people_for(office_id: int | None) -> QuerySet[User]:
    """Who can be in a team of this office: its assessors and leads, or the head office's people where it is None."""
    held = Membership.objects.active_on(timezone.localdate())
    fitting = held.filter(Q(role=Role.HEAD_OFFICE) if office_id is None else Q(role__in=FIELD_ROLES, office=office_id))
    return User.objects.filter(is_active=True, pk__in=fitting.values("user")).order_by("full_name", "pk")
