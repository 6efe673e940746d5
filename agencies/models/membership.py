"""Memberships: which role a person holds, where, and from when until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models.agency import Agency
from agencies.models.place import Office
from agencies.models.unit import ServiceUnit
from agencies.models.user import User
from agencies.roles import OFFICE_ROLES, PLACELESS_ROLES, Role

_NO_PLACE = Q(office__isnull=True, agency__isnull=True, unit__isnull=True)
_AT_OFFICE = Q(office__isnull=False, agency__isnull=True, unit__isnull=True)
_AT_AGENCY = Q(office__isnull=True, agency__isnull=False, unit__isnull=True)
_AT_UNIT = Q(office__isnull=True, agency__isnull=True, unit__isnull=False)
_STILL_OPEN = Q(until__isnull=True)
_HELD_ALREADY = "Orang ini sudah memegang peran tersebut di tempat yang sama. Tidak perlu ditambahkan lagi."


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active_on(self, day: date) -> Self:
        """The memberships that hold on a day: begun, and not ended on or before it."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def with_places(self) -> Self:
        """Each membership with its person and its place, in one query."""
        return self.select_related("user", "office", "agency", "unit__agency")


class Membership(models.Model):
    """A role held at the place that the role demands, from `since` up to but not including `until`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name="orang")
    role = models.CharField("peran", max_length=16, choices=Role.choices)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="kantor perwakilan",
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="instansi"
    )
    unit = models.ForeignKey(
        ServiceUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="unit layanan",
    )
    since = models.DateField("sejak", default=timezone.localdate)
    until = models.DateField(
        "berakhir", null=True, blank=True, help_text="Hari pertama peran ini tidak lagi berlaku; kosong bila berlanjut."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role", "since"]
        verbose_name = "keanggotaan"
        verbose_name_plural = "keanggotaan"
        constraints = [
            models.CheckConstraint(
                condition=(Q(role__in=OFFICE_ROLES) & _AT_OFFICE)
                | (Q(role__in=PLACELESS_ROLES) & _NO_PLACE)
                | (Q(role=Role.BUREAU) & _AT_AGENCY)
                | (Q(role=Role.UNIT_CONTACT) & _AT_UNIT)
                | (Q(role=Role.OFFICIAL) & (_AT_AGENCY | _AT_UNIT)),
                name="membership_place_fits_its_role",
                violation_error_message=(
                    "Tempat tidak sesuai dengan peran. Isi hanya kantor perwakilan untuk asesor, ketua tim,"
                    " verifikator, dan validator; hanya instansi untuk Bagian Organisasi; hanya unit layanan"
                    " untuk narahubung; instansi atau unit layanan untuk pejabat; kosongkan semuanya untuk Kantor Pusat"
                    " dan Administrator."
                ),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message="Tanggal berakhir mendahului tanggal mulai. Isi tanggal sama atau sesudahnya.",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=_STILL_OPEN & _NO_PLACE,
                name="role_held_once_everywhere",
                violation_error_message=_HELD_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["user", "role", "office"],
                condition=_STILL_OPEN & _AT_OFFICE,
                name="role_held_once_at_an_office",
                violation_error_message=_HELD_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["user", "role", "agency"],
                condition=_STILL_OPEN & _AT_AGENCY,
                name="role_held_once_at_an_agency",
                violation_error_message=_HELD_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=_STILL_OPEN & _AT_UNIT,
                name="role_held_once_at_a_unit",
                violation_error_message=_HELD_ALREADY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}" + (f", {self.place}" if self.place else "")

    @property
    def place(self) -> Office | Agency | ServiceUnit | None:
        """Where the role is held; None for a role held everywhere."""
        return self.office or self.agency or self.unit
