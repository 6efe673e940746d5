"""What devices in the field send: journals of events kept as they came, and photos that arrive in pieces."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.answer import Answer
from assessments.models.assessment import Locus
from assessments.models.evidence import EvidenceVersion

if TYPE_CHECKING:
    from agencies.models import User


class OfflineDevice(models.Model):
    """One person's journal on one browser; two people who share a browser have two of them.

    `secret` signs the files that leave the device, so that a journal carried by somebody else is known to be theirs.
    """

    public_id = models.UUIDField("kunci perangkat", unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offline_devices", verbose_name="orang"
    )
    secret = models.CharField("kunci tanda", max_length=64, editable=False)
    first_seen_at = models.DateTimeField("pertama terlihat", default=timezone.now)
    last_seen_at = models.DateTimeField("terakhir terlihat", default=timezone.now)

    class Meta:
        ordering = ["user", "first_seen_at"]
        verbose_name = "perangkat lapangan"
        verbose_name_plural = "perangkat lapangan"

    def __str__(self) -> str:
        return f"{self.user} · {self.first_seen_at:%Y-%m-%d}"


class JournalState(models.TextChoices):
    """What became of an event: nothing that arrives is dropped."""

    APPLIED = "applied", "Diterapkan"
    CONFLICT = "conflict", "Bertentangan"
    QUARANTINED = "quarantined", "Ditahan"
    SETTLED = "settled", "Diputuskan"


class JournalEventQuerySet(models.QuerySet["JournalEvent"]):
    def waiting(self) -> "JournalEventQuerySet":
        """The events that a person still has to decide."""
        return self.filter(state__in=[JournalState.CONFLICT, JournalState.QUARANTINED])

    def for_person(self, user: "User") -> "JournalEventQuerySet":
        """The events of a person's own journal, and those that the person delivered for a colleague."""
        return self.filter(Q(user=user) | Q(delivered_by=user))


class JournalEvent(models.Model):
    """One event of a device's journal, kept exactly as it came (`raw`, canonical JSON in ASCII) with its fingerprint.

    `client_id` is the event's own id, made on the device: the same event arrives once, however often it is sent.
    `device_at` is the device's clock, never trusted for order; `sequence` is. `base_version` is the version of the
    answer that the person saw, through whatever else of their journal came before; `version` what the answer became.
    """

    client_id = models.UUIDField("kunci peristiwa", unique=True, editable=False)
    device = models.ForeignKey(
        OfflineDevice, on_delete=models.PROTECT, related_name="journal", verbose_name="perangkat"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="journal", verbose_name="orang"
    )
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diserahkan oleh"
    )
    sequence = models.PositiveIntegerField("urutan")
    format = models.PositiveSmallIntegerField("format")
    kind = models.CharField("jenis", max_length=20, blank=True)
    locus = models.ForeignKey(
        Locus, on_delete=models.PROTECT, null=True, blank=True, related_name="journal", verbose_name="lokus"
    )
    device_at = models.CharField("jam perangkat", max_length=40, blank=True)
    raw = models.TextField("isi")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    received_at = models.DateTimeField("diterima pada", default=timezone.now)
    state = models.CharField("keadaan", max_length=12, choices=JournalState.choices)
    reason = models.CharField("alasan", max_length=500, blank=True)
    base_version = models.PositiveIntegerField("versi yang dilihat", null=True, blank=True)
    version = models.PositiveIntegerField("versi jawaban", null=True, blank=True)
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="journal", verbose_name="jawaban"
    )
    evidence = models.ForeignKey(
        EvidenceVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="journal", verbose_name="bukti"
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diputuskan oleh",
    )
    settled_at = models.DateTimeField("diputuskan pada", null=True, blank=True)

    objects = JournalEventQuerySet.as_manager()

    class Meta:
        ordering = ["device", "sequence", "pk"]
        verbose_name = "peristiwa jurnal"
        verbose_name_plural = "peristiwa jurnal"
        indexes = [models.Index(fields=["user", "state"], name="journal_by_person_and_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JournalState.values), name="journal_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[JournalState.CONFLICT, JournalState.QUARANTINED]) | ~Q(reason=""),
                name="what_waits_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state=JournalState.SETTLED, settled_by__isnull=False, settled_at__isnull=False)
                | (~Q(state=JournalState.SETTLED) & Q(settled_by__isnull=True, settled_at__isnull=True)),
                name="settled_events_say_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} #{self.sequence} {self.kind}"


class PhotoUpload(models.Model):
    """A file on its way from a device: `size` bytes with the fingerprint `sha256`, arriving in pieces."""

    public_id = models.UUIDField("kunci kiriman", editable=False, default=uuid.uuid4)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="photo_uploads", verbose_name="orang"
    )
    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="photo_uploads", verbose_name="lokus")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("ukuran")
    begun_at = models.DateTimeField("dimulai pada", default=timezone.now)

    class Meta:
        ordering = ["begun_at"]
        verbose_name = "kiriman foto"
        verbose_name_plural = "kiriman foto"
        constraints = [models.UniqueConstraint(fields=["user", "public_id"], name="one_upload_of_an_id_per_person")]

    def __str__(self) -> str:
        return str(self.public_id)


class PhotoPiece(models.Model):
    """Some bytes of an upload from `start` on; the pieces of an upload follow each other without a gap."""

    upload = models.ForeignKey(PhotoUpload, on_delete=models.CASCADE, related_name="pieces", verbose_name="kiriman")
    start = models.PositiveBigIntegerField("mulai dari")
    length = models.PositiveIntegerField("panjang")
    content = models.BinaryField("isi")

    class Meta:
        ordering = ["upload", "start"]
        verbose_name = "potongan foto"
        verbose_name_plural = "potongan foto"
        constraints = [models.UniqueConstraint(fields=["upload", "start"], name="one_piece_at_each_place")]

    def __str__(self) -> str:
        return f"{self.upload} · {self.start}"
