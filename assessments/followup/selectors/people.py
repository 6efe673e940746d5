"""Who may own a recommendation, who is told when it is late, and whose own work is being checked."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from agencies.models import Agency, Membership, User
from agencies.roles import Role
from assessments.models import Answer, AnswerState, Recommendation, RecommendationStep, TeamMember
from assessments.models.followup import FollowUpStep


def assessors_of(recommendation: Recommendation) -> frozenset[int]:
    """Keys of those who assessed the unit (or, where it names none, the agency) or issued the words; one query.

    Neither they nor the writer find a proof adequate.
    """
    place = Q(locus__unit=recommendation.unit_id)
    team = Q(assessment__loci__unit=recommendation.unit_id)
    if recommendation.unit_id is None:
        place = Q(locus__assessment__agency=recommendation.agency_id)
        team = Q(assessment__agency=recommendation.agency_id)
    issued = RecommendationStep.objects.filter(recommendation=recommendation, step=FollowUpStep.ISSUED)
    people = (
        Answer.objects.filter(place)
        .exclude(state=AnswerState.OPEN)
        .order_by()
        .values_list("rater")
        .union(
            TeamMember.objects.filter(team).order_by().values_list("user"),
            issued.order_by().values_list("actor"),
        )
    )
    return frozenset(person for (person,) in people)


def possible_owners(agency: Agency, *, today: date) -> QuerySet[User]:
    """The people of an agency and of its units, by name."""
    held = Membership.objects.active_on(today).filter(
        Q(agency=agency, role__in=[Role.BUREAU, Role.OFFICIAL]) | Q(unit__agency=agency)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name")


def bureaus_and_heads(agencies: Iterable[int], *, today: date) -> dict[tuple[int, str], list[User]]:
    """The people of Bagian Organisasi and the officials of whole agencies, by agency and role; one query."""
    found: dict[tuple[int, str], list[User]] = {}
    held = (
        Membership.objects.active_on(today)
        .filter(agency__in=agencies, role__in=[Role.BUREAU, Role.OFFICIAL], user__is_active=True)
        .select_related("user")
        .order_by("user__full_name")
    )
    for member in held:
        if member.agency_id is not None:
            found.setdefault((member.agency_id, member.role), []).append(member.user)
    return found
