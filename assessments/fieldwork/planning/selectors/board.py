"""Every team of a period with its work and progress, and how much each person carries."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from agencies.models import Office, User
from agencies.scope import scope_of
from assessments.fieldwork.planning.selectors.people import people_for
from assessments.fieldwork.selectors.standing import Progress
from assessments.fieldwork.selectors.worklist import ListedLocus, with_progress
from assessments.models import OPEN_STAGES, Assessment, Independence, Locus, Period, Stage, TeamMember, Visit
from assessments.models.assessment import AssessmentQuerySet

TEAMS_ON_A_PAGE = 40
HEAD_OFFICE = "pusat"
"""How an address calls the agencies that the head office assesses itself."""


@dataclass(frozen=True)
class Team:
    """A team with its loci and its next visit."""

    assessment: Assessment
    loci: tuple[ListedLocus, ...]
    next_visit: Visit | None
    unscheduled: int
    """How many open loci nobody has a date for."""

    @property
    def members(self) -> tuple[TeamMember, ...]:
        return tuple(self.assessment.team.all())

    @cached_property
    def progress(self) -> Progress:
        """Of all loci that are assessed, together."""
        counted = [each.progress for each in self.loci]
        return Progress(sum(each.answered for each in counted), sum(each.expected for each in counted))

    @cached_property
    def stages(self) -> Mapping[str, int]:
        """How many loci stand at each stage, in the order of the stages."""
        counts = Counter(each.locus.stage for each in self.loci)
        return {stage.label: counts[stage] for stage in Stage if counts[stage]}

    @property
    def undeclared(self) -> tuple[TeamMember, ...]:
        """The people who may not enter answers yet, or not at all."""
        return tuple(member for member in self.members if _outcome(member) != Independence.CLEAR)


@dataclass(frozen=True, slots=True)
class Load:
    """What one person carries in a period."""

    name: str
    teams: int
    led: int
    open_loci: int
    visits: int


@dataclass(frozen=True)
class Board:
    """One page of teams, and everyone's load where one office is looked at."""

    page: "Page[Assessment]"
    teams: tuple[Team, ...]
    loads: tuple[Load, ...]
    offices: tuple[Office, ...]

    @property
    def loci(self) -> int:
        """Of this page, as are the next two."""
        return sum(len(team.loci) for team in self.teams)

    @property
    def unscheduled(self) -> int:
        return sum(team.unscheduled for team in self.teams)

    @property
    def without_team(self) -> int:
        return sum(not team.members for team in self.teams)


def board_of(user: User, period: Period, *, office: str = "", page_number: str | None = None) -> Board:
    """The teams of a period that this person sees: the same queries for 1 and for 40 teams.

    `office` narrows it to an office by its code; HEAD_OFFICE to what has none.
    """
    mine = Assessment.objects.visible_to(user).filter(period=period, not_assessed_reason="")
    sees_all = scope_of(user).is_head_office
    if office:
        mine = mine.filter(office__isnull=True) if office == HEAD_OFFICE else mine.filter(office__code=office)
    page = Paginator(mine.order_by("agency__name"), TEAMS_ON_A_PAGE).get_page(page_number)
    return Board(
        page=page,
        teams=_teams(page, period),
        loads=() if sees_all and not office else _loads(mine),
        offices=tuple(Office.objects.filter(assessments__period=period).distinct()) if sees_all else (),
    )


def _teams(page: "Page[Assessment]", period: Period) -> tuple[Team, ...]:
    members = Prefetch("team", TeamMember.objects.with_independence())
    keys = [assessment.pk for assessment in page.object_list]
    assessments = list(
        Assessment.objects.filter(pk__in=keys)
        .select_related("agency", "office")
        .prefetch_related(members)
        .order_by("agency__name")
    )
    by_key = {assessment.pk: assessment for assessment in assessments}
    loci = list(Locus.objects.filter(assessment__in=keys, not_assessed_reason="").select_related("unit"))
    for locus in loci:
        locus.assessment = by_key[locus.assessment_id]
        locus.assessment.period = period
    listed: dict[int, list[ListedLocus]] = defaultdict(list)
    for each in with_progress(loci):
        listed[each.locus.assessment_id].append(each)
    coming = _next_visits(keys, timezone.localdate())
    dated = set(Visit.objects.filter(locus__in=loci).order_by().values_list("locus", flat=True))
    without_date = Counter(
        locus.assessment_id for locus in loci if locus.stage in OPEN_STAGES and locus.pk not in dated
    )
    return tuple(Team(each, tuple(listed[each.pk]), coming.get(each.pk), without_date[each.pk]) for each in assessments)


def _next_visits(assessments: list[int], today: date) -> dict[int, Visit]:
    """The next visit of each assessment from a day on; one query."""
    found: dict[int, Visit] = {}
    coming = Visit.objects.filter(locus__assessment__in=assessments, locus__not_assessed_reason="", on__gte=today)
    for visit in coming.select_related("locus__unit").order_by("on", "starts_at", "pk"):
        found.setdefault(visit.locus.assessment_id, visit)
    return found


def _loads(assessments: AssessmentQuerySet) -> tuple[Load, ...]:
    """What each person of these teams carries, the busiest first, and who is still free; five queries."""
    members = TeamMember.objects.filter(assessment__in=assessments)
    rows = members.order_by().values("user", "user__full_name")
    teams = list(rows.annotate(teams=Count("pk"), led=Count("pk", filter=Q(is_lead=True))))
    open_loci = dict(
        Locus.objects.filter(assessment__in=assessments, stage__in=OPEN_STAGES, not_assessed_reason="")
        .order_by()
        .values_list("assessment__team__user")
        .annotate(Count("pk"))
    )
    visits = dict(
        Visit.objects.filter(locus__assessment__in=assessments, on__gte=timezone.localdate())
        .order_by()
        .values_list("members")
        .annotate(Count("pk"))
    )
    loads = [
        Load(
            name=row["user__full_name"],
            teams=row["teams"],
            led=row["led"],
            open_loci=open_loci.get(row["user"], 0),
            visits=visits.get(row["user"], 0),
        )
        for row in teams
    ]
    engaged = {row["user"] for row in teams}
    offices = assessments.order_by().values_list("office", flat=True).distinct()
    free = [person for office in offices for person in people_for(office) if person.pk not in engaged]
    loads += [Load(name=person.full_name, teams=0, led=0, open_loci=0, visits=0) for person in free]
    return tuple(sorted(loads, key=lambda load: (-load.open_loci, load.name)))


def _outcome(member: TeamMember) -> str | None:
    return getattr(member, "independence", None)
