"""What of the follow-up waits for one person, for Giliran Anda."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.followup.escalation import BUREAU_AFTER_DAYS, HEAD_AFTER_DAYS
from assessments.models import (
    OWED_STEPS,
    Answer,
    AnswerState,
    FollowUpStep,
    Recommendation,
    RecommendationStep,
    TeamMember,
)
from assessments.models.followup import RecommendationQuerySet


class FollowUpTurnKind(StrEnum):
    """What is to be done."""

    CONFIRM = "confirm"
    PROVE = "prove"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class FollowUpTurn:
    """Recommendations of one agency that wait for the same act of a person; `due` is the earliest of their days."""

    kind: FollowUpTurnKind
    agency: Agency
    due: date | None
    recommendations: tuple[Recommendation, ...]

    def is_overdue(self, today: date) -> bool:
        """Checks and confirmations have no day of their own, so only proof is ever late."""
        return self.kind is FollowUpTurnKind.PROVE and self.due is not None and self.due < today


def open_turns(user: User) -> tuple[FollowUpTurn, ...]:
    """What waits for a person, the earliest due first; one query for each of the three kinds that may be theirs."""
    scope = scope_of(user)
    found: list[FollowUpTurn] = []
    if scope.holds(Role.VALIDATOR, Role.HEAD_OFFICE):
        found += _turns(FollowUpTurnKind.CONFIRM, to_confirm(user, scope))
    if scope.holds(Role.VERIFIER, Role.VALIDATOR, Role.HEAD_OFFICE):
        found += _turns(FollowUpTurnKind.CHECK, to_check(user, scope))
    if scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
        found += _turns(FollowUpTurnKind.PROVE, to_prove(user, scope))
    return tuple(sorted(found, key=lambda turn: (turn.due is None, turn.due or date.max)))


def to_confirm(user: User, scope: Scope) -> RecommendationQuerySet:
    """Proposals for the head of the agency's office; for the head office where an agency has none."""
    return _standing(user, FollowUpStep.PROPOSED).filter(_at_office(scope, Role.VALIDATOR))


def to_check(user: User, scope: Scope) -> RecommendationQuerySet:
    """Proofs that wait for someone independent, without those that hold this person's own work."""
    own_words = Q(written_by=user) | Exists(
        RecommendationStep.objects.filter(recommendation=OuterRef("pk"), step=FollowUpStep.ISSUED, actor=user)
    )
    answered = Answer.objects.filter(rater=user).exclude(state=AnswerState.OPEN)
    teams = TeamMember.objects.filter(user=user)
    own_judgement = (
        Exists(answered.filter(locus__unit=OuterRef("unit")))
        | Exists(teams.filter(assessment__loci__unit=OuterRef("unit")))
        | (Q(unit=None) & Exists(answered.filter(locus__assessment__agency=OuterRef("agency"))))
        | (Q(unit=None) & Exists(teams.filter(assessment__agency=OuterRef("agency"))))
    )
    waiting = _standing(user, FollowUpStep.PROVEN).filter(_at_office(scope, Role.VERIFIER, Role.VALIDATOR))
    return waiting.exclude(own_words).exclude(own_judgement)


def to_prove(user: User, scope: Scope) -> RecommendationQuerySet:
    """What the agency owes: the owner's own; the unit's where it has no owner; the bureau's and the head's once late.

    The head also has whatever waits for a signature.
    """
    today = timezone.localdate()
    mine = Q(owner=user)
    for_unit = Q(owner=None, unit__in=[place for role, place in scope.places if role == Role.UNIT_CONTACT])
    bureau = Q(agency__in=[place for role, place in scope.places if role == Role.BUREAU])
    bureau &= Q(owner=None) | Q(due_on__lt=today - timedelta(days=BUREAU_AFTER_DAYS))
    head = Q(agency__in=[place for role, place in scope.places if role == Role.OFFICIAL])
    head &= Q(needs_signature=True) | Q(due_on__lt=today - timedelta(days=HEAD_AFTER_DAYS))
    return _standing(user, *OWED_STEPS).filter(mine | for_unit | bureau | head)


def _standing(user: User, *steps: FollowUpStep) -> RecommendationQuerySet:
    return Recommendation.objects.visible_to(user).at_step(*steps).with_names()


def _at_office(scope: Scope, *roles: Role) -> Q:
    offices = Q(agency__office__in=[place for role, place in scope.places if role in roles])
    return offices | Q(agency__office=None) if scope.is_head_office else offices


def _turns(kind: FollowUpTurnKind, rows: Iterable[Recommendation]) -> list[FollowUpTurn]:
    """The rows of one agency make one turn."""
    by_agency: dict[int, list[Recommendation]] = defaultdict(list)
    for row in rows:
        by_agency[row.agency_id].append(row)
    return [
        FollowUpTurn(
            kind,
            agency=found[0].agency,
            due=min((row.due_on for row in found if row.due_on), default=None),
            recommendations=tuple(sorted(found, key=lambda row: (row.due_on or date.max, row.pk))),
        )
        for found in by_agency.values()
    ]
