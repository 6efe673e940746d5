"""Issuing the reports of a period: what holds, the order for the rest, its progress, and all of it as one ZIP."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import User
from assessments import permissions
from assessments.models import Period, ReportBatch
from assessments.reports import tasks
from assessments.reports.batches import cancel_batch, order_reports, retry_failed
from assessments.reports.errors import BatchFinishedError, NothingToIssueError
from assessments.reports.forms import OrderForm
from assessments.reports.order_pages import (
    kind_lines,
    offices_to_issue_for,
    orders_of,
    progress_of,
    reports_in_force,
    unissued_items,
)
from assessments.reports.services import hand_out_together

TEMPLATES = "assessments/reports/orders"
DONE = 286
"""What htmx takes as: stop asking."""


@require_http_methods(["GET", "POST"])
def period_reports(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Which reports of a period hold, and the order for the others."""
    user, period = _period(request, public_id)
    offices = offices_to_issue_for(user)
    form = OrderForm(request.POST if request.method == "POST" else None, offices=offices)
    if form.is_valid():
        office = form.cleaned_data.get("office") or (offices[0] if offices else None)
        running = ReportBatch.objects.visible_to(user).unfinished().filter(period=period, office=office).first()
        if running:
            messages.info(request, "Penerbitan sebelumnya masih berjalan; tunggu sampai selesai atau batalkan dahulu.")
            return redirect("report_order", running.public_id)
        try:
            batch = order_reports(
                actor=user,
                period=period,
                office=office,
                kinds=form.cleaned_data["kinds"],
                renew=form.cleaned_data["renew"],
            )
        except NothingToIssueError as error:
            form.add_error(None, str(error))
        else:
            tasks.start(batch)
            return redirect("report_order", batch.public_id)
    context = {
        "period": period,
        "form": form,
        "lines": kind_lines(period, user),
        "orders": orders_of(period, user),
        "is_example": period.is_example,
    }
    return render(request, f"{TEMPLATES}/period.html", context)


@never_cache
@require_GET
def report_order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far an order is; asked for by htmx, only the part that changes."""
    batch = _batch(request, public_id)
    progress = progress_of(batch)
    context = {"batch": batch, "period": batch.period, "progress": progress, "items": unissued_items(batch)}
    name = "_progress" if request.headers.get("HX-Request") else "order"
    status = DONE if name == "_progress" and not progress.is_open else 200
    answer = render(request, f"{TEMPLATES}/{name}.html", context, status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@require_POST
def report_order_cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw nothing more of an order."""
    batch = _batch(request, public_id)
    try:
        left = cancel_batch(actor=cast(User, request.user), batch=batch)
        messages.success(request, f"Penerbitan dibatalkan; {left} laporan tidak disusun.")
    except BatchFinishedError as error:
        messages.error(request, str(error))
    return redirect("report_order", public_id)


@require_POST
def report_order_retry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take up again what failed or was cancelled."""
    batch = _batch(request, public_id)
    try:
        count = retry_failed(actor=cast(User, request.user), batch=batch)
    except BatchFinishedError as error:
        messages.error(request, str(error))
    else:
        tasks.start(batch)
        messages.success(request, f"{count} laporan disusun lagi.")
    return redirect("report_order", public_id)


@require_GET
def period_reports_zip(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """Every report of a period that holds, with an index, as one ZIP; each download is written down."""
    user, period = _period(request, public_id)
    pieces = hand_out_together(
        reports=reports_in_force(period, user), actor=user, title=f"Laporan {period.name}", period=period
    )
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"laporan-{period.code}.zip") or ""  # noqa: FBT003
    response["Cache-Control"] = "private, no-store"
    return response


def _period(request: HttpRequest, public_id: UUID) -> tuple[User, Period]:
    user = cast(User, request.user)
    period = get_object_or_404(Period.objects.visible_to(user), public_id=public_id)
    if not permissions.can_issue_reports(user):
        raise PermissionDenied
    return user, period


def _batch(request: HttpRequest, public_id: UUID) -> ReportBatch:
    user = cast(User, request.user)
    mine = ReportBatch.objects.visible_to(user).select_related("period", "office", "asked_by")
    batch = get_object_or_404(mine, public_id=public_id)
    if not permissions.can_issue_for(user, batch.office_id):
        raise PermissionDenied
    return batch
