"""The list of reports, issuing one, downloading one."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from agencies.models import User
from assessments import permissions
from assessments.models import Result
from assessments.reports.errors import AlteredReportError
from assessments.reports.presenters import file_name, report_row
from assessments.reports.selectors import reports_for
from assessments.reports.services import hand_out, issue_report

PER_PAGE = 50


@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(reports_for(cast(User, request.user)), PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [report_row(report) for report in page]
    return render(request, "assessments/reports/list.html", {"page": page, "rows": rows})


@require_POST
def report_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = cast(User, request.user)
    results = Result.objects.visible_to(user).current().with_names()
    result = get_object_or_404(results, public_id=public_id)
    if not permissions.can_issue_report(user, result):
        raise PermissionDenied
    report = issue_report(result=result, actor=user)
    messages.success(request, f"Laporan {result.agency_name} {result.year} sudah terbit, {report.pages} halaman.")
    return redirect("report_list")


@require_GET
def report_download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = cast(User, request.user)
    report = get_object_or_404(reports_for(user), public_id=public_id)
    try:
        pdf = hand_out(report=report, actor=user)
    except AlteredReportError:
        return render(request, "assessments/reports/altered.html", {"report": report}, status=500)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name(report)) or ""
    response["Cache-Control"] = "private, no-store"
    return response
