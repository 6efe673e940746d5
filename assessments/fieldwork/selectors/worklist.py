"""Lists of loci with their progress: a person's own, and those of one assessment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from agencies.models import User
from assessments.fieldwork.questions import indicators_at, instrument_at
from assessments.fieldwork.selectors.standing import Progress
from assessments.models import (
    Answer,
    AnswerState,
    Assessment,
    Declaration,
    ExcludedIndicator,
    Independence,
    InstrumentIssue,
    Locus,
    Stage,
    Subject,
)

OPEN_STAGES = (Stage.PLANNED, Stage.IN_FIELD)


@dataclass(frozen=True, slots=True)
class ListedLocus:
    """A locus with how far it is."""

    locus: Locus
    progress: Progress


@dataclass(frozen=True, slots=True)
class Worklist:
    """A person's loci: those still open, and those already handed over."""

    open: tuple[ListedLocus, ...]
    handed_over: tuple[ListedLocus, ...]


def worklist_of(user: User) -> Worklist:
    """The loci of the teams a person is in, of periods not yet released; the same queries for 1 and for 100."""
    mine = (
        Locus.objects.visible_to(user)
        .filter(assessment__team__user=user, not_assessed_reason="", assessment__not_assessed_reason="")
        .select_related("unit", "assessment__agency", "assessment__office", "assessment__period")
        .order_by("assessment__period", "assessment__agency__name", "position")
    )
    listed = with_progress([locus for locus in mine if not locus.assessment.period.is_released])
    return Worklist(
        open=tuple(each for each in listed if each.locus.stage in OPEN_STAGES),
        handed_over=tuple(each for each in listed if each.locus.stage not in OPEN_STAGES),
    )


def undeclared_assessments(user: User, worklist: Worklist) -> tuple[Assessment, ...]:
    """The assessments of a worklist's open loci whose independence this person has yet to declare; one query."""
    mine = {each.locus.assessment_id: each.locus.assessment for each in worklist.open}
    latest = dict(
        Declaration.objects.filter(user=user, assessment__in=mine).order_by("pk").values_list("assessment", "outcome")
    )
    waiting = {None, Independence.REOPENED}
    return tuple(assessment for key, assessment in mine.items() if latest.get(key) in waiting)


def loci_of_assessment(assessment: Assessment, user: User) -> tuple[ListedLocus, ...]:
    """The loci of an assessment that a person sees, with their progress."""
    loci = list(Locus.objects.visible_to(user).filter(assessment=assessment).select_related("unit"))
    for locus in loci:
        locus.assessment = assessment
    return with_progress(loci)


def with_progress(loci: Sequence[Locus]) -> tuple[ListedLocus, ...]:
    """Each locus with how far it is: four queries for all; needs unit, agency and period joined."""
    _read_issues(loci)
    keys = [locus.pk for locus in loci]
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    subjects = Subject.objects.filter(locus__in=keys).order_by().values_list("locus", "kind").annotate(Count("pk"))
    for locus_key, kind, count in subjects:
        counts[locus_key][kind] = count
    excluded: dict[int, set[str]] = defaultdict(set)
    for locus_key, indicator in ExcludedIndicator.objects.filter(locus__in=keys).values_list("locus", "indicator"):
        excluded[locus_key].add(indicator)
    answered = dict(
        Answer.objects.filter(locus__in=keys, is_chosen=True)
        .exclude(state=AnswerState.OPEN)
        .order_by()
        .values_list("locus")
        .annotate(Count("pk"))
    )
    return tuple(
        ListedLocus(locus, Progress(answered.get(locus.pk, 0), _expected(locus, counts[locus.pk], excluded[locus.pk])))
        for locus in loci
    )


def _expected(locus: Locus, counts: dict[str, int], excluded: set[str]) -> int:
    """How many questions a locus asks."""
    return sum(
        counts.get(rule.subject_key, 0)
        for _, indicator in indicators_at(locus, instrument_at(locus), excluded=excluded)
        for rule in indicator.methods.values()
    )


def _read_issues(loci: Iterable[Locus]) -> None:
    """Give each locus's period its issue, read once: the rules are a long text, too long to join to every row."""
    periods = {locus.assessment.period_id: locus.assessment.period for locus in loci}
    issues = InstrumentIssue.objects.in_bulk({period.issue_id for period in periods.values()})
    for locus in loci:
        locus.assessment.period.issue = issues[locus.assessment.period.issue_id]
