"""Evidence: files that show why a level was given; versions are kept, none is overwritten or removed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from assessments.models.answer import Answer
from assessments.models.assessment import Locus


def evidence_path(version: "EvidenceVersion", filename: str) -> str:
    """Where a version is kept: by its fingerprint, never by the name it came with."""
    del filename
    return f"evidence/{version.sha256[:2]}/{version.sha256}"


class Evidence(models.Model):
    """One piece of evidence at a locus; it may serve several indicators. Withdrawn ones stay, with the reason."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="evidence", verbose_name="lokus")
    title = models.CharField("judul", max_length=200)
    effective_on = models.DateField("tanggal dokumen", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ditarik pada", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ditarik oleh",
    )
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    class Meta:
        ordering = ["locus", "title"]
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_evidence_says_who_when_and_why",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


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
    """The bytes as they were uploaded, with their fingerprint; a replacement is the next version.

    `screen` and `thumbnail` are JPEG copies without metadata, empty for kinds that have no picture. `taken_at` is
    local time as the camera wrote it (ISO text, with an offset where it gave one); `brightness` is 0-255.
    """

    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="versions", verbose_name="bukti dukung"
    )
    number = models.PositiveSmallIntegerField("versi")
    file = models.FileField("berkas", upload_to=evidence_path, max_length=200)
    screen = models.FileField("salinan layar", max_length=200, blank=True)
    thumbnail = models.FileField("salinan kecil", max_length=200, blank=True)
    name = models.CharField("nama berkas", max_length=200)
    media_type = models.CharField("jenis berkas", max_length=80)
    size = models.PositiveBigIntegerField("ukuran")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    width = models.PositiveIntegerField("lebar", default=0)
    height = models.PositiveIntegerField("tinggi", default=0)
    brightness = models.PositiveSmallIntegerField("kecerahan", null=True, blank=True)
    taken_at = models.CharField("waktu menurut kamera", max_length=25, blank=True)
    latitude = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
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


class AnswerEvidence(WrittenOnce):
    """That a judgement, as it stood at a version of the answer, was given in sight of a version of evidence."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="seen_evidence", verbose_name="jawaban")
    answer_version = models.PositiveIntegerField("versi jawaban")
    version = models.ForeignKey(
        EvidenceVersion, on_delete=models.PROTECT, related_name="seen_by", verbose_name="versi bukti"
    )

    objects = WrittenOnceQuerySet["AnswerEvidence"].as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "bukti yang dilihat"
        verbose_name_plural = "bukti yang dilihat"
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "answer_version", "version"], name="answer_version_saw_evidence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer} v{self.answer_version} · {self.version}"
