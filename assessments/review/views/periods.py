"""Periods: the list, one of them with its agencies, and opening its results."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments import permissions
from assessments.models import Period, Stage
from assessments.review import presenters
from assessments.review.selectors.periods import Wanted, period_view, periods_for
from assessments.review.views.access import person


@require_GET
def period_list(request: HttpRequest) -> HttpResponse:
    """Every period with the window that is open in it."""
    user = person(request)
    if not permissions.can_read_periods(user):
        raise PermissionDenied
    today = timezone.localdate()
    listed = [
        (period, next((window for window in period.windows.all() if window.is_open_on(today)), None))
        for period in periods_for(user)
    ]
    context = {"listed": listed, "can_set_periods": permissions.can_set_periods(user)}
    return render(request, "assessments/review/period_list.html", context)


@require_GET
def period_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A period: its windows, and the agencies this person sees in it with their stages and results."""
    return _page(request, _period(request, public_id))


def _page(request: HttpRequest, period: Period) -> HttpResponse:
    user = person(request)
    wanted = Wanted(words=request.GET.get("cari", "").strip(), stage=request.GET.get("tahap", ""))
    if wanted.stage not in Stage.values:
        wanted = Wanted(words=wanted.words)
    view = period_view(period, user, wanted, request.GET.get("halaman"))
    query = request.GET.copy()
    query.pop("halaman", None)
    today = timezone.localdate()
    context = {
        "period": period,
        "windows": [(window, presenters.window_words(window, today)) for window in view.windows],
        "counts": [pair for pair in presenters.stage_counts(view.counts) if pair[1]],
        "view": view,
        "listed": [(each, presenters.progress_words(each.stages)) for each in view.listed],
        "page": view.page,
        "query": f"{query.urlencode()}&" if query else "",
        "wanted": wanted,
        "stages": Stage,
        "can_plan": permissions.can_plan_somewhere(user),
        "can_set_periods": permissions.can_set_periods(user) and not period.is_released,
        "can_read_second_ratings": permissions.can_read_second_ratings(user),
        "can_read_quality": permissions.can_read_quality_board(user),
        "is_example": period.is_example,
        "can_publish": permissions.can_publish(user),
        "can_read_audit_trail": permissions.can_read_audit_trail(user),
        "can_issue_reports": permissions.can_issue_reports(user),
    }
    return render(request, "assessments/review/period_detail.html", context)


def _period(request: HttpRequest, public_id: UUID) -> Period:
    user = person(request)
    period = get_object_or_404(periods_for(user), public_id=public_id)
    if not permissions.can_read_periods(user):
        raise PermissionDenied
    return period
