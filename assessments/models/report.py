"""Reports: the bytes of a PDF as issued, once."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.scope import scope_of
from assessments.models.assessment import agency_reach, office_reach, released
from assessments.models.result import Result

if TYPE_CHECKING:
    from agencies.models import User


def report_path(report: "Report", filename: str) -> str:
    """Where a report is kept: by its fingerprint."""
    del filename
    return f"reports/{report.sha256[:2]}/{report.sha256}.pdf"


class ReportKind(models.TextChoices):
    AGENCY = "agency", "Laporan instansi"


class ReportQuerySet(WrittenOnceQuerySet["Report"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office and the assessing office: all; the agency's bureau and officials: from the release on."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        own: Q = released(agency_reach(scope, "result__assessment__"), "result__assessment__period")
        return self.filter(office_reach(scope, "result__assessment__") | own)


class Report(WrittenOnce):
    """One issued report: `file` holds the bytes whose fingerprint is `sha256`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="reports", verbose_name="hasil")
    kind = models.CharField("jenis", max_length=12, choices=ReportKind.choices, default=ReportKind.AGENCY)
    template_version = models.CharField("versi templat", max_length=20)
    issued_at = models.DateTimeField("diterbitkan pada", default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="diterbitkan oleh"
    )
    file = models.FileField("berkas", upload_to=report_path, max_length=200)
    size = models.PositiveIntegerField("ukuran")
    pages = models.PositiveSmallIntegerField("halaman")
    sha256 = models.CharField("sidik SHA-256", max_length=64)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = "laporan"
        verbose_name_plural = "laporan"
        constraints = [
            models.UniqueConstraint(fields=["result", "kind", "template_version"], name="one_report_per_template")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.result}"
