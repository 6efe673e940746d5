"""What was sent back: the indicators of a locus that may be changed after it was handed over, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.assessment import Locus


class ReturnedIndicatorQuerySet(models.QuerySet["ReturnedIndicator"]):
    def outstanding(self) -> "ReturnedIndicatorQuerySet":
        """Sent back and not handed over again."""
        return self.filter(settled_at__isnull=True)


class ReturnedIndicator(models.Model):
    """An indicator sent back with a reason; while any of a locus is outstanding, only those take answers."""

    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="returned", verbose_name="lokus")
    indicator = models.CharField("indikator", max_length=8)
    reason = models.CharField("alasan", max_length=1000)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dikembalikan oleh"
    )
    returned_at = models.DateTimeField("dikembalikan pada", default=timezone.now)
    settled_at = models.DateTimeField("diserahkan lagi pada", null=True, blank=True)

    objects = ReturnedIndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["locus", "indicator", "returned_at"]
        verbose_name = "indikator dikembalikan"
        verbose_name_plural = "indikator dikembalikan"
        constraints = [
            models.UniqueConstraint(
                fields=["locus", "indicator"], condition=Q(settled_at__isnull=True), name="returned_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_return_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} dikembalikan di {self.locus}"
