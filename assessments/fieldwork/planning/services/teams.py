"""Who is in the team of an assessment, and who leads it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from assessments.fieldwork.planning.errors import ConflictOfInterestError, NotEligibleError
from assessments.fieldwork.planning.selectors.people import people_for
from assessments.models import Assessment, Declaration, Independence, TeamMember, Visit


@transaction.atomic
def set_team(*, actor: User | None, assessment: Assessment, lead: User, members: Sequence[User] = ()) -> None:
    """Make these people the team, one of them its lead; who was in it before and is not named leaves.

    Whoever leaves no longer goes on visits from today on. Raises NotEligibleError for people of another office
    or role, ConflictOfInterestError for people who declared one.
    """
    people = {person.pk: person for person in (lead, *members)}
    held = Assessment.objects.select_for_update(of=("self",), no_key=True).get(pk=assessment.pk)
    eligible = set(people_for(held.office_id).filter(pk__in=people).values_list("pk", flat=True))
    strangers = [person for key, person in people.items() if key not in eligible]
    if strangers:
        raise NotEligibleError(strangers, assessment)
    conflicted = _conflicted(assessment, people)
    if conflicted:
        raise ConflictOfInterestError([people[key] for key in sorted(conflicted)], assessment)
    assessment.team.all().delete()
    TeamMember.objects.bulk_create(
        TeamMember(assessment=assessment, user=person, is_lead=key == lead.pk) for key, person in people.items()
    )
    coming = Visit.objects.filter(locus__assessment=assessment, on__gte=timezone.localdate())
    Visit.members.through.objects.filter(visit__in=coming).exclude(user__in=people).delete()
    Event.objects.record(
        actor=actor,
        verb="set_team",
        target=assessment,
        agency=assessment.agency,
        detail={"lead": lead.pk, "members": sorted(people)},
    )


def _conflicted(assessment: Assessment, people: dict[int, User]) -> set[int]:
    """The keys of those whose latest declaration here names a conflict of interest."""
    latest = dict(
        Declaration.objects.filter(assessment=assessment, user__in=people).order_by("pk").values_list("user", "outcome")
    )
    return {key for key, outcome in latest.items() if outcome == Independence.CONFLICT}
