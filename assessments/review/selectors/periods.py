"""Periods: the list of them, and one with its agencies, their stages and results."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from agencies.models import User
from assessments.models import Assessment, Locus, Period, PeriodWindow, Result, Stage
from assessments.models.period import PeriodQuerySet

AGENCIES_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for among a period's agencies."""

    words: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class ListedAssessment:
    """An agency of a period with how many of its loci stand at each stage, and its current result."""

    assessment: Assessment
    stages: Mapping[str, int]
    result: Result | None

    @property
    def loci(self) -> int:
        return sum(self.stages.values())

    def share_at(self, *stages: Stage) -> int:
        return sum(self.stages.get(stage, 0) for stage in stages)


@dataclass(frozen=True)
class PeriodView:
    """A period as one person sees it."""

    period: Period
    windows: tuple[PeriodWindow, ...]
    counts: Mapping[str, int]
    page: "Page[Assessment]"
    listed: tuple[ListedAssessment, ...]

    @cached_property
    def total(self) -> int:
        return sum(self.counts.values())

    def window_on(self, day: date) -> PeriodWindow | None:
        """The window that is open on a day."""
        return next((window for window in self.windows if window.is_open_on(day)), None)


def periods_for(user: User) -> PeriodQuerySet:
    """Every period with its windows and the number of agencies that this person sees in it; two queries."""
    mine = Assessment.objects.visible_to(user).filter(not_assessed_reason="")
    return (
        Period.objects.visible_to(user)
        .select_related("issue")
        .defer("issue__content")
        .annotate(agencies=Count("assessments", filter=Q(assessments__in=mine)))
        .prefetch_related("windows")
    )


def period_view(period: Period, user: User, wanted: Wanted, page_number: str | None) -> PeriodView:
    """A period with one page of its agencies: six queries for 30 agencies and for 587."""
    mine = Assessment.objects.visible_to(user).filter(period=period)
    counts = Counter(dict(mine.order_by().values_list("stage").annotate(Count("pk"))))
    found = mine.select_related("agency", "office").order_by("agency__name")
    if wanted.words:
        found = found.filter(agency__name__icontains=wanted.words)
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    page = Paginator(found, AGENCIES_ON_A_PAGE).get_page(page_number)
    shown = list(page.object_list)
    stages: dict[int, dict[str, int]] = defaultdict(dict)
    at_stage = Locus.objects.filter(assessment__in=shown, not_assessed_reason="").order_by()
    for assessment, stage, count in at_stage.values_list("assessment", "stage").annotate(Count("pk")):
        stages[assessment][stage] = count
    results = {
        result.assessment_id: result
        for result in Result.objects.visible_to(user).current().filter(assessment__in=shown)
    }
    return PeriodView(
        period=period,
        windows=tuple(period.windows.all()),
        counts=counts,
        page=page,
        listed=tuple(ListedAssessment(each, stages[each.pk], results.get(each.pk)) for each in shown),
    )
