"""The reports of a person: the list, one of them, issuing, downloading, withdrawing."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import User
from assessments import permissions
from assessments.models import ReportKind, ReportStatus, Result
from assessments.reports import presenters, tasks
from assessments.reports.batches import order_reports
from assessments.reports.changes import asks_otherwise, changes_since, is_outdated
from assessments.reports.errors import AlreadyWithdrawnError, AlteredReportError
from assessments.reports.forms import WithdrawalForm
from assessments.reports.selectors import (
    ReportFilter,
    downloaded_by,
    found_reports,
    history_of_report,
    reports_for,
    reports_in_detail,
)
from assessments.reports.services import hand_out, issue_and_tell, withdraw_report

PER_PAGE = 50
MOST_UNITS_AT_ONCE = 8
"""A report of more units takes too long to be waited for and is drawn in the background."""


@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """What a person may download, with what is new to them."""
    user = cast(User, request.user)
    wanted = ReportFilter(words=request.GET.get("cari", "").strip(), kind=request.GET.get("jenis", ""))
    if wanted.kind not in ReportKind.values:
        wanted = ReportFilter(words=wanted.words)
    page = Paginator(found_reports(user, wanted), PER_PAGE).get_page(request.GET.get("halaman"))
    # Those who assess have thousands; what is new concerns those for whom a report is meant.
    marks_new = not permissions.can_read_periods(user)
    known = downloaded_by(user, page) if marks_new else frozenset()
    rows = [presenters.report_row(report, is_new=marks_new and report.pk not in known) for report in page]
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {
        "page": page,
        "rows": rows,
        "new": sum(row.is_new for row in rows),
        "wanted": wanted,
        "kinds": ReportKind,
        "query": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "assessments/reports/list.html", context)


@require_GET
def report_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One report: whether it holds, where it is checked; for those who assess also what changed and who took it."""
    return _page(request, public_id)


@require_http_methods(["GET", "POST"])
def report_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a report back for good, with the reason that everyone reads."""
    user = cast(User, request.user)
    report = get_object_or_404(reports_in_detail(user), public_id=public_id)
    if not permissions.can_manage_report(user, report):
        raise PermissionDenied
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_report(actor=user, report=report, reason=form.cleaned_data["reason"])
        except AlreadyWithdrawnError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Laporan dicabut. Siapa pun yang memeriksanya membaca alasan itu.")
        return redirect("report_detail", public_id)
    return render(request, "assessments/reports/withdraw.html", {"report": report, "form": form})


def _page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = cast(User, request.user)
    report = get_object_or_404(reports_in_detail(user), public_id=public_id)
    sees_changes = permissions.can_see_changes(user)
    is_over = report.status == ReportStatus.WITHDRAWN or hasattr(report, "replaced_by")
    kind, icon = presenters.STATUS_NOTICES[report.status]
    outdated = sees_changes and not is_over and is_outdated(report)
    may_issue = permissions.can_issue_reports(user) and report.status == ReportStatus.IN_FORCE
    context = {
        "report": report,
        "may_renew": may_issue and (outdated or asks_otherwise(report)),
        "is_issued_alone": report.kind == ReportKind.AGENCY,
        "facts": presenters.report_facts(report),
        "status_text": presenters.status_text(report),
        "status_kind": kind,
        "status_icon": icon,
        "changes": changes_since(report) if sees_changes and not is_over else (),
        "is_outdated": outdated,
        "deeds": presenters.deeds_of(history_of_report(report)) if sees_changes else (),
        "is_of_bureau": report.agency is not None and permissions.leads_preparation(user, report.agency),
        "may_withdraw": report.status != ReportStatus.WITHDRAWN and permissions.can_manage_report(user, report),
    }
    return render(request, "assessments/reports/report_detail.html", context)


@require_POST
def report_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Issue the report to an agency: at once, or in the background where it takes long."""
    user = cast(User, request.user)
    results = Result.objects.visible_to(user).current().with_names()
    result = get_object_or_404(results, public_id=public_id)
    if not permissions.can_issue_report(user, result):
        raise PermissionDenied
    if result.units.count() > MOST_UNITS_AT_ONCE:
        batch = order_reports(
            actor=user,
            period=result.assessment.period,
            office=result.assessment.office,
            agency_code=result.assessment.agency.code,
            kinds=[ReportKind.AGENCY],
            renew=True,
        )
        tasks.start(batch)
        return redirect("report_order", batch.public_id)
    report = issue_and_tell(result=result, actor=user)
    messages.success(request, f"Laporan {result.agency_name} {result.year} sudah terbit, {report.pages} halaman.")
    return redirect("report_list")


@require_GET
def report_download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF as issued; the download is written down."""
    user = cast(User, request.user)
    report = get_object_or_404(reports_for(user), public_id=public_id)
    try:
        pdf = hand_out(report=report, actor=user)
    except AlteredReportError:
        return render(request, "assessments/reports/altered.html", {"report": report}, status=500)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = presenters.file_name(report)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "private, no-store"
    return response
