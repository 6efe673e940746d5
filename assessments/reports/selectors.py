"""What the pages of reports need, in a fixed number of queries."""

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import User
from assessments.models import Report, UnitResult
from assessments.models.report import CODE_LENGTH
from assessments.models.result import Scored
from assessments.reports.sources import source_fingerprint


def reports_for(user: User) -> QuerySet[Report]:
    """The reports that a person may see, the newest first, each with its result, agency, unit, area and status."""
    return (
        Report.objects.visible_to(user)
        .with_status()
        .select_related("result__assessment__agency", "period", "locus__unit", "office", "region", "issued_by")
        .order_by("-issued_at", "-pk")
    )


def released_report(code: str) -> Report | None:
    """The report with this code, however it is typed, once its period is released; one query."""
    plain = code.replace("-", "").upper()
    if len(plain) != CODE_LENGTH:
        return None
    return _released().filter(code=plain).first()


def released_file(sha256: str) -> Report | None:
    """The released report whose handed-out bytes have this fingerprint; one query."""
    return _released().filter(sha256=sha256).first()


def _released() -> QuerySet[Report]:
    return Report.objects.with_names().filter(period__released_at__lte=timezone.now())


def told_by(report: Report) -> Scored | None:
    """The stored number that a report is about: a unit's, an agency's, none for a recap; a query for a unit."""
    if report.locus_id is None:
        return report.result
    return UnitResult.objects.filter(result=report.result_id, locus=report.locus_id).first()


def is_as_issued(report: Report) -> bool:
    """Whether the stored rows are those that the report was made from; three queries.

    Reports issued before fingerprints were kept have none to compare with.
    """
    return not report.source_sha256 or source_fingerprint(report) == report.source_sha256
