"""Declaring one's independence, and asking someone to declare anew."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from agencies.models import User
from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning import services
from assessments.fieldwork.planning.forms import IndependenceForm, ReasonForm
from assessments.fieldwork.planning.selectors.plan import assessments_to_plan
from assessments.fieldwork.planning.views.access import assessment_to_change, person
from assessments.models import Declaration, Independence


@require_http_methods(["GET", "POST"])
def independence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A person's own declaration about one agency, and what they declared before."""
    user = person(request)
    assessment = get_object_or_404(assessments_to_plan(user), public_id=public_id)
    if not permissions.can_declare(user, assessment):
        raise PermissionDenied
    form = IndependenceForm(request.POST or None, agency=assessment.agency.name)
    if request.method == "POST" and form.is_valid():
        try:
            declared = services.declare_independence(actor=user, assessment=assessment, **form.cleaned_data)
        except FieldworkError as error:
            form.add_error("explanation", str(error))
        else:
            if declared.outcome == Independence.CLEAR:
                messages.success(request, "Pernyataan Anda sudah disimpan. Anda dapat mulai mengisi.")
            else:
                messages.warning(request, "Pernyataan Anda sudah disimpan. Anda tidak mengisi jawaban di instansi ini.")
            return redirect(_onward(request) or assessment_url(assessment.public_id))
    context = {
        "assessment": assessment,
        "form": form,
        "declared": Declaration.objects.last_word(user=user, assessment=assessment),
        "onward": _onward(request),
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/fieldwork/planning/independence.html", context)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, public_id: UUID, user: int) -> HttpResponse:
    """Read what a person of the team declared, and let them declare anew; with a reason."""
    assessment = assessment_to_change(request, public_id)
    member = get_object_or_404(User, pk=user, teams__assessment=assessment)
    form = ReasonForm(request.POST or None, label="Alasan meminta pernyataan baru")
    if form.is_valid():
        try:
            services.reopen_declaration(
                actor=person(request), assessment=assessment, person=member, reason=form.cleaned_data["reason"]
            )
        except FieldworkError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, f"{member.full_name} dapat membuat pernyataan baru.")
            return redirect("assessment_plan", public_id)
    context = {
        "assessment": assessment,
        "member": member,
        "declarations": Declaration.objects.filter(assessment=assessment, user=member)
        .select_related("written_by")
        .order_by("-pk"),
        "form": form,
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/fieldwork/planning/declaration.html", context)


def assessment_url(public_id: UUID) -> str:
    """The page of an assessment."""
    return reverse("assessment_detail", args=(public_id,))


def _onward(request: HttpRequest) -> str:
    """Where the person came from, if that is a page of ours."""
    wanted = request.POST.get("lanjut") or request.GET.get("lanjut", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""
