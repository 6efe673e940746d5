"""What reviewers add beside the team's answers: comments on indicators, and values of their own with a reason."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from assessments.models.answer import Answer, AnswerState
from assessments.models.assessment import Locus


class ReviewComment(WrittenOnce):
    """A word on an indicator of a locus, for those who assess; never for the agency."""

    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="comments", verbose_name="lokus")
    indicator = models.CharField("indikator", max_length=8)
    text = models.TextField("komentar", max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditulis oleh"
    )
    written_at = models.DateTimeField("ditulis pada", default=timezone.now)

    objects = WrittenOnceQuerySet["ReviewComment"].as_manager()

    class Meta:
        ordering = ["locus", "indicator", "written_at"]
        verbose_name = "komentar peninjau"
        verbose_name_plural = "komentar peninjau"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something")]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.locus}"


class ReviewStep(models.TextChoices):
    """At which approval a value was set; the later one counts before the earlier."""

    VERIFIED = "verified", "Nilai verifikator"
    FINAL = "final", "Nilai akhir"
    REPLY = "reply", "Nilai setelah hak jawab"
    CORRECTION = "correct", "Nilai koreksi"


class ReviewedValueQuerySet(WrittenOnceQuerySet["ReviewedValue"]):
    def standing(self) -> Self:
        """Those that still speak of the answer as it is: chosen, and not changed by the team since; oldest first."""
        return self.filter(answer__is_chosen=True, answer_version=F("answer__version")).order_by("pk")


class ReviewedValue(WrittenOnce):
    """A reviewer's own value for one answer of the team, and why; the team's answer stays as it is.

    It stands as long as the answer keeps the version it was set upon: what the team changes after a return is
    judged anew. Of several the one of the later step counts, then the newest.
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="reviewed", verbose_name="jawaban")
    answer_version = models.PositiveIntegerField("versi jawaban")
    step = models.CharField("langkah", max_length=8, choices=ReviewStep.choices)
    state = models.CharField("keadaan", max_length=8, choices=AnswerState.choices)
    value = models.DecimalField("nilai", max_digits=7, decimal_places=4, null=True)
    reason = models.CharField("alasan", max_length=1000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditetapkan oleh"
    )
    decided_at = models.DateTimeField("ditetapkan pada", default=timezone.now)

    objects = ReviewedValueQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "nilai peninjau"
        verbose_name_plural = "nilai peninjau"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AnswerState.SCORED, value__isnull=False, value__gte=0, value__lte=100)
                | Q(state=AnswerState.NOT_APPLICABLE, value__isnull=True),
                name="a_reviewed_value_is_scored_or_not_applicable",
            ),
            models.CheckConstraint(condition=Q(step__in=ReviewStep.values), name="review_step_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_reviewed_value_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} · {self.answer}"
