"""What the pages of orders show: how far an order is, how long it may still take, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from agencies.models import Office, User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import (
    DrawingState,
    Period,
    Report,
    ReportBatch,
    ReportBatchItem,
    ReportKind,
    Result,
    UnitResult,
)

PACE = timedelta(minutes=2)
"""The pace of an order is that of its last two minutes."""
TOLD = 50
"""As many items that did not come out are listed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order is: `done` of `total`; `words` say it in a sentence."""

    total: int
    done: int
    counts: tuple[tuple[DrawingState, int], ...]
    is_open: bool
    words: str

    @property
    def can_retry(self) -> bool:
        return any(state in {DrawingState.FAILED, DrawingState.CANCELLED} for state, _ in self.counts)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


def progress_of(batch: ReportBatch, now: datetime | None = None) -> Progress:
    """How far an order is, in one query."""
    at = now or timezone.now()
    states = {state: Count("pk", filter=Q(state=state)) for state in DrawingState}
    found = ReportBatchItem.objects.filter(batch=batch).aggregate(
        **{state.value: count for state, count in states.items()},
        lately=Count("pk", filter=Q(finished_at__gt=at - PACE)),
        last=Max("finished_at"),
    )
    counts = {state: int(found[state.value]) for state in DrawingState}
    total = sum(counts.values())
    left = counts[DrawingState.WAITING] + counts[DrawingState.DRAWING]
    return Progress(
        total=total,
        done=total - left,
        counts=tuple((state, count) for state, count in counts.items() if count),
        is_open=left > 0 and (batch.cancelled_at is None or counts[DrawingState.DRAWING] > 0),
        words=_words(batch, total, left, int(found["lately"]), at),
    )


def _words(batch: ReportBatch, total: int, left: int, lately: int, at: datetime) -> str:
    said = f"{total - left} dari {total} laporan selesai"
    if batch.cancelled_at:
        return f"Dibatalkan. {said}."
    if not left:
        return f"Selesai. {said}."
    if not lately:
        return f"{said}; menunggu pekerja di server."
    seconds = left * min(PACE.total_seconds(), (at - batch.asked_at).total_seconds()) / lately
    return f"{said}; kira-kira {_span(seconds)} lagi."


def _span(seconds: float) -> str:
    if seconds < 90:
        return "satu menit"
    minutes = round(seconds / 60)
    return f"{minutes} menit" if minutes < 90 else f"{round(minutes / 60)} jam"


def unissued_items(batch: ReportBatch) -> QuerySet[ReportBatchItem]:
    """What did not come out and why, failures first; one query."""
    return (
        ReportBatchItem.objects.filter(batch=batch)
        .filter(Q(state=DrawingState.FAILED) | Q(state=DrawingState.SKIPPED) & ~Q(error=""))
        .select_related("result__assessment__agency", "locus__unit", "period", "office", "region")
        .order_by("state", "position")[:TOLD]
    )


def offices_to_issue_for(user: User) -> tuple[Office, ...] | None:
    """The offices whose reports a person issues; None for the head office, which issues for all."""
    scope = scope_of(user)
    if scope.is_head_office:
        return None
    keys = [office for office in scope.office_ids if scope.holds_at_office(office, Role.VALIDATOR)]
    return tuple(Office.objects.filter(pk__in=keys))


@dataclass(frozen=True, slots=True)
class KindLine:
    """How many reports of a kind hold, of how many that there could be (None where that is not known beforehand)."""

    kind: ReportKind
    in_force: int
    possible: int | None


def kind_lines(period: Period, user: User) -> tuple[KindLine, ...]:
    """For each kind how many reports of a period hold; three queries."""
    results = Result.objects.visible_to(user).current().filter(assessment__period=period)
    possible = {
        ReportKind.AGENCY: results.count(),
        ReportKind.UNIT: UnitResult.objects.filter(result__in=results).count(),
    }
    held: Mapping[str, int] = dict(reports_in_force(period, user).order_by().values_list("kind").annotate(Count("pk")))
    return tuple(KindLine(kind, held.get(kind, 0), possible.get(kind)) for kind in ReportKind)


def reports_in_force(period: Period, user: User) -> QuerySet[Report]:
    """The reports of a period that hold, as far as a person sees them."""
    return Report.objects.visible_to(user).in_force().filter(period=period)


def orders_of(period: Period, user: User) -> QuerySet[ReportBatch]:
    """The last twenty orders of a period with how many items each has and how many are left; one query."""
    left = Count("items", filter=Q(items__state__in=(DrawingState.WAITING, DrawingState.DRAWING)))
    failed = Count("items", filter=Q(items__state=DrawingState.FAILED))
    mine = ReportBatch.objects.visible_to(user).filter(period=period)
    return mine.select_related("asked_by", "office").annotate(total=Count("items"), left=left, failed=failed)[:20]
