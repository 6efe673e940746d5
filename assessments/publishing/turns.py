"""What waits for the head office: assessments to decide, periods to publish."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from agencies.scope import scope_of
from assessments.models import Assessment, Objection, Period, PeriodWindow, Result, Stage, WindowKind
from assessments.turn import Turn, last_days


def open_turns(user: User) -> tuple[Turn, ...]:
    """One turn for each period with assessments to decide, to publish, or left behind by an early release.

    Five queries at most.
    """
    if not scope_of(user).is_head_office:
        return ()
    ready = _ready_by_period()
    deciding = list(Period.objects.filter(pk__in=ready).defer("issue")) if ready else []
    publishing = list(_to_publish())
    days = last_days(period.pk for period in [*deciding, *publishing])
    decide = [
        _turn("decide", each, f"Tetapkan hasil {ready[each.pk]} instansi", days.get((each.pk, WindowKind.DECISION)))
        for each in deciding
    ]
    publish = [
        _turn("publish", each, "Terbitkan hasil periode", days.get((each.pk, WindowKind.PUBLICATION)))
        for each in publishing
    ]
    left = [_turn("adopt", each, "Bawa hasil yang sudah dibuka ke tahap Diterbitkan", None) for each in _left_behind()]
    return (*decide, *publish, *left)


def _turn(kind: str, period: Period, words: str, due: date | None) -> Turn:
    return Turn(
        key=f"{kind}:{period.pk}",
        words=words,
        where=period.name,
        url=reverse("period_publishing", args=[period.public_id]),
        due=due,
        is_example=period.is_example,
    )


def _ready_by_period() -> dict[int, int]:
    """How many assessments of each period can be decided: as `obstacle_to_deciding` says, in one query."""
    window = PeriodWindow.objects.filter(period=OuterRef("period"), kind=WindowKind.REPLY)
    running = Exists(window.filter(ends_on__gte=timezone.localdate()))
    undecided = Exists(Objection.objects.undecided().filter(locus__assessment=OuterRef("pk")))
    had_its_say = ~Exists(window) | Q(reply_opened_at__isnull=False)
    is_over = Q(stage=Stage.VALIDATED) | Q(reply_ended_at__isnull=False) | ~running
    found = Assessment.objects.running().filter(had_its_say, is_over, stage__in=[Stage.VALIDATED, Stage.IN_REPLY])
    counted = found.exclude(undecided).order_by().values_list("period").annotate(Count("pk"))
    return dict(counted)


def _left_behind() -> list[Period]:
    """Released periods with results that nobody decided: from before there were decisions."""
    left = Assessment.objects.filter(
        Exists(Result.objects.filter(assessment=OuterRef("pk"))),
        period=OuterRef("pk"),
        not_assessed_reason="",
        stage=Stage.VALIDATED,
    )
    return list(Period.objects.filter(Exists(left), released_at__lte=timezone.now()).defer("issue"))


def _to_publish() -> list[Period]:
    """Periods whose assessed agencies are all decided, and that were not published."""
    assessed = Assessment.objects.filter(period=OuterRef("pk"), not_assessed_reason="")
    found = Period.objects.filter(Exists(assessed), released_at__isnull=True).defer("issue")
    return list(found.exclude(Exists(assessed.exclude(stage=Stage.DECIDED))))
