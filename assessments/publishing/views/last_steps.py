"""Pages of deciding and publishing: the head office's."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import User
from assessments import permissions
from assessments.models import Assessment, Period, Stage, StageMovedError
from assessments.publishing import services
from assessments.publishing.errors import PublishingError, ResultsMissingError
from assessments.publishing.forms import AdoptForm, PublishForm, ReopenForm
from assessments.publishing.selectors import (
    agencies_without_result,
    current_results,
    left_at_validated,
    readiness_of,
    undecided_with_result,
)
from assessments.results.services import NoResultError

AGENCIES_ON_A_PAGE = 50
REFUSALS = (PublishingError, StageMovedError, NoResultError)


@require_GET
def publishing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The assessments of a period, which of them can be decided, and the form that publishes them."""
    return _page(request, _period(request, public_id))


@require_POST
def decide_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide those of the page shown that are ready."""
    period = _period(request, public_id)
    decided, refused = services.decide_each(
        actor=_person(request), period=period, assessments=_listed(request, period).object_list
    )
    if decided:
        messages.success(request, f"{len(decided)} instansi ditetapkan.")
    if refused:
        messages.warning(request, f"{len(refused)} instansi belum dapat ditetapkan; sebabnya tertulis di daftar.")
    return redirect("period_publishing", public_id)


@require_POST
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide one assessment."""
    assessment = _assessment(request, public_id)
    try:
        result = services.decide_assessment(actor=_person(request), assessment=assessment)
    except REFUSALS as error:
        messages.error(request, str(error))
        return redirect("period_publishing", assessment.period.public_id)
    messages.success(request, f"{assessment.agency.name} ditetapkan.")
    return redirect("result_detail", result.public_id)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a decision back, with its reason, before it is published."""
    assessment = _assessment(request, public_id)
    if request.method == "GET" and assessment.stage != Stage.DECIDED:
        messages.error(request, str(StageMovedError(assessment.stage)))
        return redirect("period_publishing", assessment.period.public_id)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            services.reopen_decision(actor=_person(request), assessment=assessment, reason=form.cleaned_data["reason"])
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Penetapan {assessment.agency.name} dibatalkan.")
            return redirect("period_publishing", assessment.period.public_id)
    decided = assessment.loci.filter(decided_by__isnull=False).select_related("decided_by").first()
    context = {
        "assessment": assessment,
        "decided_by": decided.decided_by if decided else None,
        "result": current_results([assessment.pk]).get(assessment.pk),
        "form": form,
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/publishing/reopen.html", context)


@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Freeze the results of a period and say from when on they are open."""
    period = _period(request, public_id)
    form = PublishForm(request.POST, asks_reason=bool(agencies_without_result(period)))
    if form.is_valid():
        try:
            services.publish_period(actor=_person(request), period=period, **form.cleaned_data)
        except ResultsMissingError as error:
            form.add_error("reason" if "reason" in form.fields else None, str(error))
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Hasil periode ini diterbitkan; waktu pembukaannya sudah ditetapkan.")
            return redirect("period_publishing", public_id)
    return _page(request, period, form)


@require_POST
def adopt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring results that were released before there were decisions to where published ones stand."""
    period = _period(request, public_id)
    form = AdoptForm(request.POST, asks_public=not period.is_public)
    form.full_clean()
    try:
        adopted, own = services.adopt_release(actor=_person(request), period=period, **form.cleaned_data)
    except REFUSALS as error:
        messages.error(request, str(error))
    else:
        if adopted:
            messages.success(request, f"Hasil {adopted} instansi kini berada di tahap Diterbitkan.")
        if own:
            messages.warning(
                request,
                f"{own} instansi ikut Anda nilai atau verifikasi; mintalah orang lain di Kantor Pusat membawanya.",
            )
    return redirect("period_publishing", public_id)


def _page(request: HttpRequest, period: Period, form: PublishForm | None = None) -> HttpResponse:
    user = _person(request)
    page = _listed(request, period)
    listed = readiness_of(period, page.object_list, user)
    results = current_results(each.assessment.pk for each in listed)
    missing, undecided = agencies_without_result(period), undecided_with_result(period)
    soon = timezone.localtime().replace(second=0, microsecond=0)
    if form is None and not period.is_released:
        form = PublishForm(
            asks_reason=bool(missing), initial={"at": period.released_at or soon, "is_public": period.is_public}
        )
    stages = dict(
        period.assessments.filter(not_assessed_reason="").order_by().values_list("stage").annotate(Count("pk"))
    )
    left = left_at_validated(period).count()
    context = {
        "period": period,
        "left": left,
        "adopting": AdoptForm(asks_public=not period.is_public) if left else None,
        "windows": period.windows.all(),
        "page": page,
        "query": "",
        "listed": [(each, results.get(each.assessment.pk)) for each in listed],
        "ready": sum(each.is_ready for each in listed),
        "counts": [(stage, stages[stage]) for stage in Stage if stages.get(stage)],
        "missing": missing,
        "undecided": undecided,
        "form": form,
        "is_example": period.is_example,
    }
    return render(request, "assessments/publishing/period.html", context)


def _listed(request: HttpRequest, period: Period) -> "Page[Assessment]":
    """A page of the agencies that are assessed in a period."""
    assessed = period.assessments.with_names().filter(not_assessed_reason="").order_by("agency__name")
    number = request.POST.get("halaman") or request.GET.get("halaman")
    return Paginator(assessed, AGENCIES_ON_A_PAGE).get_page(number)


def _period(request: HttpRequest, public_id: UUID) -> Period:
    user = _person(request)
    periods = Period.objects.visible_to(user).select_related("issue").prefetch_related("windows")
    period = get_object_or_404(periods, public_id=public_id)
    if not permissions.can_decide(user):
        raise PermissionDenied
    return period


def _assessment(request: HttpRequest, public_id: UUID) -> Assessment:
    user = _person(request)
    assessment = get_object_or_404(Assessment.objects.visible_to(user).with_names(), public_id=public_id)
    if not permissions.can_decide(user):
        raise PermissionDenied
    return assessment


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user
