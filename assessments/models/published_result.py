"""Published results of earlier years, as the sources state them, beside what the score itself says."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet

if TYPE_CHECKING:
    from agencies.models import User


class PublishedResultQuerySet(WrittenOnceQuerySet["PublishedResult"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published history of the agencies in a person's scope."""
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def of_agency(self, agency: Agency) -> Self:
        """Every statement about one agency by year: its own before its units', conflicting ones as imported."""
        return self.filter(agency=agency).order_by("year", "unit", "dimension", "pk")


class PublishedResult(WrittenOnce):
    """One statement of one public source; conflicting sources are kept side by side, none wins silently.

    `score` 0-100 (for a dimension: its contribution in points). `zone`, `category`, `opinion` are derived
    from the score by the edition of the year, the `stated_…` ones are the source's own words.
    """

    year = models.PositiveSmallIntegerField("tahun")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="published_results", verbose_name="instansi"
    )
    agency_as_written = models.CharField("nama di sumber", max_length=200)
    unit = models.CharField("unit", max_length=200, blank=True)
    dimension = models.CharField("dimensi", max_length=80, blank=True)
    score = models.DecimalField("nilai", max_digits=5, decimal_places=2, null=True)
    instrument = models.CharField("edisi", max_length=40)
    zone = models.CharField("zona", max_length=6, blank=True)
    indicative_zone = models.CharField("warna indikatif", max_length=6, blank=True)
    category = models.CharField("kategori", max_length=40, blank=True)
    opinion = models.CharField("opini", max_length=80, blank=True)
    stated_zone = models.CharField("zona menurut sumber", max_length=6, blank=True)
    stated_category = models.CharField("kategori menurut sumber", max_length=40, blank=True)
    stated_opinion = models.CharField("opini menurut sumber", max_length=80, blank=True)
    agrees = models.BooleanField("sesuai", null=True)
    source = models.CharField("sumber", max_length=600)
    statement_key = models.CharField(
        "kunci pernyataan", max_length=64, unique=True, help_text="Sidik dari semua yang dinyatakan sumber."
    )

    objects = PublishedResultQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "year", "unit", "dimension"]
        verbose_name = "hasil terpublikasi"
        verbose_name_plural = "hasil terpublikasi"
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100), name="published_score_is_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_as_written} {self.year}"
