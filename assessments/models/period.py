"""Periods: one year's round under one issue of an instrument, with its windows."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.scope import scope_of
from assessments.models.instrument_issue import InstrumentIssue

if TYPE_CHECKING:
    from agencies.models import User


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Every period for everyone who is signed in with a role: a period by itself holds no result."""
        return self if scope_of(user).roles else self.none()

    def released(self) -> Self:
        """The periods whose results agencies may read."""
        return self.filter(released_at__lte=timezone.now())

    def to_prepare(self) -> "Period | None":
        """The newest period whose results are not out yet: what agencies prepare for; one query."""
        return (
            self.select_related("issue")
            .filter(Q(released_at__isnull=True) | Q(released_at__gt=timezone.now()))
            .order_by("-year", "code")
            .first()
        )


class Period(models.Model):
    """A round of assessment; from `released_at` on the agencies may read their results, and everyone if `is_public`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=120)
    year = models.PositiveSmallIntegerField("tahun")
    issue = models.ForeignKey(
        InstrumentIssue, on_delete=models.PROTECT, related_name="periods", verbose_name="terbitan instrumen"
    )
    released_at = models.DateTimeField("dibuka bagi instansi sejak", null=True, blank=True)
    is_public = models.BooleanField("terbuka bagi umum", default=False)
    is_example = models.BooleanField("data contoh", default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "code"]
        verbose_name = "periode"
        verbose_name_plural = "periode"
        constraints = [models.CheckConstraint(condition=Q(year__gte=2013), name="period_year_is_plausible")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_released(self) -> bool:
        return self.released_at is not None and self.released_at <= timezone.now()

    def window(self, kind: "WindowKind") -> "PeriodWindow | None":
        """The window of a kind; no query where the windows were fetched before."""
        return next((window for window in self.windows.all() if window.kind == kind), None)


class WindowKind(models.TextChoices):
    PREPARATION = "preparation", "Persiapan"
    FIELD = "field", "Pengambilan data"
    VERIFICATION = "verification", "Verifikasi"
    REPLY = "reply", "Hak jawab"
    DECISION = "decision", "Penetapan"
    PUBLICATION = "publication", "Publikasi"


class PeriodWindow(models.Model):
    """From when until when a stage of a period runs, both days included."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="windows", verbose_name="periode")
    kind = models.CharField("tahap", max_length=12, choices=WindowKind.choices)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai")

    class Meta:
        ordering = ["starts_on"]
        verbose_name = "tahap periode"
        verbose_name_plural = "tahap periode"
        constraints = [
            models.UniqueConstraint(fields=["period", "kind"], name="one_window_of_a_kind"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="window_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind__in=WindowKind.values), name="window_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on:%d-%m-%Y} – {self.ends_on:%d-%m-%Y}"

    def is_open_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on
