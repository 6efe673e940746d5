"""Evidence: files that show why a level was given; versions are kept, none is overwritten."""

import uuid

from django.conf import settings
from django.db import models

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from assessments.models.assessment import Locus


def evidence_path(version: "EvidenceVersion", filename: str) -> str:
    """Where a version is kept: by its fingerprint, never by the name it came with."""
    del filename
    return f"evidence/{version.sha256[:2]}/{version.sha256}"


class Evidence(models.Model):
    """One piece of evidence at a locus; it may serve several indicators."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="evidence", verbose_name="lokus")
    title = models.CharField("judul", max_length=200)
    effective_on = models.DateField("tanggal dokumen", null=True, blank=True)

    class Meta:
        ordering = ["locus", "title"]
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"

    def __str__(self) -> str:
        return self.title


class EvidenceIndicator(models.Model):
    """That a piece of evidence speaks to an indicator."""

    evidence = models.ForeignKey(
        Evidence, on_delete=models.CASCADE, related_name="indicators", verbose_name="bukti dukung"
    )
    indicator = models.CharField("indikator", max_length=8)

    class Meta:
        ordering = ["indicator"]
        verbose_name = "indikator bukti"
        verbose_name_plural = "indikator bukti"
        constraints = [
            models.UniqueConstraint(fields=["evidence", "indicator"], name="evidence_serves_an_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.evidence} · {self.indicator}"


class EvidenceVersion(WrittenOnce):
    """The bytes as they were uploaded, with their fingerprint; a replacement is the next version."""

    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="versions", verbose_name="bukti dukung"
    )
    number = models.PositiveSmallIntegerField("versi")
    file = models.FileField("berkas", upload_to=evidence_path, max_length=200)
    name = models.CharField("nama berkas", max_length=200)
    media_type = models.CharField("jenis berkas", max_length=80)
    size = models.PositiveBigIntegerField("ukuran")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah pada", auto_now_add=True)

    objects = WrittenOnceQuerySet["EvidenceVersion"].as_manager()

    class Meta:
        ordering = ["evidence", "-number"]
        verbose_name = "versi bukti"
        verbose_name_plural = "versi bukti"
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="evidence_versions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"
