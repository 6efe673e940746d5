"""Issuing a report once, and handing out the very bytes that were issued."""

import io
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import pikepdf
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Event, Office, Region, User
from assessments.models import Locus, Period, Report, ReportKind, ReportNumber, ReportWithdrawal, Result
from assessments.models.report import report_path
from assessments.reports.errors import AlreadyWithdrawnError, NoReasonError, NotDueError
from assessments.reports.handover import zip_of
from assessments.reports.kinds import KINDS, pdf_of, template_version, wording_version
from assessments.reports.letter import letter_number
from assessments.reports.notices import tell_of
from assessments.reports.sections.asked import asked_at, asks_the_same
from assessments.reports.signing import signed
from assessments.reports.sources import source_fingerprint
from assessments.reports.stored import bytes_as_issued

REPORTS_AT_ONCE = 200


def issue_report(
    *,
    actor: User | None,
    kind: str = ReportKind.AGENCY,
    result: Result | None = None,
    locus: Locus | None = None,
    period: Period | None = None,
    office: Office | None = None,
    region: Region | None = None,
    issued_on: date | None = None,
) -> Report:
    """Draw a paper once and keep the PDF for good; one that holds and says the same stays the only one.

    Give `result` (from `Result.objects.with_names()`), with `locus` (its unit joined) for a unit, or `period` with at
    most one of `office` and `region` for a recap. A correction, a change of a recap's results, another template or
    wording makes a report that replaces the earlier one, which stays as issued. Drawing takes seconds and so happens
    outside any transaction. Raises NotDueError for a paper that nobody earned.
    """
    report = Report(
        kind=kind,
        period=period or _period_of(result),
        result=result,
        locus=locus,
        office=office,
        region=region,
        issued_on=issued_on or timezone.localdate(),
        issued_by=actor,
        template_version=template_version(kind),
        wording_version=wording_version(kind),
    )
    if not KINDS[kind].is_due(report):
        raise NotDueError(report)
    report.source_sha256 = source_fingerprint(report)
    report.asked = asked_at(report, report.issued_at)
    standing = Report.objects.filter(**report.subject).in_force().order_by("-edition").first()
    if standing is not None and _says_the_same(standing, report):
        return standing
    report.edition = Report.objects.filter(**report.subject).count() + 1
    report.replaces = _predecessor(report)
    with transaction.atomic():
        report.number = letter_number(kind, ReportNumber.take(report.issued_on), report.issued_on)
    return _keep(_stored(_sealed(pdf_of(report), report), report), actor)


def issue_and_tell(*, actor: User, result: Result) -> Report:
    """Issue the report to an agency, and write to those who may read it already."""
    report = issue_report(actor=actor, result=result)
    tell_of(report)
    return report


def _period_of(result: Result | None) -> Period:
    if result is None:
        raise ValueError("A recap needs its period.")
    return result.assessment.period


def _says_the_same(standing: Report, report: Report) -> bool:
    names = ("template_version", "wording_version", "source_sha256")
    alike = all(getattr(standing, name) == getattr(report, name) for name in names)
    return alike and asks_the_same(standing, report)


def _predecessor(report: Report) -> Report | None:
    """The latest report about the same matter, be it about a result that has been corrected since."""
    earlier = Report.objects.filter(kind=report.kind, period=report.period_id, replaced_by__isnull=True)
    if report.result:
        earlier = earlier.filter(result__assessment=report.result.assessment_id, locus=report.locus_id)
    else:
        earlier = earlier.filter(office=report.office_id, region=report.region_id)
    return earlier.order_by("-issued_at", "-pk").first()


def _sealed(pdf: bytes, report: Report) -> bytes:
    """The PDF as it is handed out: signed where a certificate is set up, the fingerprint before that kept too."""
    seal = signed(pdf)
    if seal is None:
        return pdf
    report.unsigned_sha256 = sha256(pdf).hexdigest()
    report.signature, report.signer = seal.signature, seal.signer
    return seal.pdf


def _keep(report: Report, actor: User | None) -> Report:
    """Write the row of a report whose bytes are stored; the one that someone else issued meanwhile was first."""
    try:
        with transaction.atomic():
            report.save()
            Event.objects.record(
                actor=actor,
                verb="issue_report",
                target=report,
                agency=report.agency,
                detail={
                    "kind": report.kind,
                    "number": report.number,
                    "sha256": report.sha256,
                    "template_version": report.template_version,
                    "replaces": report.replaces.number if report.replaces else "",
                },
            )
    except IntegrityError:
        report.file.delete(save=False)
        return Report.objects.get(**report.subject, edition=report.edition)
    return report


def _stored(pdf: bytes, report: Report) -> Report:
    """The report with its bytes kept under their fingerprint; the same bytes are kept once."""
    report.sha256 = sha256(pdf).hexdigest()
    report.size = len(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        report.pages = len(opened.pages)
    storage, path = report.file.storage, report_path(report, "")
    report.file.name = path if storage.exists(path) else storage.save(path, ContentFile(pdf))
    return report


@transaction.atomic
def withdraw_report(*, actor: User, report: Report, reason: str) -> ReportWithdrawal:
    """Take a report back for good: it stays readable, and whoever checks it reads that it no longer holds, and why.

    Raises NoReasonError, or AlreadyWithdrawnError.
    """
    if not reason.strip():
        raise NoReasonError
    withdrawal, is_new = ReportWithdrawal.objects.get_or_create(
        report=report, defaults={"reason": reason.strip(), "withdrawn_by": actor}
    )
    if not is_new:
        raise AlreadyWithdrawnError(report)
    Event.objects.record(
        actor=actor, verb="withdraw_report", target=report, agency=report.agency, detail={"reason": reason.strip()}
    )
    return withdrawal


def hand_out(*, report: Report, actor: User) -> bytes:
    """The bytes as issued, the download written down.

    Raises AlteredReportError, which is logged, when the stored bytes no longer have the report's fingerprint.
    """
    pdf = bytes_as_issued(report)
    Event.objects.record(
        actor=actor,
        verb="download_report",
        target=report,
        agency=report.agency,
        detail={"sha256": report.sha256},
    )
    return pdf


def hand_out_together(*, reports: QuerySet[Report], actor: User, period: Period, title: str) -> Iterator[bytes]:
    """A ZIP of reports of a period in pieces, each download written down before the first piece leaves."""
    named = reports.select_related("result__assessment__agency", "period", "locus__unit", "office", "region").order_by(
        "kind", "result__agency_name", "locus__position", "pk"
    )
    with transaction.atomic():
        Event.objects.bulk_create(
            (
                Event(
                    actor=actor,
                    verb="download_report",
                    agency=report.agency,
                    target_type=Report._meta.label_lower,
                    target_id=str(report.pk),
                    detail={"sha256": report.sha256, "in": "zip"},
                )
                for report in named.iterator(chunk_size=REPORTS_AT_ONCE)
            ),
            batch_size=REPORTS_AT_ONCE,
        )
        Event.objects.record(actor=actor, verb="download_reports", target=period)
    return zip_of(named.iterator(chunk_size=REPORTS_AT_ONCE), title=title)
