"""Orders for many reports at once: what is to be drawn, who is at it until when, and how it went."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import Office
from agencies.roles import OFFICE_ROLES
from agencies.scope import scope_of
from assessments.models.period import Period
from assessments.models.report import Report
from assessments.models.report_subject import SUBJECT_FITS_KIND, ReportSubject

if TYPE_CHECKING:
    from agencies.models import User


class ReportBatchQuerySet(models.QuerySet["ReportBatch"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office: all; an office: those for its own agencies."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        if not scope.holds(*OFFICE_ROLES):
            return self.none()
        return self.filter(office__in=scope.office_ids)

    def unfinished(self) -> Self:
        """The orders in which something is still to be drawn."""
        open_items = ReportBatchItem.objects.unfinished().filter(batch=models.OuterRef("pk"))
        return self.filter(models.Exists(open_items), cancelled_at__isnull=True)


class ReportBatch(models.Model):
    """An order for the reports of a period, of all agencies or of those of one office."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", verbose_name="periode")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kantor")
    renew = models.BooleanField("terbitkan ulang yang dicetak dengan templat atau redaksi lama", default=False)
    asked_at = models.DateTimeField("diminta pada", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="diminta oleh"
    )
    cancelled_at = models.DateTimeField("dibatalkan pada", null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="dibatalkan oleh"
    )

    objects = ReportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "penerbitan laporan"
        verbose_name_plural = "penerbitan laporan"

    def __str__(self) -> str:
        return f"Penerbitan laporan {self.period} · {self.asked_at:%Y-%m-%d %H:%M}"


class DrawingState(models.TextChoices):
    WAITING = "waiting", "Menunggu"
    DRAWING = "drawing", "Sedang disusun"
    ISSUED = "issued", "Terbit"
    SKIPPED = "skipped", "Dilewati"
    FAILED = "failed", "Gagal"
    CANCELLED = "cancelled", "Dibatalkan"


UNFINISHED = (DrawingState.WAITING, DrawingState.DRAWING)


class ReportBatchItemQuerySet(models.QuerySet["ReportBatchItem"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def claimable(self, now: datetime) -> Self:
        """What a worker may take: what nobody has, and what someone had whose lease has run out."""
        return self.filter(
            Q(state=DrawingState.WAITING) | Q(state=DrawingState.DRAWING, leased_until__lte=now),
            batch__cancelled_at__isnull=True,
        )


class ReportBatchItem(ReportSubject):
    """One report of an order. While it is drawn it belongs to `worker` until `leased_until`; then anyone takes it."""

    batch = models.ForeignKey(ReportBatch, on_delete=models.CASCADE, related_name="items", verbose_name="penerbitan")
    position = models.PositiveIntegerField("urutan")
    state = models.CharField("keadaan", max_length=10, choices=DrawingState.choices, default=DrawingState.WAITING)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    worker = models.CharField("pekerja", max_length=80, blank=True)
    leased_until = models.DateTimeField("disewa sampai", null=True)
    error = models.CharField("keterangan", max_length=500, blank=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="laporan")
    finished_at = models.DateTimeField("selesai pada", null=True)

    objects = ReportBatchItemQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "position"]
        verbose_name = "laporan dalam penerbitan"
        verbose_name_plural = "laporan dalam penerbitan"
        indexes = [models.Index(fields=["batch", "state", "position"], name="item_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="items_are_numbered"),
            models.CheckConstraint(condition=SUBJECT_FITS_KIND, name="item_subject_fits_kind"),
            models.CheckConstraint(condition=Q(state__in=DrawingState.values), name="drawing_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=DrawingState.DRAWING, leased_until__isnull=False)
                | (~Q(state=DrawingState.DRAWING) & Q(leased_until__isnull=True)),
                name="item_is_leased_while_drawn",
            ),
            models.CheckConstraint(
                condition=~Q(state=DrawingState.ISSUED) | Q(report__isnull=False), name="issued_item_has_its_report"
            ),
            models.CheckConstraint(condition=~Q(state=DrawingState.FAILED) | ~Q(error=""), name="failed_item_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position} · {self.batch}"

    def take(self, *, worker: str, now: datetime, until: datetime) -> bool:
        """Let a worker have it, if it may still be taken: one conditional UPDATE, so that of two workers one wins."""
        taken = type(self).objects.filter(pk=self.pk, attempts=self.attempts).claimable(now)
        return bool(
            taken.update(state=DrawingState.DRAWING, worker=worker[:80], leased_until=until, attempts=F("attempts") + 1)
        )

    def finish(self, state: DrawingState, *, report: Report | None = None, error: str = "") -> bool:
        """Write down how it went; False when someone else took it over meanwhile, whose word counts then."""
        held = type(self).objects.filter(pk=self.pk, state=DrawingState.DRAWING, attempts=self.attempts)
        return bool(
            held.update(state=state, report=report, error=error[:500], leased_until=None, finished_at=timezone.now())
        )
