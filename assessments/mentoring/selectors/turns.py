"""What of mentoring waits for one person, for Giliran Anda."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from agencies.models import User
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.models import AgreedAction, MentoringSession

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class MentoringTurn:
    """A session to come, or an agreed action that is not done; `due` is its day."""

    session: MentoringSession
    action: AgreedAction | None
    due: date

    def is_overdue(self, today: date) -> bool:
        return self.action is not None and self.due < today


def open_turns(user: User) -> tuple[MentoringTurn, ...]:
    """What waits for a person, the earliest first; two queries for the agency's people, one for the Ombudsman's.

    Agreements are their owner's; those without an owner the unit's contacts', or the bureau's for the whole agency.
    Sessions are those that the person is invited to in the next two weeks.
    """
    scope = scope_of(user)
    found: list[MentoringTurn] = []
    if scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
        found += _agreed(user, scope)
    if scope.roles - {Role.ADMINISTRATOR}:
        found += _to_attend(user)
    return tuple(sorted(found, key=lambda turn: (turn.due, turn.session.pk)))


def _agreed(user: User, scope: Scope) -> list[MentoringTurn]:
    units = [place for role, place in scope.places if role == Role.UNIT_CONTACT]
    bureaus = [place for role, place in scope.places if role == Role.BUREAU]
    mine = Q(owner=user) | Q(owner=None, unit__in=units) | Q(owner=None, unit=None, session__agency__in=bureaus)
    actions = AgreedAction.objects.visible_to(user).open().filter(mine).with_names()
    return [MentoringTurn(action.session, action, action.due_on) for action in actions]


def _to_attend(user: User) -> list[MentoringTurn]:
    today = timezone.localdate()
    sessions = MentoringSession.objects.visible_to(user).filter(
        participants__user=user, cancelled_reason="", on__range=(today, today + SOON)
    )
    return [MentoringTurn(session, None, session.on) for session in sessions.select_related("agency")]
