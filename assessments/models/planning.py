"""Going there: visits to a locus, and each person's declaration of independence before the first answer."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.scope import scope_of
from assessments.models.assessment import Assessment, Locus, assessed_by

if TYPE_CHECKING:
    from agencies.models import User


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The assessing side only: head office all, an office its own; an agency learns of visits by letter."""
        scope = scope_of(user)
        return self if scope.is_head_office else self.filter(assessed_by(scope, "locus__assessment__"))

    def with_names(self) -> Self:
        """Each visit with what a calendar says of it, in two queries."""
        return self.select_related(
            "locus__unit", "locus__assessment__agency", "locus__assessment__period"
        ).prefetch_related("members")


class Visit(models.Model):
    """Who goes to a locus, when and where; the time is that of the clock at the place, in whichever zone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    locus = models.ForeignKey(Locus, on_delete=models.CASCADE, related_name="visits", verbose_name="lokus")
    on = models.DateField("tanggal")
    starts_at = models.TimeField("pukul")
    place = models.CharField("tempat", max_length=200)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="visits", verbose_name="yang berangkat")
    changed_at = models.DateTimeField("diubah pada", default=timezone.now)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        verbose_name = "kunjungan"
        verbose_name_plural = "kunjungan"
        constraints = [
            models.UniqueConstraint(fields=["locus", "on", "starts_at"], name="one_visit_at_a_time"),
            models.CheckConstraint(condition=~Q(place=""), name="visit_has_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.locus.unit} {self.on:%d-%m-%Y} {self.starts_at:%H.%M}"


class Independence(models.TextChoices):
    """What the latest declaration of a person about an agency amounts to."""

    CLEAR = "clear", "Independen"
    CONFLICT = "conflict", "Ada benturan kepentingan"
    REOPENED = "reopened", "Perlu dinyatakan lagi"


class DeclarationQuerySet(WrittenOnceQuerySet["Declaration"]):
    def last_word(self, *, user: "User", assessment: Assessment) -> "Declaration | None":
        """The declaration that counts; one query."""
        return self.filter(user=user, assessment=assessment).order_by("-pk").first()


class Declaration(WrittenOnce):
    """A person's word on their independence in one assessment; the latest counts, earlier ones stay.

    REOPENED is written by whoever plans, with a reason: the person may declare anew.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="declarations", verbose_name="penilaian"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declarations", verbose_name="orang"
    )
    outcome = models.CharField("keadaan", max_length=8, choices=Independence.choices)
    other_agency = models.BooleanField("bukan instansi asal", default=False)
    no_relatives = models.BooleanField("tidak ada hubungan keluarga", default=False)
    no_gifts = models.BooleanField("tidak menerima hadiah", default=False)
    explanation = models.CharField("penjelasan", max_length=500, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditulis oleh"
    )
    written_at = models.DateTimeField("ditulis pada", default=timezone.now)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "user", "-pk"]
        verbose_name = "pernyataan independensi"
        verbose_name_plural = "pernyataan independensi"
        indexes = [models.Index(fields=["assessment", "user", "-id"], name="declaration_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Independence.values), name="independence_is_known"),
            models.CheckConstraint(
                condition=~Q(outcome=Independence.CLEAR) | Q(other_agency=True, no_relatives=True, no_gifts=True),
                name="clear_means_all_three",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Independence.CLEAR) | ~Q(explanation=""), name="anything_else_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.assessment}: {self.get_outcome_display()}"
