"""The words of letters and reports that people changed, one row for each version, written once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from assessments.models.report_subject import ReportKind


class ReportWordingQuerySet(WrittenOnceQuerySet["ReportWording"]):
    def latest_of(self, kind: str) -> "ReportWording | None":
        """The version that holds for a kind of report; None while the words that ship do."""
        return self.filter(kind=kind).order_by("-version").first()


class ReportWording(WrittenOnce):
    """All words of one kind of report: `texts` by the code of their place; version 0 ships and has no row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("jenis laporan", max_length=12, choices=ReportKind.choices)
    version = models.PositiveIntegerField("versi")
    texts = models.JSONField("kalimat")
    reason = models.CharField("alasan perubahan", max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditulis oleh"
    )
    made_at = models.DateTimeField("berlaku sejak", default=timezone.now)

    objects = ReportWordingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-version"]
        verbose_name = "redaksi laporan"
        verbose_name_plural = "redaksi laporan"
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="wording_versions_are_numbered"),
            models.CheckConstraint(condition=Q(version__gte=1), name="wording_version_zero_ships"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="wording_kind_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="wording_says_why"),
        ]

    def __str__(self) -> str:
        return f"Redaksi {self.get_kind_display()}, versi {self.version}"
