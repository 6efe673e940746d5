"""A second, blind judgement of a drawn share of loci: the draw, who judges, what they say, and who was right.

These rows stand apart from the team's answers, so that no reading of answers can show a blind one by mistake.
"""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models.answer import METHOD_CHOICES, AnswerState
from assessments.models.assessment import Locus, Subject
from assessments.models.period import Period

if TYPE_CHECKING:
    from agencies.models import User


class SecondDraw(WrittenOnce):
    """The draw of a period: which share of each office's loci is judged twice, and the seed that chose them."""

    period = models.OneToOneField(Period, on_delete=models.PROTECT, related_name="second_draw", verbose_name="periode")
    share = models.PositiveSmallIntegerField("bagian (persen)")
    seed = models.CharField("benih undian", max_length=64)
    pool = models.PositiveIntegerField("jumlah lokus yang diundi")
    drawn_at = models.DateTimeField("diundi pada", default=timezone.now)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diundi oleh"
    )

    objects = WrittenOnceQuerySet["SecondDraw"].as_manager()

    class Meta:
        ordering = ["period"]
        verbose_name = "undian penilai kedua"
        verbose_name_plural = "undian penilai kedua"
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="second_share_is_a_percentage"),
            models.CheckConstraint(condition=~Q(seed=""), name="a_draw_has_a_seed"),
        ]

    def __str__(self) -> str:
        return f"{self.share} % · {self.period}"


class SecondRatingQuerySet(models.QuerySet["SecondRating"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The person who judges, always; verifier, validator and head office know of it; the team once it is in."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        if not scope.holds(Role.ASSESSOR, Role.LEAD, Role.VERIFIER, Role.VALIDATOR):
            return self.none()
        offices = [place for role, place in scope.places if role in {Role.VERIFIER, Role.VALIDATOR}]
        team = Q(handed_in_at__isnull=False, locus__assessment__team__user=user.pk)
        return self.filter(
            Q(rater=user.pk)
            | Q(locus__assessment__office__in=offices)
            | Q(pk__in=self.model.objects.filter(team).values("pk"))
        )

    def with_names(self) -> Self:
        return self.select_related(
            "rater", "locus__unit", "locus__assessment__agency", "locus__assessment__office", "draw__period__issue"
        )

    def outstanding(self) -> Self:
        """Given to somebody and not handed in."""
        return self.filter(rater__isnull=False, handed_in_at__isnull=True)


class SecondRating(models.Model):
    """One drawn locus and its second judge, who is blind to the first judgement until the own one is handed in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draw = models.ForeignKey(SecondDraw, on_delete=models.PROTECT, related_name="ratings", verbose_name="undian")
    locus = models.OneToOneField(Locus, on_delete=models.PROTECT, related_name="second_rating", verbose_name="lokus")
    rater = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="second_ratings",
        verbose_name="penilai kedua",
    )
    assigned_at = models.DateTimeField("ditugaskan pada", null=True, blank=True)
    declared_at = models.DateTimeField("independensi dinyatakan pada", null=True, blank=True)
    handed_in_at = models.DateTimeField("diserahkan pada", null=True, blank=True)

    objects = SecondRatingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "penilaian kedua"
        verbose_name_plural = "penilaian kedua"
        constraints = [
            models.CheckConstraint(
                condition=Q(rater__isnull=False, assigned_at__isnull=False)
                | Q(rater__isnull=True, assigned_at__isnull=True, declared_at__isnull=True),
                name="a_second_rater_was_assigned",
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | Q(declared_at__isnull=False),
                name="handed_in_after_the_declaration",
            ),
        ]

    def __str__(self) -> str:
        return f"Penilaian kedua {self.locus}"


class SecondRefusal(WrittenOnce):
    """That a person did not judge a locus for a conflict of interest, in their own words."""

    rating = models.ForeignKey(SecondRating, on_delete=models.PROTECT, related_name="refusals", verbose_name="lokus")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="orang")
    explanation = models.CharField("penjelasan", max_length=500)
    refused_at = models.DateTimeField("dinyatakan pada", default=timezone.now)

    objects = WrittenOnceQuerySet["SecondRefusal"].as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "penolakan penilai kedua"
        verbose_name_plural = "penolakan penilai kedua"
        constraints = [
            models.UniqueConstraint(fields=["rating", "user"], name="refused_once"),
            models.CheckConstraint(condition=~Q(explanation=""), name="a_refusal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.rating}"


class SecondAnswer(models.Model):
    """The second judge's level for one question, and beside it, from the hand-in on, what the team said then."""

    rating = models.ForeignKey(
        SecondRating, on_delete=models.PROTECT, related_name="answers", verbose_name="penilaian kedua"
    )
    indicator = models.CharField("indikator", max_length=8)
    method = models.CharField("cara", max_length=12, choices=METHOD_CHOICES)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+", verbose_name="subjek")
    state = models.CharField("keadaan", max_length=8, choices=AnswerState.choices)
    value = models.DecimalField("nilai", max_digits=7, decimal_places=4, null=True, blank=True)
    note = models.CharField("catatan", max_length=1000, blank=True)
    saved_at = models.DateTimeField("disimpan pada", default=timezone.now)
    first_state = models.CharField("keadaan menurut tim", max_length=8, choices=AnswerState.choices, blank=True)
    first_value = models.DecimalField("nilai tim", max_digits=7, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "jawaban kedua"
        verbose_name_plural = "jawaban kedua"
        constraints = [
            models.UniqueConstraint(fields=["rating", "indicator", "method", "subject"], name="second_answer_once"),
            models.CheckConstraint(
                condition=Q(state=AnswerState.SCORED, value__isnull=False, value__gte=0, value__lte=100)
                | Q(state=AnswerState.NOT_APPLICABLE, value__isnull=True),
                name="a_second_answer_is_scored_or_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.method} · {self.rating}"

    @property
    def is_compared(self) -> bool:
        """Whether the team had answered the same question at the hand-in."""
        return self.first_state in {AnswerState.SCORED, AnswerState.NOT_APPLICABLE}

    @property
    def differs(self) -> bool:
        return self.is_compared and (self.state, self.value) != (self.first_state, self.first_value)


class ModerationOutcome(models.TextChoices):
    """Whose judgement holds."""

    FIRST = "first", "Nilai tim tetap"
    SECOND = "second", "Nilai penilai kedua yang benar"


class Moderation(WrittenOnce):
    """The verifier's word on a question on which the two judges differ; `changed` where the value was changed too."""

    answer = models.OneToOneField(
        SecondAnswer, on_delete=models.PROTECT, related_name="moderation", verbose_name="jawaban kedua"
    )
    outcome = models.CharField("putusan", max_length=6, choices=ModerationOutcome.choices)
    reason = models.CharField("alasan", max_length=1000)
    changed = models.BooleanField("nilai hitung berubah", default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diputuskan oleh"
    )
    decided_at = models.DateTimeField("diputuskan pada", default=timezone.now)

    objects = WrittenOnceQuerySet["Moderation"].as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "moderasi"
        verbose_name_plural = "moderasi"
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=ModerationOutcome.values), name="moderation_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_moderation_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} · {self.answer}"
