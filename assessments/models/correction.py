"""Corrections: why a published result was replaced, said in public; both results stay."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from assessments.models.result import Result


class Correction(WrittenOnce):
    """That `result` replaced a published one, which it names in `replaces`, and the note that everyone reads."""

    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="correction", verbose_name="hasil")
    public_note = models.TextField("catatan koreksi", max_length=1000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dikoreksi oleh"
    )
    made_at = models.DateTimeField("dikoreksi pada", default=timezone.now)

    objects = WrittenOnceQuerySet["Correction"].as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = "koreksi"
        verbose_name_plural = "koreksi"
        constraints = [models.CheckConstraint(condition=~Q(public_note=""), name="a_correction_says_why")]

    def __str__(self) -> str:
        return f"Koreksi {self.result}"
