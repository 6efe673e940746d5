"""The lists: agencies with what they owe, one agency's recommendations, and where new ones come from."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import Agency
from agencies.scope import scope_of
from assessments import permissions
from assessments.followup import services
from assessments.followup.errors import FollowUpError
from assessments.followup.forms import IssueManyForm, ProposalForm, SuggestionsForm
from assessments.followup.presenters import ledger_shown
from assessments.followup.selectors.ledger import agencies_with_ledger, counts_of, ledger_of
from assessments.followup.selectors.suggestions import latest_released, suggestions_from
from assessments.followup.views.access import agency_to_read, agency_to_write, person, result_to_write
from assessments.models import Assessment, Recommendation

PER_PAGE = 50
TIME_TO_ACT = timedelta(days=60)
"""The last day that a form offers (assumption); whoever issues may choose another."""


@require_GET
def followup_home(request: HttpRequest) -> HttpResponse:
    """The one agency of a person, or those in scope that have something on their list."""
    user = person(request)
    scope = scope_of(user)
    if scope.is_administrator and not scope.is_head_office and len(scope.roles) == 1:
        raise PermissionDenied
    own = list(Agency.objects.visible_to(user)[:2])
    if len(own) == 1:
        return redirect("followup_agency", public_id=own[0].public_id)
    page = Paginator(agencies_with_ledger(user), PER_PAGE).get_page(request.GET.get("halaman"))
    rows = counts_of(user, list(page), today=timezone.localdate())
    return render(request, "assessments/followup/home.html", {"page": page, "rows": rows, "query": ""})


@require_GET
def followup_agency(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What an agency owes, what waits for a check, and what is done."""
    return _agency_page(request, agency_to_read(request, public_id))


@require_http_methods(["GET", "POST"])
def recommendation_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a product of the Ombudsman into the list."""
    agency = agency_to_write(request, public_id)
    form = ProposalForm(request.POST or None, units=agency.units.order_by("name"))
    if form.is_valid():
        try:
            row = services.propose(actor=person(request), agency=agency, **form.cleaned_data)
        except FollowUpError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Saran tersimpan sebagai usulan. Instansi melihatnya setelah diterbitkan.")
            return redirect("recommendation_detail", public_id=row.public_id)
    return render(request, "assessments/followup/new.html", {"agency": agency, "form": form})


@require_http_methods(["GET", "POST"])
def recommendations_from_result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Recommendations that a released result suggests, to choose and to put into words."""
    result = result_to_write(request, public_id)
    agency = result.assessment.agency
    is_released = result.assessment.period.is_released
    suggestions = suggestions_from(result) if is_released else ()
    form = SuggestionsForm(request.POST or None, suggestions=suggestions, due_on=_day_to_act())
    if form.is_valid():
        try:
            made = services.propose_from_result(
                actor=person(request),
                result=result,
                kind=form.cleaned_data["kind"],
                findings=form.findings,
                due_on=form.cleaned_data["due_on"],
            )
        except FollowUpError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{len(made)} saran diusulkan dan menunggu penerbitan Kepala Perwakilan.")
            return redirect("followup_agency", public_id=agency.public_id)
    return render(
        request,
        "assessments/followup/from_result.html",
        {
            "agency": agency,
            "result": result,
            "form": form,
            "is_released": is_released,
            "is_example": result.is_example,
        },
    )


@require_POST
def recommendations_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm several proposals at once; all of them or none."""
    agency = agency_to_read(request, public_id)
    if not permissions.can_issue_recommendations(person(request), agency):
        raise PermissionDenied
    form = IssueManyForm(request.POST, proposals=Recommendation.objects.filter(agency=agency))
    if form.is_valid():
        chosen = list(form.cleaned_data["chosen"])
        try:
            with transaction.atomic():
                for row in chosen:
                    services.issue(actor=person(request), recommendation=row, due_on=form.cleaned_data["due_on"])
        except FollowUpError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{len(chosen)} saran diterbitkan. Instansi melihatnya mulai sekarang.")
            return redirect("followup_agency", public_id=agency.public_id)
    return _agency_page(request, agency, issue_form=form)


@require_POST
def no_open_products(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The head office says that no product of this agency is due."""
    user = person(request)
    assessment = get_object_or_404(Assessment.objects.visible_to(user).with_names(), public_id=public_id)
    if not permissions.can_confirm_no_products(user):
        raise PermissionDenied
    services.confirm_no_open_products(actor=user, assessment=assessment, note=request.POST.get("note", "")[:300])
    messages.success(request, "Dicatat: tidak ada produk Ombudsman yang jatuh tempo pada instansi ini.")
    return redirect("result_preview", public_id=assessment.public_id)


def _day_to_act() -> date:
    return timezone.localdate() + TIME_TO_ACT


def _agency_page(request: HttpRequest, agency: Agency, *, issue_form: IssueManyForm | None = None) -> HttpResponse:
    user, today = person(request), timezone.localdate()
    ledger = ledger_shown(ledger_of(user, agency), today)
    can_issue = permissions.can_issue_recommendations(user, agency) and bool(ledger.proposed)
    writes = permissions.can_write_recommendations(user, agency)
    if can_issue and issue_form is None:
        proposals = Recommendation.objects.filter(agency=agency)
        issue_form = IssueManyForm(proposals=proposals)
        issue_form.initial["due_on"] = _day_to_act()
    parts = (*ledger.owed, *ledger.checking, *ledger.proposed, *ledger.closed)
    return render(
        request,
        "assessments/followup/agency.html",
        {
            "agency": agency,
            "ledger": ledger,
            "today": today,
            "writes": writes,
            "can_issue": can_issue,
            "issue_form": issue_form if can_issue else None,
            "form": issue_form if issue_form and issue_form.is_bound else None,
            "result": latest_released(agency) if writes else None,
            "chosen": request.POST.getlist("issue-chosen"),
            "is_example": any(line.row.is_example for line in parts),
        },
    )
