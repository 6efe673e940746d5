"""The page of a correction: first what would come of it, then its publication."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from agencies.models import User
from assessments import permissions
from assessments.models import Result, StageMovedError
from assessments.publishing import services
from assessments.publishing.errors import PublishingError
from assessments.publishing.forms import CorrectionForm
from assessments.publishing.presenters import foreseen_rows
from assessments.results.services import NoResultError

REFUSALS = (PublishingError, StageMovedError, NoResultError)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Replace a published result, with a public note, once the person has seen what comes of it."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the middleware has seen to it
    result = get_object_or_404(Result.objects.visible_to(user).with_names(), public_id=public_id)
    if not permissions.can_correct(user):
        raise PermissionDenied
    loci = result.assessment.loci.filter(not_assessed_reason="").select_related("unit")
    loci = loci.select_related("assessment__agency", "assessment__period__issue")
    form = CorrectionForm(request.POST or None, loci=list(loci), instrument=result.issue.instrument)
    context = {"result": result, "form": form, "is_example": result.is_example}
    if form.is_valid():
        change = _change(form)
        shown = request.POST.get("dilihat")
        try:
            if shown:
                corrected = services.correct_result(
                    actor=user,
                    result=result,
                    public_note=form.cleaned_data["public_note"],
                    reason=form.cleaned_data["reason"],
                    change=change,
                    foreseen=shown,
                )
                messages.success(request, "Koreksi diterbitkan; hasil sebelumnya tetap tersimpan dan tertaut.")
                return redirect("result_detail", corrected.public_id)
        except REFUSALS as error:
            form.add_error(None, str(error))
        try:
            found = services.foresee_correction(actor=user, result=result, change=change)
        except REFUSALS as error:
            if not form.non_field_errors():
                form.add_error(None, str(error))
        else:
            context |= {"foreseen": foreseen_rows(result, found), "mark": services.mark_of(found.result, change)}
    return render(request, "assessments/publishing/correct.html", context)


def _change(form: CorrectionForm) -> services.LevelChange | None:
    found = form.cleaned_data
    if not found["unit"]:
        return None
    return services.LevelChange(
        locus=form.loci[found["unit"]],
        indicator=found["indicator"],
        method=found["method"],
        level=int(found["level"]),
    )
