"""What waits for whom in the right of reply: to open it, to use it, to answer it."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.models import Answer, Assessment, Objection, PeriodWindow, Stage, TeamMember, WindowKind
from assessments.turn import Turn, last_days, turn_about

OPEN, USE, DECIDE = "open_reply", "reply", "decide_objections"
WINDOW_OF = {OPEN: WindowKind.REPLY, USE: WindowKind.REPLY, DECIDE: WindowKind.DECISION}

LATEST_OF: dict[str, Callable[[Assessment], datetime | int | None]] = {
    OPEN: lambda each: None,
    USE: lambda each: each.reply_opened_at,
    DECIDE: lambda each: vars(each)["latest_objection"],
}
"""What was last handed over: the opening of the reply, the newest objection."""


def open_turns(user: User) -> tuple[Turn, ...]:
    """Replies to open or to use, and objections to decide; at most four queries."""
    scope = scope_of(user)
    found: list[tuple[str, str, Assessment]] = []
    if scope.holds(Role.VALIDATOR, Role.HEAD_OFFICE):
        found += [(OPEN, "Buka hak jawab", each) for each in _to_open(scope)]
    if scope.holds(Role.BUREAU):
        found += [(USE, "Baca hasil sementara; sanggah bila ada yang keliru", each) for each in _to_use(scope)]
    if scope.holds(Role.VERIFIER, Role.VALIDATOR, Role.HEAD_OFFICE):
        found += [(DECIDE, "Putuskan sanggahan", each) for each in _to_decide(user, scope)]
    days = last_days(each.period_id for _, _, each in found)
    return tuple(
        turn_about(
            each,
            kind=kind,
            words=words,
            url=reverse("reply_detail", args=[each.public_id]),
            due=days.get((each.period_id, WINDOW_OF[kind])),
            latest=LATEST_OF[kind](each),
        )
        for kind, words, each in found
    )


def _running() -> QuerySet[Assessment]:
    return Assessment.objects.running().select_related("agency", "period").defer("period__issue")


def _to_open(scope: Scope) -> QuerySet[Assessment]:
    """Validated assessments of one's own office, or of the head office itself, while the window is open."""
    today = timezone.localdate()
    window = PeriodWindow.objects.filter(
        period=OuterRef("period"), kind=WindowKind.REPLY, starts_on__lte=today, ends_on__gte=today
    )
    mine = Q(office__in=scope.offices_of(Role.VALIDATOR))
    if scope.is_head_office:
        mine |= Q(office__isnull=True)
    return _running().filter(mine, Exists(window), stage=Stage.VALIDATED)


def _to_use(scope: Scope) -> QuerySet[Assessment]:
    """Assessments of the bureau's agencies that are in reply, unless it has said that it is done."""
    agencies = [place for role, place in scope.places if role == Role.BUREAU]
    return _running().filter(agency__in=agencies, stage=Stage.IN_REPLY, reply_ended_at__isnull=True)


def _to_decide(user: User, scope: Scope) -> QuerySet[Assessment]:
    """Assessments with undecided objections to units that hold no work of one's own; the head office for its own."""
    mine = Q(office__in=[*scope.offices_of(Role.VERIFIER), *scope.offices_of(Role.VALIDATOR)])
    if scope.is_head_office:
        mine |= Q(office__isnull=True)
    own = Exists(Answer.objects.filter(locus=OuterRef("locus"), rater=user))
    waiting = Objection.objects.undecided().exclude(own).filter(locus__assessment=OuterRef("pk"))
    in_team = Exists(TeamMember.objects.filter(user=user, assessment=OuterRef("pk")))
    newest = Subquery(waiting.order_by("-pk").values("pk")[:1])
    return (
        _running()
        .filter(mine, Exists(waiting), stage=Stage.IN_REPLY)
        .exclude(in_team)
        .annotate(latest_objection=newest)
    )
