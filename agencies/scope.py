"""What a person may see, read once from the memberships that hold today."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import BigIntegerField, DateField, QuerySet
from django.utils import timezone

from agencies.prepared import Blank, PreparedQuery
from agencies.roles import OFFICE_ROLES, Role

if TYPE_CHECKING:
    from agencies.models import User

_CACHE = "_scope_today"


@dataclass(frozen=True)
class Scope:
    """The roles a person holds today and the places (primary keys) they are held at."""

    roles: frozenset[str] = frozenset()
    office_ids: frozenset[int] = frozenset()
    agency_ids: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    places: frozenset[tuple[str, int]] = frozenset()
    """Pairs of a role and the key of the place it is held at; the role tells which kind of place."""
    person: int | None = None
    """The key of the person whose scope it is."""

    @property
    def is_head_office(self) -> bool:
        return Role.HEAD_OFFICE in self.roles

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def sees_everything(self) -> bool:
        """Whether the whole register is in scope."""
        return self.is_head_office or self.is_administrator

    def holds(self, *roles: Role) -> bool:
        """Whether any of these roles is held somewhere."""
        return not self.roles.isdisjoint(roles)

    def offices_of(self, role: Role) -> tuple[int, ...]:
        """The keys of the offices at which a role is held."""
        return tuple(place for held, place in self.places if held == role)

    def holds_at_office(self, office_id: int | None, *roles: Role) -> bool:
        """Whether one of these office roles is held at that very office."""
        return any(role in OFFICE_ROLES and (role, office_id) in self.places for role in roles)


NO_SCOPE = Scope()


def scope_of(user: "User | AnonymousUser") -> Scope:
    """The scope of a person today: one query, then remembered on the object for the rest of the request.

    Someone who is not signed in, or whose account is closed, has the empty scope.
    """
    if isinstance(user, AnonymousUser) or not user.is_active or user.pk is None:
        return NO_SCOPE
    remembered: Scope | None = user.__dict__.get(_CACHE)
    if remembered is None:
        remembered = user.__dict__[_CACHE] = _read(user)
    return remembered


def forget_scope(user: "User") -> None:
    """Read the memberships again at the next question, because they have just changed."""
    user.__dict__.pop(_CACHE, None)


def _held_today() -> QuerySet[Any, tuple[Any, ...]]:
    held = apps.get_model("agencies", "Membership")._default_manager.filter(user_id=Blank("user", BigIntegerField()))
    today: Any = Blank("today", DateField())
    return held.active_on(today).order_by().values_list("role", "office_id", "agency_id", "unit_id")


# Asked by every page: see agencies/prepared.py.
_HELD_TODAY = PreparedQuery(_held_today)


def _read(user: "User") -> Scope:
    held = _HELD_TODAY.rows(user=user.pk, today=timezone.localdate())
    return Scope(
        person=user.pk,
        roles=frozenset(role for role, *_ in held),
        office_ids=frozenset(office for _, office, _, _ in held if office),
        agency_ids=frozenset(agency for _, _, agency, _ in held if agency),
        unit_ids=frozenset(unit for _, _, _, unit in held if unit),
        places=frozenset(
            (role, place) for role, office, agency, unit in held if (place := office or agency or unit) is not None
        ),
    )
