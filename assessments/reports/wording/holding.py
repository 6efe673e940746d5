"""Which words a report has: those it was made with, or those that hold now."""

from collections.abc import Mapping

from assessments.models import Report
from assessments.reports.wording.slots import defaults

SHIPPED = "0"
"""The version of the words that ship with the application."""


def version_now(kind: str) -> str:
    """The version of the words that hold now for a kind of report."""
    del kind
    return SHIPPED


def texts_of(report: Report) -> Mapping[str, str]:
    """The words that a report was made with, by the code of their place; those that hold now for one not yet made."""
    return defaults(report.kind)
