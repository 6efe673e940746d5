"""What was already told to whom by letter, so that the same thing is not told twice on one day."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet


class TurnNotice(WrittenOnce):
    """That a person was told on a day that something waits for them; `key` names the thing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="orang")
    key = models.CharField("kunci", max_length=120)
    sent_on = models.DateField("tanggal", default=timezone.localdate)

    objects = WrittenOnceQuerySet["TurnNotice"].as_manager()

    class Meta:
        ordering = ["sent_on", "user", "key"]
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        constraints = [models.UniqueConstraint(fields=["user", "key", "sent_on"], name="told_once_a_day")]

    def __str__(self) -> str:
        return f"{self.key} · {self.user}"
