"""Reading an issued report in other forms than its PDF: as a page, as tables."""

import logging
from collections.abc import Mapping
from typing import Any

from agencies.models import Event, User
from assessments.models import Report, ReportKind
from assessments.reports.errors import ChangedSinceError
from assessments.reports.kinds import content_of, template_version
from assessments.reports.selectors import is_as_issued

logger = logging.getLogger(__name__)

CHAPTERS: Mapping[str, str] = {
    ReportKind.AGENCY: "assessments/reports/paper/_agency.html",
    ReportKind.UNIT: "assessments/reports/paper/_unit_report.html",
    ReportKind.REGIONAL: "assessments/reports/paper/_recap.html",
    ReportKind.NATIONAL: "assessments/reports/paper/_recap.html",
    ReportKind.CERTIFICATE: "assessments/reports/paper/_certificate.html",
}
"""What stands between the covers of each kind, the same on paper and on a screen."""


def read_out(*, report: Report, actor: User, form: str) -> dict[str, Any]:
    """The content of an issued report, composed again from what it was made from; the reading is written down.

    `report` comes from `Report.objects.with_names()`; `form` says how it is read: "page", "xlsx", "csv". Raises
    ChangedSinceError, which is logged, when the stored rows are no longer those that the report was made from, as they
    should be for good: results are written once, and a recap is told as of its day.
    """
    if not is_as_issued(report):
        logger.warning("What report %s was made from has changed since", report.public_id)
        raise ChangedSinceError(report)
    Event.objects.record(actor=actor, verb="read_report", target=report, agency=report.agency, detail={"form": form})
    return content_of(report)


def reads_as_issued(report: Report) -> bool:
    """Whether the templates are those of the day of issue, so that page and PDF say the same word by word."""
    return report.template_version == template_version(report.kind)
