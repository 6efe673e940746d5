"""Words of the pages around reports."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify

from assessments.models import Report
from assessments.reports.phrases import day


def file_name(report: Report) -> str:
    """The name a downloaded report has: "laporan-kabupaten-musi-banyuasin-2024.pdf"."""
    example = "-data-contoh" if report.result.is_example else ""
    return f"laporan-{slugify(report.result.agency_name)}-{report.result.year}{example}.pdf"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    report: Report
    agency: str
    period: str
    issued: str
    extent: str
    status: str
    """Empty while the report stands for the agency's latest result."""
    is_example: bool


def report_row(report: Report) -> ReportRow:
    result = report.result
    return ReportRow(
        report=report,
        agency=result.agency_name,
        period=result.period_name,
        issued=day(report.issued_at),
        extent=f"{report.pages} halaman, {filesizeformat(report.size)}",
        status="Hasilnya sudah diganti" if hasattr(result, "replaced_by") else "",
        is_example=result.is_example,
    )
