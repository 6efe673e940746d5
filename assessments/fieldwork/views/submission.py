"""Leaving a locus: what is still open, and handing it over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.forms import SubmitForm
from assessments.fieldwork.leaving.presenters import groups_of
from assessments.fieldwork.leaving.selectors import leaving_of
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import submit_locus
from assessments.fieldwork.views.access import locus_to_lead, locus_to_read, person


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is still open, for all who read the sheet; the lead hands over, with a reason where points are open."""
    locus = (locus_to_lead if request.method == "POST" else locus_to_read)(request, public_id)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            submit_locus(actor=person(request), locus=locus, reason=form.cleaned_data["reason"])
        except FieldworkError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, f"{locus.unit.name} sudah diserahkan kepada verifikator.")
            return redirect("assessment_detail", locus.assessment.public_id)
    leaving = leaving_of(standing_of(locus))
    context = {
        "locus": locus,
        "standing": leaving.standing,
        "points": leaving.points,
        "groups": groups_of(leaving),
        "form": form,
        "can_submit": permissions.can_submit(person(request), locus),
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/submit.html", context)
