"""The bytes of a report as they lie in the store, never handed on once they differ from those issued."""

import logging
from hashlib import sha256

from assessments.models import Report
from assessments.reports.errors import AlteredReportError

logger = logging.getLogger(__name__)


def bytes_as_issued(report: Report) -> bytes:
    """The bytes that have the report's fingerprint; AlteredReportError, which is logged, once they are gone."""
    try:
        with report.file.open("rb") as file:
            pdf: bytes = file.read()
    except FileNotFoundError:
        pdf = b""
    if sha256(pdf).hexdigest() != report.sha256:
        logger.error("The stored file of report %s is missing or altered: %s", report.public_id, report.file.name)
        raise AlteredReportError(report)
    return pdf
