"""How many contacts a unit has brought, product by product, against what the edition asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from agencies.models import ServiceProduct, ServiceUnit
from assessments.instruments import Instrument
from assessments.models import Period, UserContact


@dataclass(frozen=True, slots=True)
class ProductContacts:
    """A product with its contacts in the order they came; `wanted` is 0 where the edition asks none."""

    product: ServiceProduct
    contacts: tuple[UserContact, ...]
    wanted: int

    @property
    def missing(self) -> int:
        return max(self.wanted - len(self.contacts), 0)


@dataclass(frozen=True, slots=True)
class Enough:
    """A unit's contacts counted: products that have what is asked, all products, and people in all."""

    products_done: int = 0
    products: int = 0
    people: int = 0
    respondents_wanted: int = 0

    @property
    def is_done(self) -> bool:
        return self.products_done == self.products and self.people >= self.respondents_wanted


def wanted_of(instrument: Instrument, code: str) -> int:
    """How many people a quota of the edition asks for; 0 where it has none."""
    return next((quota.count for quota in instrument.quotas if quota.code == code), 0)


def contacts_of(unit: ServiceUnit, period: Period) -> tuple[ProductContacts, ...]:
    """The products of a unit with their contacts; two queries."""
    wanted = wanted_of(period.issue.instrument, "contacts_per_product")
    found: dict[int, list[UserContact]] = {}
    for contact in UserContact.objects.filter(unit=unit, period=period).select_related("added_by").order_by("pk"):
        found.setdefault(contact.product_id, []).append(contact)
    return tuple(
        ProductContacts(product, tuple(found.get(product.pk, ())), wanted)
        for product in ServiceProduct.objects.filter(unit=unit).order_by("name")
    )


def enough_by_unit(units: Iterable[ServiceUnit], period: Period) -> dict[int, Enough]:
    """How far every unit is, by its key; two queries however many."""
    keys = [unit.pk for unit in units]
    instrument = period.issue.instrument
    per_product = wanted_of(instrument, "contacts_per_product")
    respondents = wanted_of(instrument, "respondents_per_unit")
    counted = dict(
        UserContact.objects.filter(unit__in=keys, period=period)
        .order_by()
        .values("product")
        .annotate(people=Count("pk"))
        .values_list("product", "people")
    )
    products: dict[int, list[int]] = {key: [] for key in keys}
    for unit, product in ServiceProduct.objects.filter(unit__in=keys).order_by().values_list("unit", "pk"):
        products[unit].append(counted.get(product, 0))
    return {
        key: Enough(sum(people >= per_product for people in found), len(found), sum(found), respondents)
        for key, found in products.items()
    }
