"""Which words a report has: those it was made with, or those that hold now."""

from collections.abc import Mapping

from assessments.models import Report, ReportWording
from assessments.reports.wording.slots import defaults

SHIPPED = "0"
"""The version of the words that ship with the application."""


def version_now(kind: str) -> str:
    """The version of the words that hold now for a kind of report; one query."""
    latest = ReportWording.objects.latest_of(kind)
    return str(latest.version) if latest else SHIPPED


def texts_of(report: Report) -> Mapping[str, str]:
    """The words that a report was made with, by the code of their place; no query for those that ship.

    A place that came after a version of the words says what ships.
    """
    shipped = defaults(report.kind)
    if report.wording_version in {"", SHIPPED}:
        return shipped
    kept: dict[str, str] = ReportWording.objects.get(kind=report.kind, version=int(report.wording_version)).texts
    return shipped | kept
