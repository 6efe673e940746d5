"""What of the second judgements waits for a person: loci to judge blind, differences to moderate."""

from collections import Counter

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.models import SecondRating, WindowKind
from assessments.second_rating.selectors.comparison import undecided_answers
from assessments.turn import Days, Turn, last_days, turn_about


def open_turns(user: User) -> tuple[Turn, ...]:
    """One turn for each locus to judge blind, and for each whose differences wait; two queries, and the due dates."""
    scope = scope_of(user)
    found: list[tuple[SecondRating, str, str, str]] = []
    if scope.holds(Role.ASSESSOR, Role.LEAD):
        outstanding = SecondRating.objects.outstanding().filter(_running("draw__period__"), rater=user)
        found += [
            (each, "second", f"Nilai tanpa melihat nilai tim: {each.locus.unit.name}", "second_sheet")
            for each in outstanding.with_names()
        ]
    if scope.holds(Role.VERIFIER, Role.HEAD_OFFICE):
        found += [
            (each, "moderate", f"Putuskan {count} perbedaan penilai: {each.locus.unit.name}", "second_comparison")
            for each, count in _to_moderate(user, scope).items()
        ]
    days = last_days(each.draw.period_id for each, *_ in found)
    return tuple(_turn(*each, days=days) for each in found)


def _to_moderate(user: User, scope: Scope) -> Counter[SecondRating]:
    """Loci of the verifier's office, or of the head office itself, with how many differences nobody has decided."""
    mine = Q(rating__locus__assessment__office__in=scope.offices_of(Role.VERIFIER))
    if scope.is_head_office:
        mine |= Q(rating__locus__assessment__office__isnull=True)
    waiting = undecided_answers().filter(mine, _running("rating__draw__period__")).exclude(rating__rater=user)
    waiting = waiting.exclude(rating__locus__assessment__team__user=user).select_related(
        "rating__locus__unit", "rating__locus__assessment__agency", "rating__draw__period"
    )
    return Counter(answer.rating for answer in waiting)


def _running(path: str) -> Q:
    """Of periods whose results are not open yet."""
    return Q(**{f"{path}released_at__isnull": True}) | Q(**{f"{path}released_at__gt": timezone.now()})


def _turn(rating: SecondRating, kind: str, words: str, page: str, *, days: Days) -> Turn:
    assessment = rating.locus.assessment
    assessment.period = rating.draw.period
    return turn_about(
        assessment,
        kind=f"{kind}:{rating.pk}",
        words=words,
        url=reverse(page, args=[rating.public_id]),
        due=days.get((assessment.period_id, WindowKind.VERIFICATION)),
    )
