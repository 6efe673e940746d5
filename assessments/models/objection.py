"""The right of reply: what an agency's bureau objects to, what it shows for it, and how that was decided."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.scope import scope_of
from assessments.models.answer import METHOD_CHOICES
from assessments.models.assessment import Locus, assessed_by, bureau_reach
from assessments.models.result import Result

if TYPE_CHECKING:
    from agencies.models import User


class ObjectionQuerySet(WrittenOnceQuerySet["Objection"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office: all; the assessing office its own; the bureau what it wrote for its agency."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        path = "locus__assessment__"
        return self.filter(assessed_by(scope, path) | bureau_reach(scope, path))

    def undecided(self) -> Self:
        return self.filter(decision__isnull=True)


class Objection(WrittenOnce):
    """That a bureau holds the value of an indicator of a unit to be wrong, in sight of `result`, and why."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="objections", verbose_name="lokus")
    indicator = models.CharField("indikator", max_length=8)
    text = models.TextField("isi sanggahan", max_length=4000)
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, related_name="objections", verbose_name="hasil yang disanggah"
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diajukan oleh"
    )
    filed_at = models.DateTimeField("diajukan pada", default=timezone.now)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["locus", "indicator"]
        verbose_name = "sanggahan"
        verbose_name_plural = "sanggahan"
        constraints = [
            models.UniqueConstraint(fields=["locus", "indicator", "result"], name="one_objection_per_indicator"),
            models.CheckConstraint(condition=~Q(text=""), name="an_objection_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.locus}"


def objection_path(file: "ObjectionFile", filename: str) -> str:
    """Where a file is kept: by its fingerprint, never by the name it came with."""
    del filename
    return f"objections/{file.sha256[:2]}/{file.sha256}"


class ObjectionFile(WrittenOnce):
    """Evidence for an objection: the bytes as they came, with their fingerprint."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files", verbose_name="sanggahan")
    file = models.FileField("berkas", upload_to=objection_path, max_length=200)
    name = models.CharField("nama berkas", max_length=200)
    media_type = models.CharField("jenis berkas", max_length=80)
    size = models.PositiveBigIntegerField("ukuran")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah pada", default=timezone.now)

    objects = WrittenOnceQuerySet["ObjectionFile"].as_manager()

    class Meta:
        ordering = ["objection", "pk"]
        verbose_name = "bukti sanggahan"
        verbose_name_plural = "bukti sanggahan"
        constraints = [models.UniqueConstraint(fields=["objection", "sha256"], name="same_bytes_once_per_objection")]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """How an objection was decided."""

    UPHELD = "upheld", "Diterima"
    PARTLY = "partly", "Diterima sebagian"
    REJECTED = "rejected", "Ditolak"


class ObjectionDecision(WrittenOnce):
    """The decision on an objection, with the scores (0-100) of the unit and the agency before and after it.

    `method` and `value` (a level 0..max) say what was set where the objection was upheld, wholly or in part.
    """

    objection = models.OneToOneField(
        Objection, on_delete=models.PROTECT, related_name="decision", verbose_name="sanggahan"
    )
    outcome = models.CharField("putusan", max_length=8, choices=Outcome.choices)
    reason = models.TextField("pertimbangan", max_length=4000)
    method = models.CharField("cara", max_length=12, choices=METHOD_CHOICES, blank=True)
    value = models.PositiveSmallIntegerField("tingkat baru", null=True)
    unit_before = models.DecimalField("nilai unit sebelum", max_digits=5, decimal_places=2, null=True)
    unit_after = models.DecimalField("nilai unit sesudah", max_digits=5, decimal_places=2, null=True)
    agency_before = models.DecimalField("nilai instansi sebelum", max_digits=5, decimal_places=2, null=True)
    agency_after = models.DecimalField("nilai instansi sesudah", max_digits=5, decimal_places=2, null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diputus oleh"
    )
    decided_at = models.DateTimeField("diputus pada", default=timezone.now)

    objects = WrittenOnceQuerySet["ObjectionDecision"].as_manager()

    class Meta:
        ordering = ["objection"]
        verbose_name = "putusan sanggahan"
        verbose_name_plural = "putusan sanggahan"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_on_an_objection_says_why"),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.REJECTED, method="", value__isnull=True))
                | (Q(outcome__in=[Outcome.UPHELD, Outcome.PARTLY], value__isnull=False) & ~Q(method="")),
                name="an_upheld_objection_sets_a_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.objection}"
