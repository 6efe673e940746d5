"""The agencies of a list, and everything the page of one agency shows."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from agencies.models import Agency, Alias, AssessedFlag, Office, ServiceProduct, ServiceUnit, User
from agencies.models.agency import AgencyQuerySet
from agencies.scope import scope_of
from assessments.history.selectors import YearOfHistory, history_of

HEAD_OFFICE = "pusat"
"""Stands for the head office where an office is chosen by its code."""


@dataclass(frozen=True)
class AgencyFile:
    """An agency with all that is shown of it; `units` are those in the reader's scope."""

    agency: Agency
    aliases: tuple[Alias, ...]
    flags: tuple[AssessedFlag, ...]
    units: tuple[ServiceUnit, ...]
    history: tuple[YearOfHistory, ...]


def offices_to_choose(user: User) -> tuple[Office, ...]:
    """The offices a person may tell apart: all for those who see everything (one query), none for the others."""
    return tuple(Office.objects.all()) if scope_of(user).sees_everything else ()


def agencies_found(user: User, *, words: str = "", kind: str = "", office: str = "") -> AgencyQuerySet:
    """The agencies in scope whose name, code or another name holds every word, by name; with places, one query."""
    found = Agency.objects.visible_to(user)
    for word in words.split():
        other_names = Alias.objects.filter(agency=OuterRef("pk"), text__icontains=word)
        found = found.filter(Q(name__icontains=word) | Q(code__istartswith=word) | Exists(other_names))
    if kind:
        found = found.filter(kind=kind)
    if office == HEAD_OFFICE:
        found = found.filter(office=None)
    elif office:
        found = found.filter(office__code=office)
    return found.with_places().order_by("name", "pk")


def agency_file(agency: Agency, *, user: User) -> AgencyFile:
    """What the page of an agency shows: other names, flags, units, their products, history; five queries."""
    return AgencyFile(
        agency=agency,
        aliases=tuple(agency.aliases.all()),
        flags=tuple(agency.assessed_flags.all()),
        units=tuple(_units_with_products(agency, user)),
        history=history_of(agency),
    )


def _units_with_products(agency: Agency, user: User) -> QuerySet[ServiceUnit]:
    products = Prefetch("products", ServiceProduct.objects.order_by("kind", "name"))
    return ServiceUnit.objects.visible_to(user).filter(agency=agency).prefetch_related(products)
