"""A unit's contacts: pasted in, shown masked, opened one at a time."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import ServiceUnit, User
from assessments import permissions
from assessments.contacts import services
from assessments.contacts.forms import ContactsForm
from assessments.contacts.sealing import OpenContact, UnreadableContactError
from assessments.contacts.selectors import ProductContacts, contacts_of, enough_by_unit
from assessments.models import Period, UserContact


@never_cache
@require_http_methods(["GET", "POST"])
def contacts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every product with its people, masked; a post adds people to one of them."""
    unit, period = _unit_to_read(request, public_id), _period_or_404()
    if request.method == "GET":
        return _page(request, unit, period)
    _only_for(permissions.can_prepare(_person(request), unit))
    form = ContactsForm(request.POST, unit=unit)
    if form.is_valid():
        try:
            added = services.add_contacts(
                actor=_person(request),
                unit=unit,
                product=form.cleaned_data["product"],
                period=period,
                lines=form.cleaned_data["lines"],
            )
        except services.ContactsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(added))
            return redirect("contacts", public_id=unit.public_id)
    return _page(request, unit, period, form=form)


@never_cache
@require_POST
def reveal(request: HttpRequest, public_id: UUID, contact: UUID) -> HttpResponse:
    """The page again with one contact open; the opening is written down."""
    unit, found = _contact(request, public_id, contact)
    _only_for(permissions.can_open_contacts(_person(request), unit))
    try:
        opened = services.reveal_contact(actor=_person(request), contact=found)
    except UnreadableContactError as error:
        messages.error(request, str(error))
        return redirect("contacts", public_id=unit.public_id)
    return _page(request, unit, found.period, opened={found.pk: opened})


@require_POST
def remove(request: HttpRequest, public_id: UUID, contact: UUID) -> HttpResponse:
    unit, found = _contact(request, public_id, contact)
    _only_for(permissions.can_prepare(_person(request), unit))
    services.remove_contact(actor=_person(request), contact=found)
    messages.success(request, f"Kontak {found.masked} dihapus.")
    return redirect("contacts", public_id=unit.public_id)


def _page(
    request: HttpRequest,
    unit: ServiceUnit,
    period: Period,
    *,
    form: ContactsForm | None = None,
    opened: dict[int, OpenContact] | None = None,
) -> HttpResponse:
    can_prepare = permissions.can_prepare(_person(request), unit)
    opened = opened or {}
    products = contacts_of(unit, period)
    return render(
        request,
        "assessments/contacts/contacts.html",
        {
            "unit": unit,
            "agency": unit.agency,
            "period": period,
            "is_example": period.is_example,
            "reads_contacts": True,
            "reads_own_judgement": permissions.can_read_own_judgement(_person(request), unit),
            "can_prepare": can_prepare,
            "can_open": permissions.can_open_contacts(_person(request), unit),
            "products": [(each, [(row, opened.get(row.pk)) for row in each.contacts]) for each in products],
            "opened_product": _product_of(products, opened),
            "enough": enough_by_unit([unit], period)[unit.pk],
            "form": (form or ContactsForm(unit=unit)) if can_prepare and products else None,
        },
    )


def _product_of(products: Iterable[ProductContacts], opened: Collection[int]) -> int | None:
    """The key of the product whose list stands open because one of its contacts was opened."""
    return next((each.product.pk for each in products for row in each.contacts if row.pk in opened), None)


def _said(added: services.Added) -> str:
    said = f"{added.new} kontak ditambahkan."
    if added.known:
        numbers = ", ".join(str(number) for number in added.known)
        said += f" Baris {numbers} dilewati: nomornya sudah ada pada produk ini."
    return said


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user


def _only_for(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not allowed:
        raise PermissionDenied


def _period_or_404() -> Period:
    period = Period.objects.to_prepare()
    if period is None:
        raise Http404
    return period


def _unit_to_read(request: HttpRequest, public_id: UUID) -> ServiceUnit:
    """The unit, for those who gather its contacts and for the Ombudsman's side; officials read the counts elsewhere."""
    user = _person(request)
    unit = get_object_or_404(ServiceUnit.objects.visible_to(user).select_related("agency"), public_id=public_id)
    _only_for(permissions.can_read_contacts(user, unit))
    return unit


def _contact(request: HttpRequest, public_id: UUID, contact: UUID) -> tuple[ServiceUnit, UserContact]:
    unit = _unit_to_read(request, public_id)
    rows = UserContact.objects.visible_to(_person(request)).select_related("period__issue")
    found = get_object_or_404(rows, unit=unit, public_id=contact)
    found.unit = unit
    return unit, found
