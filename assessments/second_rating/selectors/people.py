"""Who could judge a locus without having seen what the team says."""

from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.utils import timezone

from agencies.models import Membership, User
from agencies.roles import Role
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.models import SecondRating

FIELD = (Role.ASSESSOR, Role.LEAD)
SEEING = (Role.VERIFIER, Role.VALIDATOR, Role.HEAD_OFFICE, Role.ADMINISTRATOR)


def possible_raters(rating: SecondRating) -> QuerySet[User]:
    """Assessors and leads of any office, those of the assessing office first, who neither worked at the locus nor
    check others' work anywhere, and have not refused it; one query and one for whose work stands there."""
    held = Membership.objects.active_on(timezone.localdate())
    office = rating.locus.assessment.office_id
    near = User.objects.filter(memberships__in=held.filter(role__in=FIELD, office=office)).values("pk")
    return (
        User.objects.filter(is_active=True, pk__in=held.filter(role__in=FIELD).values("user"))
        .exclude(pk__in=held.filter(role__in=SEEING).values("user"))
        .exclude(pk__in=hands_on(rating.locus))
        .exclude(pk__in=rating.refusals.values("user"))
        .annotate(is_near=Case(When(pk__in=near, then=Value(1)), default=Value(0), output_field=BooleanField()))
        .order_by("-is_near", "full_name")
    )
