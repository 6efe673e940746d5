"""The files of a unit as a heap: a ZIP taken apart, and what still waits for its item."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import ServiceUnit
from assessments import permissions
from assessments.models import Period
from assessments.preparation import services
from assessments.preparation.bundle import MOST_FILES, Sorted
from assessments.preparation.errors import PreparationError
from assessments.preparation.expected_items import expected_items
from assessments.preparation.forms import AttachForm, BundleForm
from assessments.preparation.selectors import loose_files
from assessments.preparation.views.access import period_or_404, person, unit_to_prepare


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page; a post takes a ZIP and tells of each file in it what became of it."""
    unit, period = unit_to_prepare(request, public_id), period_or_404()
    if request.method == "GET":
        return _page(request, unit, period)
    form = BundleForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            found = services.upload_bundle(
                actor=person(request), unit=unit, period=period, upload=form.cleaned_data["bundle"]
            )
        except PreparationError as error:
            form.add_error("bundle", str(error))
        else:
            return _page(request, unit, period, found=found)
    return _page(request, unit, period, form=form)


@require_POST
def attach(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which item a loose file answers."""
    unit, period = unit_to_prepare(request, public_id), period_or_404()
    form = AttachForm(request.POST, files=loose_files(unit, period), items=_choices(unit, period))
    if form.is_valid():
        code, _, number = form.cleaned_data["item"].rpartition(".")
        file = form.cleaned_data["file"]
        services.attach_file(actor=person(request), period=period, indicator=code, number=int(number), file=file)
        messages.success(request, f"{file.name} dipasang pada {form.cleaned_data['item']}.")
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("preparation_files", public_id=unit.public_id)


def _page(
    request: HttpRequest,
    unit: ServiceUnit,
    period: Period,
    *,
    form: BundleForm | None = None,
    found: tuple[Sorted, ...] = (),
) -> HttpResponse:
    user = person(request)
    return render(
        request,
        "assessments/preparation/files.html",
        {
            "unit": unit,
            "agency": unit.agency,
            "period": period,
            "is_example": period.is_example,
            "is_item": True,
            "can_prepare": True,
            "reads_own_judgement": permissions.can_read_own_judgement(user, unit),
            "reads_contacts": permissions.can_read_contacts(user, unit),
            "form": form or BundleForm(),
            "found": found,
            "loose": loose_files(unit, period),
            "choices": _choices(unit, period),
            "most_files": MOST_FILES,
        },
    )


def _choices(unit: ServiceUnit, period: Period) -> list[tuple[str, str]]:
    asked = expected_items(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind)
    keys = [(f"{each.indicator.code}.{each.number}", each.evidence.text) for each in asked]
    return [(key, f"{key} {text}") for key, text in keys]
