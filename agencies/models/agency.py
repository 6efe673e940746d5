"""The agencies that are assessed, the names they go by, and whether they are assessed on a given day."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from agencies.models.place import Office, Region
from agencies.register.spelling import spelling_of
from agencies.scope import scope_of

if TYPE_CHECKING:
    from agencies.models.user import User


class AgencyKind(models.TextChoices):
    KEMENTERIAN = "kementerian", "Kementerian"
    LEMBAGA = "lembaga", "Lembaga"
    PROVINSI = "provinsi", "Pemerintah provinsi"
    KABUPATEN = "kabupaten", "Pemerintah kabupaten"
    KOTA = "kota", "Pemerintah kota"
    BUMN = "bumn", "Badan usaha milik negara"
    BUMD = "bumd", "Badan usaha milik daerah"
    BUMS = "bums", "Badan usaha milik swasta"
    VERTIKAL = "vertikal", "Kantor vertikal"


LOCAL_GOVERNMENTS = (AgencyKind.PROVINSI, AgencyKind.KABUPATEN, AgencyKind.KOTA)

HEAD_TITLES: dict[str, str] = {
    AgencyKind.KEMENTERIAN: "Menteri",
    AgencyKind.LEMBAGA: "Kepala",
    AgencyKind.PROVINSI: "Gubernur",
    AgencyKind.KABUPATEN: "Bupati",
    AgencyKind.KOTA: "Wali Kota",
    AgencyKind.BUMN: "Direktur Utama",
    AgencyKind.BUMD: "Direktur Utama",
    AgencyKind.BUMS: "Direktur Utama",
    AgencyKind.VERTIKAL: "Kepala",
}
"""What the head of an agency is called when the register does not say otherwise."""


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The agencies in a person's scope; the only way in for a view."""
        scope = scope_of(user)
        if scope.sees_everything:
            return self
        within = Q(pk__in=scope.agency_ids)
        if scope.office_ids:
            within |= Q(office__in=scope.office_ids)
        if scope.unit_ids:
            unit_model = self.model._meta.get_field("units").related_model
            within |= Q(pk__in=unit_model._default_manager.filter(pk__in=scope.unit_ids).values("agency"))
        return self.filter(within)

    def of_office(self, office: Office | None) -> Self:
        """The agencies that an office assesses; None means the head office."""
        return self.filter(office=office)

    def assessed_on(self, day: date) -> Self:
        """The agencies that are assessed on a day; one without any flag is."""
        flag = AssessedFlag.objects.filter(agency=OuterRef("pk"), since__lte=day).order_by("-since")
        latest = Coalesce(Subquery(flag.values("assessed")[:1]), Value(value=True))
        return self.alias(is_assessed=latest).filter(is_assessed=True)

    def with_places(self) -> Self:
        """Each agency with its region, that region's province and its office, in one query."""
        return self.select_related("region__parent", "office", "parent")


class Agency(models.Model):
    """A body whose services are assessed as one: its result is the mean of its units' results."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField("kode", max_length=32, unique=True, help_text="Kode Kemendagri untuk pemerintah daerah.")
    kind = models.CharField("jenis", max_length=12, choices=AgencyKind.choices)
    name = models.CharField("nama", max_length=200)
    head_title = models.CharField(
        "sebutan pimpinan", max_length=80, blank=True, help_text="Kosongkan untuk memakai sebutan menurut jenisnya."
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="agencies", verbose_name="wilayah"
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name="kantor perwakilan penilai",
        help_text="Kosong berarti dinilai oleh kantor pusat.",
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="instansi induk"
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = "instansi"
        verbose_name_plural = "instansi"
        indexes = [models.Index(fields=["kind", "name"], name="agency_by_kind_and_name")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AgencyKind.values), name="agency_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=LOCAL_GOVERNMENTS) | Q(region__isnull=False),
                name="local_government_has_its_region",
            ),
            models.UniqueConstraint(
                fields=["region"], condition=Q(kind__in=LOCAL_GOVERNMENTS), name="one_government_per_region"
            ),
            models.CheckConstraint(condition=~Q(head_title=""), name="agency_head_has_a_title"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="agency_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the head's title of the kind where none was given."""
        self._give_head_a_title()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self._give_head_a_title()

    def _give_head_a_title(self) -> None:
        self.head_title = self.head_title or HEAD_TITLES.get(self.kind, "")

    @property
    def long_name(self) -> str:
        """The name as a letter says it: "Pemerintah Kabupaten Musi Banyuasin"."""
        return f"Pemerintah {self.name}" if self.kind in LOCAL_GOVERNMENTS else self.name

    def assessed_on(self, day: date) -> bool:
        """Whether it is assessed on a day, by the latest flag that has begun; without any flag it is."""
        flag = self.assessed_flags.filter(since__lte=day).order_by("-since").first()
        return flag is None or flag.assessed


class Alias(models.Model):
    """Another name of an agency: a short form of public sources, or the name before a change."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="aliases", verbose_name="instansi")
    text = models.CharField("nama lain", max_length=200)
    key = models.CharField("kunci", max_length=200, unique=True, editable=False)

    class Meta:
        ordering = ["text"]
        verbose_name = "nama lain"
        verbose_name_plural = "nama lain"
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="alias_has_letters")]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the key that makes two spellings of one name the same."""
        self.key = spelling_of(self.text).key
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.key = spelling_of(self.text).key
        if not self.key:
            raise ValidationError({"text": "Nama lain tidak memuat huruf atau angka. Tulis namanya."})
        holder = Alias.objects.select_related("agency").filter(key=self.key).exclude(pk=self.pk).first()
        if holder:
            raise ValidationError({"text": f"Sudah menjadi nama lain {holder.agency}. Hapus dahulu yang itu."})


class AssessedFlag(models.Model):
    """From this day on the agency is assessed, or is not and why (unsafe, administrative region)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="assessed_flags", verbose_name="instansi")
    assessed = models.BooleanField("dinilai")
    since = models.DateField("sejak")
    reason = models.CharField("alasan", max_length=300, blank=True)

    class Meta:
        ordering = ["agency", "-since"]
        verbose_name = "status dinilai"
        verbose_name_plural = "status dinilai"
        constraints = [
            models.UniqueConstraint(fields=["agency", "since"], name="one_assessed_flag_a_day"),
            models.CheckConstraint(condition=Q(assessed=True) | ~Q(reason=""), name="not_assessed_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {'dinilai' if self.assessed else 'tidak dinilai'} sejak {self.since:%d-%m-%Y}"
