"""Service units of an agency and the products they serve: the places an assessment visits."""

import uuid
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from agencies.models.agency import Agency
from agencies.scope import scope_of

if TYPE_CHECKING:
    from agencies.models.user import User


class UnitKind(models.TextChoices):
    DUKCAPIL = "dukcapil", "Dinas Kependudukan dan Pencatatan Sipil"
    DINSOS = "dinsos", "Dinas Sosial"
    DPMPTSP = "dpmptsp", "Dinas Penanaman Modal dan PTSP"
    DINAS_PENDIDIKAN = "dinas_pendidikan", "Dinas Pendidikan"
    DINAS_KESEHATAN = "dinas_kesehatan", "Dinas Kesehatan"
    PUSKESMAS = "puskesmas", "Puskesmas"
    RUMAH_SAKIT = "rumah_sakit", "Rumah sakit"
    DISKOMINFO = "diskominfo", "Dinas Komunikasi dan Informatika"
    KECAMATAN = "kecamatan", "Kecamatan"
    MPP = "mpp", "Mal pelayanan publik"
    SEKOLAH = "sekolah", "Sekolah"
    POLRES = "polres", "Polres"
    KANTOR_PERTANAHAN = "kantor_pertanahan", "Kantor pertanahan"
    LAPAS = "lapas", "Lembaga pemasyarakatan"
    IMIGRASI = "imigrasi", "Kantor imigrasi"
    UNIT_PUSAT = "unit_pusat", "Unit layanan pusat"
    LAINNYA = "lainnya", "Unit layanan lainnya"


class ServiceUnitQuerySet(models.QuerySet["ServiceUnit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The units in a person's scope: all of an agency seen as a whole, or just one's own unit."""
        scope = scope_of(user)
        if scope.sees_everything:
            return self
        within = Q(pk__in=scope.unit_ids)
        if scope.agency_ids:
            within |= Q(agency__in=scope.agency_ids)
        if scope.office_ids:
            within |= Q(agency__office__in=scope.office_ids)
        return self.filter(within)


class ServiceUnit(models.Model):
    """A part of an agency that serves the public and is scored for itself."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units", verbose_name="instansi")
    kind = models.CharField("jenis", max_length=20, choices=UnitKind.choices)
    name = models.CharField("nama", max_length=200)
    head_title = models.CharField("sebutan pimpinan", max_length=80, default="Kepala")

    objects = ServiceUnitQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "name"]
        verbose_name = "unit layanan"
        verbose_name_plural = "unit layanan"
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="unit_names_differ_within_an_agency"),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class ProductKind(models.TextChoices):
    ADMINISTRATIF = "administratif", "Administratif"
    JASA = "jasa", "Jasa"
    BARANG = "barang", "Barang"


class ServiceProduct(models.Model):
    """A service that a unit gives, such as a family card or an out-patient visit."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(
        ServiceUnit, on_delete=models.PROTECT, related_name="products", verbose_name="unit layanan"
    )
    kind = models.CharField("jenis", max_length=14, choices=ProductKind.choices)
    name = models.CharField("nama", max_length=200)

    class Meta:
        ordering = ["unit", "name"]
        verbose_name = "produk layanan"
        verbose_name_plural = "produk layanan"
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="product_names_differ_within_a_unit"),
            models.CheckConstraint(condition=Q(kind__in=ProductKind.values), name="product_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name
