"""Who is here and where they may go: what the head of every page shows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from agencies.models import Role, User
from agencies.roles import OFFICE_ROLES
from agencies.scope import Scope, scope_of

with (settings.BASE_DIR / "pyproject.toml").open("rb") as _project:
    VERSION: str = tomllib.load(_project)["project"]["version"]


@dataclass(frozen=True)
class Place:
    """A page of the main menu; `roles` may open it, an empty set means everyone who can sign in."""

    label: str
    url_name: str
    roles: frozenset[Role] = frozenset()

    def is_open_to(self, scope: Scope) -> bool:
        return not self.roles or scope.holds(*self.roles)


@dataclass(frozen=True)
class Item:
    """One link of the menu; `current` is "page" on that very page, "true" on a page below it, "" elsewhere."""

    label: str
    url: str
    current: Literal["page", "true", ""]


PLACES: tuple[Place, ...] = (
    Place("Beranda", "home"),
    Place("Tugas saya", "worklist", frozenset({Role.ASSESSOR, Role.LEAD, Role.HEAD_OFFICE})),
    Place("Periode", "period_list", frozenset({*OFFICE_ROLES, Role.HEAD_OFFICE})),
    Place("Hasil", "result_list", frozenset(Role) - {Role.ADMINISTRATOR}),
    Place(
        "Laporan",
        "report_list",
        frozenset({*OFFICE_ROLES, Role.HEAD_OFFICE, Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL}),
    ),
    Place("Persiapan", "preparation_home", frozenset(Role) - {Role.ADMINISTRATOR}),
    Place("Tindak lanjut", "followup_home", frozenset(Role) - {Role.ADMINISTRATOR}),
    Place("Hak jawab", "reply_list", frozenset({Role.BUREAU})),
    Place("Pendampingan", "mentoring_list", frozenset(Role) - {Role.ADMINISTRATOR}),
    Place("Instansi", "agency_list"),
    Place("Instrumen", "instrument_list"),
    Place("Log akses", "access_log", frozenset({Role.ADMINISTRATOR})),
    Place("Kelola", "admin:index", frozenset({Role.ADMINISTRATOR})),
)


def menu_for(user: User | AnonymousUser, path: str) -> tuple[Item, ...]:
    """The menu of a person on the page at `path`; costs the one query of the person's scope."""
    scope = scope_of(user)
    return tuple(_item(place, path) for place in PLACES if place.is_open_to(scope))


def role_words(user: User | AnonymousUser) -> str:
    """The roles of a person today in the order of the house: "Asesor, Ketua Tim"."""
    held = scope_of(user).roles
    return ", ".join(str(role.label) for role in Role if role in held) or "Belum ada peran"


def site(request: HttpRequest) -> Mapping[str, object]:
    """Context of every page; nothing is read from the database unless the page shows its head."""
    user = getattr(request, "user", AnonymousUser())
    return {
        "navigation": SimpleLazyObject(lambda: menu_for(user, request.path)),
        "role_words": SimpleLazyObject(lambda: role_words(user)),
        "site_version": VERSION,
    }


def _item(place: Place, path: str) -> Item:
    url = reverse(place.url_name)
    if path == url:
        return Item(place.label, url, "page")
    return Item(place.label, url, "true" if place.url_name != "home" and path.startswith(url) else "")
