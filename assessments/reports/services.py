"""Issuing a report once, and handing out the very bytes that were issued."""

import io
import logging
from hashlib import sha256

import pikepdf
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from agencies.models import Event, User
from assessments.models import Report, ReportKind, Result
from assessments.models.report import report_path
from assessments.reports.kinds import pdf_of, template_version

logger = logging.getLogger(__name__)


class AlteredReportError(Exception):
    """The stored bytes of a report are gone, or are no longer those that were issued."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"Berkas laporan {report.public_id} hilang atau berubah sejak diterbitkan; pulihkan cadangan.")


def issue_report(*, result: Result, actor: User | None, kind: str = ReportKind.AGENCY) -> Report:
    """Render a result once and keep the PDF for good; the report that is there already stays the only one.

    `result` comes from `Result.objects.with_names()`. A new template version makes another report beside the
    earlier ones, which stay as issued. Rendering takes seconds and so happens outside any transaction.
    """
    version = template_version(kind)
    issued = Report.objects.filter(result=result, kind=kind, template_version=version).first()
    if issued:
        return issued
    report = _stored(pdf_of(result, kind), Report(result=result, kind=kind, template_version=version, issued_by=actor))
    try:
        with transaction.atomic():
            report.save()
            Event.objects.record(
                actor=actor,
                verb="issue_report",
                target=report,
                agency=result.assessment.agency,
                detail={"sha256": report.sha256, "kind": kind, "template_version": version},
            )
    except IntegrityError:
        # Someone else issued the same report while this one was drawn; theirs was first.
        return Report.objects.get(result=result, kind=kind, template_version=version)
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


def hand_out(*, report: Report, actor: User) -> bytes:
    """The bytes as issued, the download written down.

    Raises AlteredReportError, which is logged, when the stored bytes no longer have the report's fingerprint.
    """
    pdf = _read(report)
    if pdf is None or sha256(pdf).hexdigest() != report.sha256:
        logger.error("The stored file of report %s is missing or altered: %s", report.public_id, report.file.name)
        raise AlteredReportError(report)
    Event.objects.record(
        actor=actor,
        verb="download_report",
        target=report,
        agency=report.result.assessment.agency,
        detail={"sha256": report.sha256},
    )
    return pdf


def _read(report: Report) -> bytes | None:
    try:
        with report.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return None
    return content
