"""Pages about results: the list, one result, one unit's part, the trace, and computing itself."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from agencies.models import Agency, User
from assessments import permissions
from assessments.history.presenters import history_shown
from assessments.history.selectors import history_of
from assessments.models import Assessment, ReportKind, Result, Stage, UnitResult
from assessments.results import presenters
from assessments.results.explain import ResultStory, tell, tell_draft
from assessments.results.forms import ResultFilterForm
from assessments.results.selectors import kept_result, own_unit_results, results_page
from assessments.results.services import NoResultError, check_validated, compute_validated, draft
from assessments.results.trace_json import trace_as_json


@require_GET
def result_list(request: HttpRequest) -> HttpResponse:
    """The results a person may see, and those of their own unit."""
    user = cast(User, request.user)
    form = ResultFilterForm(request.GET or None, user=user)
    page = results_page(user, form.wanted, request.GET.get("halaman"))
    query = request.GET.copy()
    query.pop("halaman", None)
    return render(
        request,
        "assessments/results/result_list.html",
        {
            "form": form,
            "page": page,
            "rows": [presenters.listed(result) for result in page],
            "query": f"{query.urlencode()}&" if query else "",
            "own_units": [presenters.listed(part) for part in own_unit_results(user)],
        },
    )


@require_GET
def result_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One result: what it is, what it means, and where its points are lost."""
    user = cast(User, request.user)
    result = _visible(user, public_id)
    story = _story(user, result)
    return render(
        request,
        "assessments/results/result_detail.html",
        {
            **_page_of(story, result.assessment.agency),
            "report": result.reports.filter(kind=ReportKind.AGENCY).first(),
            "correction": getattr(result, "correction", None),
            "correction_after": getattr(getattr(result, "replaced_by", None), "correction", None),
            "can_correct": story.replaced_by is None
            and result.assessment.stage == Stage.PUBLISHED
            and permissions.can_correct(user),
            "may_recommend": story.replaced_by is None
            and story.is_released
            and permissions.can_write_recommendations(user, result.assessment.agency),
            "may_issue_report": story.replaced_by is None and permissions.can_issue_report(user, result),
        },
    )


@require_GET
def result_trace(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How the result was made, step by step down to single answers."""
    user = cast(User, request.user)
    story = _story(user, _visible(user, public_id))
    return render(request, "assessments/results/result_trace.html", {"story": story})


@require_GET
def result_trace_json(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same trace for a machine."""
    user = cast(User, request.user)
    story = _story(user, _visible(user, public_id))
    answer = JsonResponse(trace_as_json(story), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="jejak-{story.public_id}.json"'
    return answer


@require_GET
def result_unit(request: HttpRequest, public_id: UUID, locus_id: UUID) -> HttpResponse:
    """One unit's part of a result: its dimensions, and its indicators by the points they lose."""
    return _unit_page(request, public_id, locus_id, "assessments/results/result_unit.html")


@require_GET
def result_unit_trace(request: HttpRequest, public_id: UUID, locus_id: UUID) -> HttpResponse:
    """How one unit's score was made, step by step down to single answers."""
    template = "_unit_dimensions" if request.headers.get("HX-Request") else "result_unit_trace"
    answer = _unit_page(request, public_id, locus_id, f"assessments/results/{template}.html")
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@require_GET
def result_preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The result as it would be now; nothing is kept."""
    user = cast(User, request.user)
    assessment = get_object_or_404(Assessment.objects.visible_to(user).with_names(), public_id=public_id)
    if not permissions.can_read_assessment(user, assessment):
        raise PermissionDenied
    story = tell_draft(draft(assessment), with_raters=False)
    page = _page_of(story, assessment.agency) | {
        "is_preview": True,
        "assessment": assessment,
        "can_compute": permissions.can_compute(user, assessment),
        "obstacle": _obstacle(assessment),
        "kept": kept_result(assessment),
        "may_confirm_none": story.axis is not None
        and not story.axis.none_confirmed
        and not story.axis.any_due
        and permissions.can_confirm_no_products(user),
    }
    return render(request, "assessments/results/result_detail.html", page)


@require_POST
def result_compute(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Compute the result and keep it."""
    user = cast(User, request.user)
    assessment = get_object_or_404(Assessment.objects.visible_to(user).with_names(), public_id=public_id)
    if not permissions.can_compute(user, assessment):
        raise PermissionDenied
    try:
        result = compute_validated(assessment=assessment, actor=user)
    except NoResultError as error:
        messages.error(request, str(error))
        return redirect("result_preview", public_id=public_id)
    messages.success(request, "Hasil sudah dihitung dan disimpan.")
    return redirect("result_detail", public_id=result.public_id)


def _obstacle(assessment: Assessment) -> str:
    """Why the result cannot be computed yet; empty when it can."""
    try:
        check_validated(assessment)
    except NoResultError as error:
        return str(error)
    return ""


def _visible(user: User, public_id: UUID) -> Result:
    return get_object_or_404(Result.objects.visible_to(user).with_names(), public_id=public_id)


def _story(user: User, result: Result) -> ResultStory:
    return tell(result, with_raters=permissions.can_see_raters(user, result.assessment))


def _page_of(story: ResultStory, agency: Agency) -> dict[str, object]:
    return {
        "history": history_shown(history_of(agency)),
        "story": story,
        "possible": presenters.possible_text(story),
        "category": presenters.category_text(story),
        "units_chart": presenters.units_compared(story),
        "dimensions_chart": presenters.dimension_profile(story),
    }


def _unit_page(request: HttpRequest, public_id: UUID, locus_id: UUID, template: str) -> HttpResponse:
    """A page about one unit's part; its own people see this part and nothing of the other units or the agency."""
    user = cast(User, request.user)
    part = get_object_or_404(
        UnitResult.objects.visible_to(user), result__public_id=public_id, locus__public_id=locus_id
    )
    result = Result.objects.with_names().get(pk=part.result_id)
    with_raters = permissions.can_see_raters(user, result.assessment)
    story = tell(result, with_raters=with_raters, units=[part.pk])
    (unit,) = story.units
    return render(
        request,
        template,
        {
            "story": story,
            "unit": unit,
            "sees_whole": Result.objects.visible_to(user).filter(pk=result.pk).exists(),
            "possible": presenters.possible_text(unit),
            "category": presenters.category_text(unit),
            "dimensions_chart": presenters.unit_profile(unit),
        },
    )
