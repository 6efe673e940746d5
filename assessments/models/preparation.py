"""An agency prepares: its own judgement of each indicator, and the evidence it gathers, per unit and period."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agencies.models import ServiceUnit
from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.models.assessment import office_reach
from assessments.models.period import Period

if TYPE_CHECKING:
    from agencies.models import User


def own_units(scope: Scope, unit: str) -> Q:
    """Rows whose unit (a lookup such as "unit") belongs to this person's agency, or is this person's own."""
    if not scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
        return Q(pk__in=[])
    return Q(**{f"{unit}__agency__in": scope.agency_ids}) | Q(**{f"{unit}__in": scope.unit_ids})


class PreparationSharing(models.Model):
    """That an agency lets the Ombudsman's office read a unit's self-assessment of a period before it assesses."""

    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="+", verbose_name="unit layanan")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", verbose_name="periode")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dibagikan oleh"
    )
    shared_at = models.DateTimeField("dibagikan pada", default=timezone.now)

    class Meta:
        ordering = ["unit", "period"]
        verbose_name = "pembagian penilaian mandiri"
        verbose_name_plural = "pembagian penilaian mandiri"
        constraints = [models.UniqueConstraint(fields=["unit", "period"], name="shared_once")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.period}"


class SelfAssessmentQuerySet(models.QuerySet["SelfAssessment"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The agency's and the unit's own people; the Ombudsman's side only what the agency has shared."""
        scope = scope_of(user)
        shared = self.alias(
            is_shared=Exists(PreparationSharing.objects.filter(unit=OuterRef("unit"), period=OuterRef("period")))
        )
        ombudsman = Q(is_shared=True)
        if not scope.is_head_office:
            ombudsman &= office_reach(scope, "unit__agency__")
        return shared.filter(own_units(scope, "unit") | ombudsman)

    def reviewed(self) -> Self:
        return self.filter(reviewed_at__isnull=False)


class SelfAssessmentState(models.TextChoices):
    SCORED = "scored", "Dinilai"
    NOT_APPLICABLE = "na", "Tidak berlaku"


class SelfAssessment(models.Model):
    """A unit's own judgement of one indicator; it counts in the forecast once the bureau has reviewed it.

    `value` is a level 0..max, or 0-100 for secondary data. `version` grows with every save.
    """

    unit = models.ForeignKey(
        ServiceUnit, on_delete=models.PROTECT, related_name="self_assessments", verbose_name="unit layanan"
    )
    period = models.ForeignKey(
        Period, on_delete=models.PROTECT, related_name="self_assessments", verbose_name="periode"
    )
    indicator = models.CharField("indikator", max_length=8)
    state = models.CharField("keadaan", max_length=6, choices=SelfAssessmentState.choices)
    value = models.DecimalField("nilai", max_digits=7, decimal_places=4, null=True, blank=True)
    note = models.TextField("catatan", blank=True)
    version = models.PositiveIntegerField("versi", default=1)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diisi oleh"
    )
    entered_at = models.DateTimeField("diisi pada", default=timezone.now)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diperiksa oleh",
    )
    reviewed_at = models.DateTimeField("diperiksa pada", null=True, blank=True)

    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "period", "indicator"]
        verbose_name = "penilaian mandiri"
        verbose_name_plural = "penilaian mandiri"
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "indicator"], name="one_self_assessment_per_indicator"),
            models.CheckConstraint(
                condition=Q(state=SelfAssessmentState.SCORED, value__isnull=False, value__gte=0, value__lte=100)
                | Q(state=SelfAssessmentState.NOT_APPLICABLE, value__isnull=True),
                name="self_assessment_has_a_value_when_scored",
            ),
            models.CheckConstraint(
                condition=~Q(state=SelfAssessmentState.NOT_APPLICABLE) | ~Q(note=""),
                name="self_assessment_says_why_not_applicable",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="self_assessment_review_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.unit} · {self.period}"


class ItemState(models.TextChoices):
    """How far an expected piece of evidence is; only files make it more than missing."""

    MISSING = "missing", "Belum"
    UPLOADED = "uploaded", "Diunggah"
    TO_MEND = "to_mend", "Perlu perbaikan"
    READY = "ready", "Siap"


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The agency's and the unit's own people, and the Ombudsman's office of the region, which may comment."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        return self.filter(own_units(scope, "unit") | office_reach(scope, "unit__agency__"))


class ChecklistItem(models.Model):
    """One expected piece of evidence: the `number`-th that the edition asks for at an indicator.

    Without a row an item is missing, nobody's, and without a date; a row appears with the first thing done to it.
    """

    unit = models.ForeignKey(
        ServiceUnit, on_delete=models.PROTECT, related_name="checklist", verbose_name="unit layanan"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="checklist", verbose_name="periode")
    indicator = models.CharField("indikator", max_length=8)
    number = models.PositiveSmallIntegerField("nomor")
    state = models.CharField("keadaan", max_length=8, choices=ItemState.choices, default=ItemState.MISSING)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="penanggung jawab",
    )
    due_on = models.DateField("batas waktu", null=True, blank=True)
    needs_signature = models.BooleanField("menunggu tanda tangan pimpinan", default=False)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "period", "indicator", "number"]
        verbose_name = "butir bukti"
        verbose_name_plural = "butir bukti"
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "indicator", "number"], name="one_row_per_expected_item"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_is_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="items_are_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}.{self.number} · {self.unit} · {self.period}"


class PreparationFileQuerySet(WrittenOnceQuerySet["PreparationFile"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As the checklist that the file belongs to."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        return self.filter(own_units(scope, "unit") | office_reach(scope, "unit__agency__"))


def preparation_path(file: "PreparationFile", filename: str) -> str:
    """Where a file is kept: by its unit and fingerprint, never by the name it came with."""
    del filename
    return f"preparation/{file.unit.public_id}/{file.sha256}"


class PreparationFile(WrittenOnce):
    """The bytes as they were uploaded, with their fingerprint; one file may serve many items and years."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(
        ServiceUnit, on_delete=models.PROTECT, related_name="preparation_files", verbose_name="unit layanan"
    )
    file = models.FileField("berkas", upload_to=preparation_path, max_length=200)
    name = models.CharField("nama berkas", max_length=200)
    media_type = models.CharField("jenis berkas", max_length=100)
    size = models.PositiveBigIntegerField("ukuran")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah pada", default=timezone.now)

    objects = PreparationFileQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "-uploaded_at"]
        verbose_name = "berkas persiapan"
        verbose_name_plural = "berkas persiapan"
        constraints = [models.UniqueConstraint(fields=["unit", "sha256"], name="same_bytes_once_per_unit")]

    def __str__(self) -> str:
        return self.name


class ItemFile(models.Model):
    """That a file answers an expected item, and until when it holds (an SK of one year)."""

    item = models.ForeignKey(ChecklistItem, on_delete=models.CASCADE, related_name="files", verbose_name="butir bukti")
    file = models.ForeignKey(PreparationFile, on_delete=models.PROTECT, related_name="items", verbose_name="berkas")
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dilampirkan oleh"
    )
    attached_at = models.DateTimeField("dilampirkan pada", default=timezone.now)

    class Meta:
        ordering = ["item", "attached_at"]
        verbose_name = "berkas pada butir"
        verbose_name_plural = "berkas pada butir"
        constraints = [models.UniqueConstraint(fields=["item", "file"], name="file_serves_an_item_once")]

    def __str__(self) -> str:
        return f"{self.file} · {self.item}"


class ItemRemark(WrittenOnce):
    """A comment on an item, or an address where something is said to lie: noted, never proof."""

    item = models.ForeignKey(
        ChecklistItem, on_delete=models.PROTECT, related_name="remarks", verbose_name="butir bukti"
    )
    text = models.TextField("isi", blank=True)
    url = models.URLField("alamat", max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditulis oleh"
    )
    written_at = models.DateTimeField("ditulis pada", default=timezone.now)

    objects = WrittenOnceQuerySet["ItemRemark"].as_manager()

    class Meta:
        ordering = ["item", "written_at"]
        verbose_name = "catatan butir"
        verbose_name_plural = "catatan butir"
        constraints = [models.CheckConstraint(condition=~Q(text="", url=""), name="remark_says_something")]

    def __str__(self) -> str:
        return self.text or self.url
