"""Regions by their Kemendagri code, and the Ombudsman offices that serve them."""

from django.db import models
from django.db.models import F, Q


class RegionKind(models.TextChoices):
    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"


class Office(models.Model):
    """A representative office (perwakilan) of the Ombudsman; `provinces` are the regions it serves."""

    code = models.SlugField("kode", unique=True)
    name = models.CharField("nama", max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name = "kantor perwakilan"
        verbose_name_plural = "kantor perwakilan"

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A province, kabupaten or kota, known by its Kemendagri code ("16", "16.06")."""

    code = models.CharField("kode Kemendagri", max_length=5, unique=True)
    name = models.CharField("nama", max_length=120)
    kind = models.CharField("jenis", max_length=10, choices=RegionKind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="provinsi"
    )
    is_administrative = models.BooleanField(
        "wilayah administrasi", default=False, help_text="Tanpa pemerintah daerah otonom, seperti enam wilayah Jakarta."
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="provinces",
        verbose_name="kantor perwakilan",
        help_text="Kantor yang melayani provinsi ini.",
    )

    class Meta:
        ordering = ["code"]
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RegionKind.PROVINSI, parent__isnull=True)
                | (~Q(kind=RegionKind.PROVINSI) & Q(parent__isnull=False)),
                name="region_has_a_province_unless_it_is_one",
            ),
            models.CheckConstraint(
                condition=Q(kind=RegionKind.PROVINSI) | Q(office__isnull=True), name="offices_serve_whole_provinces"
            ),
            models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind_is_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="region_is_not_its_own_province"),
        ]

    def __str__(self) -> str:
        return self.name
