"""Setting, changing and cancelling a visit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning import presenters, services
from assessments.fieldwork.planning.forms import VisitForm
from assessments.fieldwork.planning.views.access import locus_to_visit, person
from assessments.models import Locus, Visit


@require_http_methods(["GET", "POST"])
def create_visit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set a visit to a locus."""
    locus = locus_to_visit(request, public_id)
    form = VisitForm(request.POST or None, team=locus.assessment.team.all(), initial={"place": locus.unit.name})
    if form.is_valid():
        try:
            visit = services.schedule_visit(actor=person(request), locus=locus, **_said(form))
        except FieldworkError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{locus.unit.name}: {presenters.visit_words(visit)}.")
            return redirect("assessment_plan", locus.assessment.public_id)
    return _page(request, locus, form)


@require_http_methods(["GET", "POST"])
def change_visit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Move a visit, or send other people."""
    visit = _visit(request, public_id)
    form = VisitForm(request.POST or None, team=visit.locus.assessment.team.all(), visit=visit)
    if form.is_valid():
        try:
            services.change_visit(actor=person(request), visit=visit, **_said(form))
        except FieldworkError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Kunjungan sudah diubah.")
            return redirect("assessment_plan", visit.locus.assessment.public_id)
    return _page(request, visit.locus, form, visit)


@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cancel a visit."""
    visit = _visit(request, public_id)
    try:
        services.cancel_visit(actor=person(request), visit=visit)
    except FieldworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Kunjungan ke {visit.locus.unit.name} dibatalkan.")
    return redirect("assessment_plan", visit.locus.assessment.public_id)


def _visit(request: HttpRequest, public_id: UUID) -> Visit:
    """The visit, for those who may change it."""
    mine = Visit.objects.visible_to(person(request)).with_names().prefetch_related("locus__assessment__team__user")
    found = get_object_or_404(mine, public_id=public_id)
    if not permissions.can_schedule(person(request), found.locus.assessment):
        raise PermissionDenied
    return found


def _said(form: VisitForm) -> dict[str, Any]:
    return {**form.cleaned_data, "members": list(form.cleaned_data["members"])}


def _page(request: HttpRequest, locus: Locus, form: VisitForm, visit: Visit | None = None) -> HttpResponse:
    context = {
        "form": form,
        "locus": locus,
        "assessment": locus.assessment,
        "visit": visit,
        "has_team": bool(locus.assessment.team.all()),
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/planning/visit.html", context)
