"""The plan of one assessment: its team, loci and visits, and what has been changed in it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from agencies.models import Event, User
from assessments.fieldwork.selectors.worklist import ListedLocus, with_progress
from assessments.models import Assessment, Locus, TeamMember, Visit
from assessments.models.assessment import AssessmentQuerySet, LocusQuerySet

STEPS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class PlannedLocus:
    """A locus with how far it is and when it is visited."""

    listed: ListedLocus
    visits: tuple[Visit, ...]

    @property
    def locus(self) -> Locus:
        return self.listed.locus

    @property
    def can_be_removed(self) -> bool:
        """Whether nothing has been entered; the service has the last word."""
        return self.locus.stage == "planned" and not self.listed.progress.answered


@dataclass(frozen=True, slots=True)
class Plan:
    """An assessment as whoever plans sees it."""

    assessment: Assessment
    loci: tuple[PlannedLocus, ...]
    events: tuple[Event, ...]


def assessments_to_plan(user: User) -> AssessmentQuerySet:
    """The assessments in a person's scope with what the permissions read: one query and one for the team."""
    team = Prefetch("team", TeamMember.objects.with_independence())
    return Assessment.objects.visible_to(user).with_names().prefetch_related(team)


def loci_to_plan(user: User) -> LocusQuerySet:
    """The loci in a person's scope with the team of each."""
    team = Prefetch("assessment__team", TeamMember.objects.with_independence())
    return Locus.objects.visible_to(user).with_names().prefetch_related(team)


def plan_of(assessment: Assessment) -> Plan:
    """The plan: eight queries however many loci, visits and people."""
    loci = list(Locus.objects.filter(assessment=assessment).select_related("unit").order_by("position"))
    for locus in loci:
        locus.assessment = assessment
    visits: dict[int, list[Visit]] = defaultdict(list)
    for visit in Visit.objects.filter(locus__in=loci).prefetch_related("members"):
        visits[visit.locus_id].append(visit)
    events = Event.objects.about(assessment).select_related("actor")[:STEPS_SHOWN]
    return Plan(
        assessment,
        tuple(PlannedLocus(each, tuple(visits[each.locus.pk])) for each in with_progress(loci)),
        tuple(events),
    )
