"""Events: who did what to which row and when, written once and never changed."""

from collections.abc import Iterable, Mapping
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from agencies.models.agency import Agency
from agencies.models.user import User
from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.prepared import PreparedInsert

_ADDED = PreparedInsert()
"""Every act of every person ends here: see agencies/prepared.py."""


class EventQuerySet(WrittenOnceQuerySet["Event"]):
    def record(
        self,
        *,
        actor: User | None,
        verb: str,
        target: models.Model | None = None,
        agency: Agency | None = None,
        detail: Mapping[str, object] | None = None,
    ) -> "Event":
        """Write one event: `verb` is a short code ("grant_role"), `detail` whatever explains it as JSON.

        `actor` is None for what the system does by itself.
        """
        event = Event(
            actor=actor,
            verb=verb,
            agency=agency,
            target_type=target._meta.label_lower if target else "",
            target_id=str(target.pk) if target else "",
            detail=dict(detail or {}),
        )
        _ADDED.run(event)
        return event

    def record_each(
        self,
        *,
        actor: User | None,
        verb: str,
        targets: Iterable[models.Model],
        agency: Agency | None = None,
        detail: Mapping[str, object] | None = None,
    ) -> None:
        """Write the same event of many rows at once."""
        self.bulk_create(
            Event(
                actor=actor,
                verb=verb,
                agency=agency,
                target_type=target._meta.label_lower,
                target_id=str(target.pk),
                detail=dict(detail or {}),
            )
            for target in targets
        )

    def about(self, target: models.Model) -> Self:
        """The events of one row, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).order_by("-at", "-pk")


class Event(WrittenOnce):
    """One thing that happened; `detail` holds what the row itself will not tell later."""

    at = models.DateTimeField("waktu", default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="pelaku",
    )
    verb = models.CharField("tindakan", max_length=60)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name="instansi"
    )
    target_type = models.CharField("jenis sasaran", max_length=100, blank=True)
    target_id = models.CharField("kunci sasaran", max_length=64, blank=True)
    detail = models.JSONField("rincian", default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "peristiwa"
        verbose_name_plural = "peristiwa"
        indexes = [
            models.Index(fields=["target_type", "target_id", "-at"], name="event_by_target"),
            models.Index(fields=["agency", "-at"], name="event_by_agency"),
            models.Index(fields=["-at"], name="event_by_time"),
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(verb=""), name="event_says_what_happened")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target_type} {self.target_id}".rstrip()
