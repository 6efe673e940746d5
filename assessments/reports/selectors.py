"""What the pages of reports need, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Event, User
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


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What a person looks for; empty means everything."""

    words: str = ""
    kind: str = ""


def found_reports(user: User, wanted: ReportFilter) -> QuerySet[Report]:
    """The reports that a person may see and looks for."""
    reports = reports_for(user)
    if wanted.kind:
        reports = reports.filter(kind=wanted.kind)
    if wanted.words:
        reports = reports.filter(
            Q(result__agency_name__icontains=wanted.words)
            | Q(locus__unit__name__icontains=wanted.words)
            | Q(number__icontains=wanted.words)
            | Q(code=wanted.words.replace("-", "").upper())
        )
    return reports


def downloaded_by(user: User, reports: Iterable[Report]) -> frozenset[int]:
    """The keys of those reports that a person has downloaded before; one query."""
    targets = [str(report.pk) for report in reports]
    taken = Event.objects.filter(actor=user, verb="download_report", target_type=Report._meta.label_lower)
    return frozenset(int(key) for key in taken.filter(target_id__in=targets).values_list("target_id", flat=True))


def reports_in_detail(user: User) -> QuerySet[Report]:
    """The reports that a person may see, each with everything its page names; one query."""
    return Report.objects.visible_to(user).with_names()


def history_of_report(report: Report) -> list[Event]:
    """What was done with a report, the latest first, at most a hundred; one query."""
    return list(Event.objects.about(report).select_related("actor")[:100])


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
