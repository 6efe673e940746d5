"""Changing which units an assessment visits."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning import services
from assessments.fieldwork.planning.forms import LocusForm, ReasonForm
from assessments.fieldwork.planning.selectors.agencies import units_left
from assessments.fieldwork.planning.views.access import assessment_to_change, locus_to_change, person


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a unit of the agency as a locus, with a reason."""
    assessment = assessment_to_change(request, public_id)
    units = units_left(assessment)
    form = LocusForm(request.POST or None, units=units)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.add_locus(actor=person(request), assessment=assessment, unit=said["unit"], reason=said["reason"])
        except FieldworkError as error:
            form.add_error("unit", str(error))
        else:
            messages.success(request, f"{said['unit'].name} sudah menjadi lokus.")
            return redirect("assessment_plan", public_id)
    context = {
        "form": form,
        "assessment": assessment,
        "has_units": bool(units),
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/fieldwork/planning/locus_add.html", context)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a locus out of the plan, with a reason."""
    locus = locus_to_change(request, public_id)
    form = ReasonForm(request.POST or None, label="Alasan mengeluarkan")
    if form.is_valid():
        try:
            services.remove_locus(actor=person(request), locus=locus, reason=form.cleaned_data["reason"])
        except FieldworkError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, f"{locus.unit.name} sudah dikeluarkan dari rencana.")
            return redirect("assessment_plan", locus.assessment.public_id)
    context = {
        "form": form,
        "assessment": locus.assessment,
        "locus": locus,
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/planning/locus_remove.html", context)


@require_http_methods(["GET", "POST"])
def leave_out(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """State that a locus is not assessed, or take it back; with a reason."""
    locus = locus_to_change(request, public_id)
    lifting = bool(locus.not_assessed_reason)
    form = ReasonForm(request.POST or None, label="Alasan dinilai kembali" if lifting else "Alasan tidak dinilai")
    if form.is_valid():
        act = services.assess_again if lifting else services.leave_unassessed
        try:
            act(actor=person(request), target=locus, reason=form.cleaned_data["reason"])
        except FieldworkError as error:
            form.add_error("reason", str(error))
        else:
            state = "dinilai kembali" if lifting else "dinyatakan tidak dinilai"
            messages.success(request, f"{locus.unit.name} {state}.")
            return redirect("assessment_plan", locus.assessment.public_id)
    context = {
        "form": form,
        "assessment": locus.assessment,
        "locus": locus,
        "lifting": lifting,
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/planning/not_assessed.html", context)
