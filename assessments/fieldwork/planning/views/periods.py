"""Opening a period, and changing its name and windows."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning import services
from assessments.fieldwork.planning.errors import WindowsError
from assessments.fieldwork.planning.forms import PeriodForm, start_of
from assessments.fieldwork.planning.views.access import person
from assessments.models import Period


@require_http_methods(["GET", "POST"])
def create_period(request: HttpRequest) -> HttpResponse:
    """Open a period under an issue of an instrument."""
    if not permissions.can_set_periods(person(request)):
        raise PermissionDenied
    form = PeriodForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    if form.is_valid():
        said = form.cleaned_data
        try:
            period = services.create_period(
                actor=person(request), name=said["name"], year=said["year"], issue=said["issue"], windows=form.windows
            )
        except FieldworkError as error:
            _refuse(form, error)
        else:
            messages.success(request, f"{period.name} sudah dibuat.")
            return redirect("period_detail", period.public_id)
    return render(request, "assessments/fieldwork/planning/period.html", {"form": form})


@require_http_methods(["GET", "POST"])
def change_period(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set the windows of a period that is not released."""
    mine = Period.objects.visible_to(person(request)).select_related("issue").prefetch_related("windows")
    period = get_object_or_404(mine, public_id=public_id)
    if not permissions.can_set_periods(person(request)):
        raise PermissionDenied
    form = PeriodForm(request.POST or None, period=period)
    if form.is_valid():
        try:
            services.change_period(
                actor=person(request), period=period, name=form.cleaned_data["name"], windows=form.windows
            )
        except FieldworkError as error:
            _refuse(form, error)
        else:
            messages.success(request, "Jadwal periode sudah disimpan.")
            return redirect("period_detail", period.public_id)
    context = {"form": form, "period": period, "is_example": period.is_example}
    return render(request, "assessments/fieldwork/planning/period.html", context)


def _refuse(form: PeriodForm, error: FieldworkError) -> None:
    if isinstance(error, WindowsError):
        for kind, sentence in error.problems:
            form.add_error(start_of(kind), sentence)
    else:
        form.add_error("name", str(error))
