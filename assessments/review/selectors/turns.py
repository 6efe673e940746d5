"""Giliran Anda: everything that waits for one person, overdue first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from agencies.models import User
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.models import (
    OPEN_STAGES,
    Answer,
    Assessment,
    Locus,
    Period,
    PeriodWindow,
    Result,
    ReturnedIndicator,
    Stage,
    WindowKind,
)


class TurnKind(StrEnum):
    """What is to be done."""

    MEND = "mend"
    FILL = "fill"
    VERIFY = "verify"
    VALIDATE = "validate"
    COMPUTE = "compute"
    RELEASE = "release"


WINDOW_OF = {
    TurnKind.FILL: WindowKind.FIELD,
    TurnKind.MEND: WindowKind.VERIFICATION,
    TurnKind.VERIFY: WindowKind.VERIFICATION,
    TurnKind.VALIDATE: WindowKind.VERIFICATION,
    TurnKind.COMPUTE: WindowKind.DECISION,
    TurnKind.RELEASE: WindowKind.PUBLICATION,
}
"""By which window of the period each of them is due."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that waits: `loci` of one assessment, or the assessment, or the period as a whole."""

    kind: TurnKind
    period: Period
    due: date | None
    assessment: Assessment | None = None
    loci: tuple[Locus, ...] = ()

    def is_overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today


def turns_for(user: User) -> tuple[Turn, ...]:
    """What waits for a person, the earliest due first; at most five queries, however much it is."""
    scope = scope_of(user)
    found: list[tuple[TurnKind, Period, Assessment | None, tuple[Locus, ...]]] = []
    if scope.holds(Role.ASSESSOR, Role.LEAD, Role.HEAD_OFFICE):
        found += _grouped(_to_fill(user))
    if scope.holds(Role.VERIFIER, Role.VALIDATOR, Role.HEAD_OFFICE):
        found += _grouped(_to_approve(user, scope))
    if scope.holds(Role.VALIDATOR, Role.HEAD_OFFICE):
        waiting = _to_compute(scope).select_related("agency", "period").defer("period__issue")
        found += [(TurnKind.COMPUTE, assessment.period, assessment, ()) for assessment in waiting]
    if scope.is_head_office:
        found += [(TurnKind.RELEASE, period, None, ()) for period in _to_release()]
    due = _due_dates({period.pk for _, period, _, _ in found})
    turns = [
        Turn(kind, period, due.get((period.pk, WINDOW_OF[kind])), assessment, loci)
        for kind, period, assessment, loci in found
    ]
    return tuple(sorted(turns, key=lambda turn: (turn.due is None, turn.due or date.max)))


def _running(path: str) -> Q:
    """Rows of periods that are not released and agencies that are assessed."""
    at = f"{path}period__released_at"
    return (Q(**{f"{at}__isnull": True}) | Q(**{f"{at}__gt": timezone.now()})) & Q(**{f"{path}not_assessed_reason": ""})


def _loci() -> QuerySet[Locus]:
    return Locus.objects.filter(_running("assessment__"), not_assessed_reason="").select_related(
        "unit", "assessment__agency", "assessment__period"
    )


def _to_fill(user: User) -> Iterable[tuple[TurnKind, Locus]]:
    """The open loci of a person's teams; returned ones are told apart."""
    returned = Exists(ReturnedIndicator.objects.outstanding().filter(locus=OuterRef("pk")))
    mine = Locus.objects.visible_to(user).filter(assessment__team__user=user).values("pk")
    for locus in _loci().filter(pk__in=mine, stage__in=OPEN_STAGES).annotate(is_returned=returned):
        yield TurnKind.MEND if locus.is_returned else TurnKind.FILL, locus


def _to_approve(user: User, scope: Scope) -> Iterable[tuple[TurnKind, Locus]]:
    """Loci whose next approval is this person's, without those that hold their own work."""
    submitted, verified = Q(stage=Stage.SUBMITTED), Q(stage=Stage.VERIFIED) & ~Q(verified_by=user)
    wanted = submitted & Q(assessment__office__in=_offices(scope, Role.VERIFIER))
    wanted |= verified & Q(assessment__office__in=_offices(scope, Role.VALIDATOR))
    if scope.is_head_office:
        wanted |= (submitted | verified) & Q(assessment__office__isnull=True)
    own = Exists(Answer.objects.filter(locus=OuterRef("pk"), rater=user))
    in_team = Exists(Assessment.objects.filter(pk=OuterRef("assessment"), team__user=user))
    for locus in _loci().filter(wanted).exclude(own | in_team):
        yield TurnKind.VERIFY if locus.stage == Stage.SUBMITTED else TurnKind.VALIDATE, locus


def _to_compute(scope: Scope) -> QuerySet[Assessment]:
    """Validated assessments of one's own office, or of the head office itself, without a result."""
    mine = Q(office__in=_offices(scope, Role.VALIDATOR))
    if scope.is_head_office:
        mine |= Q(office__isnull=True)
    result = Exists(Result.objects.filter(assessment=OuterRef("pk")))
    return Assessment.objects.filter(mine, _running(""), stage=Stage.VALIDATED).exclude(result)


def _to_release() -> QuerySet[Period]:
    """Periods of which every assessed agency has its result, and whose release is not set."""
    assessed = Assessment.objects.filter(period=OuterRef("pk"), not_assessed_reason="")
    result = Exists(Result.objects.filter(assessment=OuterRef("pk")))
    return Period.objects.filter(Exists(assessed), released_at__isnull=True).exclude(Exists(assessed.exclude(result)))


def _offices(scope: Scope, role: Role) -> list[int]:
    return [place for held, place in scope.places if held == role]


def _grouped(
    turns: Iterable[tuple[TurnKind, Locus]],
) -> list[tuple[TurnKind, Period, Assessment | None, tuple[Locus, ...]]]:
    """Loci of one assessment that wait for the same step make one turn."""
    groups: dict[tuple[TurnKind, int], list[Locus]] = defaultdict(list)
    for kind, locus in turns:
        groups[kind, locus.assessment_id].append(locus)
    return [(kind, loci[0].assessment.period, loci[0].assessment, tuple(loci)) for (kind, _), loci in groups.items()]


def _due_dates(periods: Iterable[int]) -> Mapping[tuple[int, str], date]:
    """The last day of each window by period and kind; one query."""
    windows = PeriodWindow.objects.filter(period__in=periods).order_by()
    return {(period, kind): day for period, kind, day in windows.values_list("period", "kind", "ends_on")}
