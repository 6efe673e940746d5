"""Answers: one person's judgement of one subject under one method of one indicator."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.assessment import Locus, Subject

METHOD_CHOICES = [
    ("interview", "Wawancara"),
    ("document", "Pemeriksaan dokumen"),
    ("observation", "Observasi"),
    ("survey", "Survei pengguna"),
    ("secondary", "Data sekunder"),
]


class RaterRole(models.TextChoices):
    FIRST = "first", "Penilai pertama"
    SECOND = "second", "Penilai kedua"


class AnswerState(models.TextChoices):
    """What became of a question; the words of the states are those that `assessments.scoring.State` counts by.

    Not applicable leaves the mean. Not seen and refused are dealt with, yet the score still owes them: it stays
    provisional (our assumption; instruments.md states only that what is unanswered is never zero by silence).
    """

    SCORED = "scored", "Dinilai"
    NOT_APPLICABLE = "na", "Tidak berlaku"
    NOT_SEEN = "unseen", "Tidak terlihat atau tidak ditemui"
    REFUSED = "refused", "Menolak menjawab"
    OPEN = "open", "Belum dijawab"


STATES_WITH_REASON = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_SEEN, AnswerState.REFUSED)
"""Kept apart from a level, each with the reason for it."""
OWED_STATES = (AnswerState.NOT_SEEN, AnswerState.REFUSED)
"""Dealt with in the field, yet without a value that the score could count."""


class Face(models.TextChoices):
    """Where a product's information was looked at: the edition asks for one mark over both faces."""

    ELECTRONIC = "electronic", "Elektronik"
    PHYSICAL = "physical", "Nonelektronik"
    BOTH = "both", "Elektronik dan nonelektronik"


class Answer(models.Model):
    """A value with its words; people never overwrite each other, because the rater is part of the key.

    `value` is a level 0..max, or 0-100 for secondary data. `note` is private to the assessing side: no page, file
    or report that leaves it may carry it. `comment` speaks to the agency and is read there with the released result.
    `version` grows with every save; a save names the version it saw. `client_id` makes a repeated send harmless.
    """

    client_id = models.UUIDField("kunci pengiriman", default=uuid.uuid4, unique=True, editable=False)
    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="answers", verbose_name="lokus")
    indicator = models.CharField("indikator", max_length=8)
    method = models.CharField("cara", max_length=12, choices=METHOD_CHOICES)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="answers", verbose_name="subjek")
    rater = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers", verbose_name="penilai"
    )
    rater_role = models.CharField("urutan penilai", max_length=6, choices=RaterRole.choices, default=RaterRole.FIRST)
    state = models.CharField("keadaan", max_length=8, choices=AnswerState.choices)
    value = models.DecimalField("nilai", max_digits=7, decimal_places=4, null=True, blank=True)
    reason = models.CharField("alasan tanpa nilai", max_length=300, blank=True)
    note = models.TextField("catatan internal", blank=True)
    comment = models.TextField("komentar untuk instansi", blank=True)
    face = models.CharField("wajah informasi", max_length=10, choices=Face.choices, blank=True)
    version = models.PositiveIntegerField("versi", default=1)
    answered_at = models.DateTimeField("dijawab pada", default=timezone.now)
    is_chosen = models.BooleanField("nilai tim", default=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dipilih oleh",
        help_text="Kosong bila menjadi nilai tim dengan sendirinya.",
    )
    chosen_at = models.DateTimeField("dipilih pada", null=True, blank=True)

    class Meta:
        ordering = ["locus", "indicator", "method", "subject"]
        verbose_name = "jawaban"
        verbose_name_plural = "jawaban"
        constraints = [
            models.UniqueConstraint(
                fields=["locus", "indicator", "method", "subject", "rater", "rater_role"], name="one_answer_per_rater"
            ),
            models.UniqueConstraint(
                fields=["locus", "indicator", "method", "subject"],
                condition=Q(is_chosen=True),
                name="one_chosen_value_per_question",
            ),
            models.CheckConstraint(
                condition=Q(state=AnswerState.SCORED, value__isnull=False)
                | (~Q(state=AnswerState.SCORED) & Q(value__isnull=True)),
                name="scored_answers_and_only_they_have_a_value",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=STATES_WITH_REASON) | ~Q(reason=""), name="an_answer_without_value_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.SCORED) | Q(reason=""), name="a_scored_answer_excuses_nothing"
            ),
            models.CheckConstraint(condition=Q(face__in=["", *Face.values]), name="face_is_known"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=100), name="value_is_in_range"
            ),
            models.CheckConstraint(condition=Q(state__in=AnswerState.values), name="answer_state_is_known"),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | Q(rater_role=RaterRole.FIRST), name="only_first_ratings_are_chosen"
            ),
            models.CheckConstraint(
                condition=Q(chosen_by__isnull=True, chosen_at__isnull=True)
                | Q(chosen_by__isnull=False, chosen_at__isnull=False, is_chosen=True),
                name="a_choice_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.method} · {self.subject}"


class ExcludedIndicator(models.Model):
    """An indicator that does not apply to a locus as a whole, and why."""

    locus = models.ForeignKey(Locus, on_delete=models.CASCADE, related_name="excluded", verbose_name="lokus")
    indicator = models.CharField("indikator", max_length=8)
    reason = models.CharField("alasan", max_length=300)
    excluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditetapkan oleh"
    )
    excluded_at = models.DateTimeField("ditetapkan pada", default=timezone.now)

    class Meta:
        ordering = ["locus", "indicator"]
        verbose_name = "indikator tidak berlaku"
        verbose_name_plural = "indikator tidak berlaku"
        constraints = [
            models.UniqueConstraint(fields=["locus", "indicator"], name="one_exclusion_per_indicator"),
            models.CheckConstraint(condition=~Q(reason=""), name="exclusion_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} tidak berlaku di {self.locus}"
