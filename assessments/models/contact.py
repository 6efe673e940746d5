"""Contacts of service users whom a unit names so that assessors can ask them; sealed, and kept for one round only."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import ServiceProduct, ServiceUnit
from agencies.scope import scope_of
from assessments.models.assessment import office_reach
from assessments.models.period import Period
from assessments.models.preparation import own_units

if TYPE_CHECKING:
    from agencies.models import User


class UserContactQuerySet(models.QuerySet["UserContact"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The unit's and the agency's own people, and the Ombudsman's office of the region."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        return self.filter(own_units(scope, "unit") | office_reach(scope, "unit__agency__"))


class UserContact(models.Model):
    """One person who used a product. Name and number are ciphertext; `masked` is what every page shows.

    `fingerprint` is a keyed hash of the number, which finds the same number twice without opening it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(
        ServiceUnit, on_delete=models.PROTECT, related_name="user_contacts", verbose_name="unit layanan"
    )
    product = models.ForeignKey(
        ServiceProduct, on_delete=models.PROTECT, related_name="user_contacts", verbose_name="produk layanan"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="user_contacts", verbose_name="periode")
    sealed = models.BinaryField("nama dan nomor tersandi")
    masked = models.CharField("tersamar", max_length=80)
    fingerprint = models.CharField("sidik nomor", max_length=64)
    served_on = models.DateField("tanggal layanan", null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditambahkan oleh"
    )
    added_at = models.DateTimeField("ditambahkan pada", default=timezone.now)

    objects = UserContactQuerySet.as_manager()

    class Meta:
        ordering = ["product", "pk"]
        verbose_name = "kontak pengguna"
        verbose_name_plural = "kontak pengguna"
        constraints = [
            models.UniqueConstraint(fields=["product", "period", "fingerprint"], name="one_contact_per_number"),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="contact_has_a_fingerprint"),
        ]

    def __str__(self) -> str:
        return self.masked
