"""What deciding and publishing read, in a number of queries that does not grow with the agencies."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from agencies.models import User
from assessments.models import Answer, Assessment, Locus, Objection, Period, Result, Stage, TeamMember, WindowKind
from assessments.publishing.readiness import Readiness, obstacle_to_deciding


def readiness_of(period: Period, assessments: Iterable[Assessment], user: User) -> tuple[Readiness, ...]:
    """Each assessment with what keeps this person from deciding it; five queries."""
    listed = list(assessments)
    keys = [assessment.pk for assessment in listed]
    reply, today = period.window(WindowKind.REPLY), timezone.localdate()
    counted = Objection.objects.undecided().filter(locus__assessment__in=keys).order_by()
    undecided = dict(counted.values_list("locus__assessment").annotate(Count("pk")))
    own = own_assessments(keys, user)
    return tuple(
        Readiness(
            assessment,
            obstacle_to_deciding(
                assessment, reply=reply, undecided=undecided.get(assessment.pk, 0), own=own, today=today
            ),
        )
        for assessment in listed
    )


def own_assessments(keys: Iterable[int], user: User) -> frozenset[int]:
    """Those of the assessments that hold a person's own work: in the team, answered, or verified by them."""
    keys = list(keys)
    team = TeamMember.objects.filter(user=user, assessment__in=keys).order_by().values_list("assessment")
    answered = Answer.objects.filter(rater=user, locus__assessment__in=keys).order_by().values_list("locus__assessment")
    verified = Locus.objects.filter(verified_by=user, assessment__in=keys).order_by().values_list("assessment")
    return frozenset(key for (key,) in team.union(answered, verified))


def undecided_with_result(period: Period) -> list[str]:
    """The names of the agencies whose result nobody has decided."""
    waiting = _assessed(period).exclude(stage__in=[Stage.DECIDED, Stage.PUBLISHED])
    return list(waiting.filter(_has_result()).values_list("agency__name", flat=True))


def left_at_validated(period: Period) -> QuerySet[Assessment]:
    """Assessments whose result agencies read, although nobody decided it: released before there were decisions."""
    if not period.is_released:
        return Assessment.objects.none()
    return _assessed(period).filter(_has_result(), stage=Stage.VALIDATED)


def agencies_without_result(period: Period) -> list[str]:
    """The names of the agencies that are assessed in a period and have no result; one query."""
    return list(_assessed(period).exclude(_has_result()).values_list("agency__name", flat=True))


def _has_result() -> Exists:
    return Exists(Result.objects.filter(assessment=OuterRef("pk")))


def _assessed(period: Period) -> QuerySet[Assessment]:
    return Assessment.objects.filter(period=period, not_assessed_reason="").order_by("agency__name")


def current_results(assessments: Iterable[int]) -> dict[int, Result]:
    """The result that holds of each assessment, by its key; one query."""
    found = Result.objects.current().filter(assessment__in=list(assessments))
    return {result.assessment_id: result for result in found}


@dataclass(frozen=True, slots=True)
class WantedOpinions:
    """What a reader looks for; empty means everything, of all public periods."""

    words: str = ""
    kind: str = ""
    period: Period | None = None


def public_periods() -> QuerySet[Period]:
    """The periods that are open to everyone, the newest first."""
    return Period.objects.filter(is_public=True, released_at__lte=timezone.now()).defer("issue")


def opinions_found(wanted: WantedOpinions) -> QuerySet[Result]:
    """The results that everyone may read, by name of the agency; corrections joined."""
    found = Result.objects.open_to_all().select_related("correction", "replaces")
    if wanted.period:
        found = found.filter(assessment__period=wanted.period)
    if wanted.kind:
        found = found.filter(agency_kind=wanted.kind)
    if wanted.words:
        found = found.filter(agency_name__icontains=wanted.words)
    return found.order_by("-year", "agency_name", "pk")
