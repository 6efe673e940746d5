"""Handing a locus over, after a look at what is still open."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.forms import SubmitForm
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import submit_locus
from assessments.fieldwork.views.access import locus_to_lead, person
from assessments.fieldwork.views.outline import outline_of


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is still open, each with a link to its place; the lead hands over, with a reason where points are open."""
    locus = locus_to_lead(request, public_id)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            submit_locus(actor=person(request), locus=locus, reason=form.cleaned_data["reason"])
        except FieldworkError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, f"{locus.unit.name} sudah diserahkan kepada verifikator.")
            return redirect("assessment_detail", locus.assessment.public_id)
    standing = standing_of(locus)
    context = {
        "locus": locus,
        "standing": standing,
        "outline": outline_of(standing),
        "disputed": sorted({code for code, _, _ in standing.disputed_keys}),
        "form": form,
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/submit.html", context)
