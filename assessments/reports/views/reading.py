"""An issued report as an accessible page, and its tables for spreadsheets."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from agencies.models import User
from assessments.models import Report
from assessments.reports.errors import ChangedSinceError
from assessments.reports.presenters import file_name
from assessments.reports.reading import CHAPTERS, read_out, reads_as_issued
from assessments.reports.spreadsheets import csv_of, workbook_of
from assessments.reports.tables import tables_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def report_read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same content as the PDF, for a screen and for those who hear it."""
    report = _found(request, public_id)
    content = _content(request, report, form="page")
    if isinstance(content, HttpResponse):
        return content
    return render(
        request,
        "assessments/reports/read.html",
        {
            **content,
            "report": report,
            "on_screen": True,
            "chapters_template": CHAPTERS[report.kind],
            "reads_as_issued": reads_as_issued(report),
            "tables": tables_of(content, report.kind),
        },
    )


@require_GET
def report_workbook(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All tables of a report in one workbook."""
    report = _found(request, public_id)
    content = _content(request, report, form="xlsx")
    if isinstance(content, HttpResponse):
        return content
    book = workbook_of(tables_of(content, report.kind), title=content["document"].title)
    return _file(book, XLSX, file_name(report).removesuffix(".pdf") + ".xlsx")


@require_GET
def report_csv(request: HttpRequest, public_id: UUID, table: str) -> HttpResponse:
    """One table of a report."""
    report = _found(request, public_id)
    content = _content(request, report, form="csv")
    if isinstance(content, HttpResponse):
        return content
    found = next((each for each in tables_of(content, report.kind) if each.code == table), None)
    if found is None:
        raise Http404
    return _file(csv_of(found), "text/csv; charset=utf-8", f"{file_name(report).removesuffix('.pdf')}-{found.code}.csv")


def _found(request: HttpRequest, public_id: UUID) -> Report:
    seen = Report.objects.visible_to(cast(User, request.user)).with_names()
    return get_object_or_404(seen, public_id=public_id)


def _content(request: HttpRequest, report: Report, *, form: str) -> dict[str, Any] | HttpResponse:
    """The content of a report, or the page that says why there is none."""
    try:
        return read_out(report=report, actor=cast(User, request.user), form=form)
    except ChangedSinceError:
        return render(request, "assessments/reports/changed_since.html", {"report": report}, status=409)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "private, no-store"
    return response
