"""What the checks of quality found at a locus, when, and what was waived with a reason."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from assessments.models.assessment import Locus
from assessments.models.stage import UNSIGNED_STAGES


class Severity(models.TextChoices):
    """How much a finding weighs: an error stands in the way of the validation until it is mended or waived."""

    ERROR = "error", "Galat"
    WARNING = "warning", "Peringatan"
    NOTE = "note", "Catatan"


class QualityCheck(models.Model):
    """The latest check of a locus: when, by whom (empty: by itself), and the score that similar units are held to."""

    locus = models.OneToOneField(
        Locus, on_delete=models.CASCADE, related_name="quality_check", verbose_name="lokus", primary_key=True
    )
    checked_at = models.DateTimeField("diperiksa pada", default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diperiksa oleh",
    )
    score = models.DecimalField("nilai saat itu", max_digits=5, decimal_places=2, null=True)
    provisional = models.BooleanField("sementara", default=False)

    class Meta:
        ordering = ["locus"]
        verbose_name = "pemeriksaan mutu"
        verbose_name_plural = "pemeriksaan mutu"

    def __str__(self) -> str:
        return f"{self.locus} diperiksa {self.checked_at:%d-%m-%Y %H:%M}"

    @property
    def is_stale(self) -> bool:
        """Whether the locus was handed over or returned since; needs the locus joined.

        Both approvals check for themselves, and nothing is answered after them.
        """
        return self.locus.stage in UNSIGNED_STAGES and self.locus.stage_changed_at > self.checked_at


class FindingQuerySet(models.QuerySet["Finding"]):
    def waived(self) -> Self:
        """Those that were waived as they stand, on the very facts that they rest on."""
        return self.filter(Exists(_waivers_of_finding()))

    def open(self) -> Self:
        """Those that nobody has waived as they stand."""
        return self.filter(~Exists(_waivers_of_finding()))

    def open_counts(self, loci: Iterable[Locus]) -> dict[int, dict[str, int]]:
        """How many open findings of each severity the loci have, by the key of the locus; one query."""
        found: dict[int, dict[str, int]] = {}
        counted = self.open().filter(locus__in=list(loci)).order_by().values_list("locus", "severity")
        for locus, severity, count in counted.annotate(Count("pk")):
            found.setdefault(locus, {})[severity] = count
        return found


class Finding(models.Model):
    """One thing that a rule found in the latest check; each check writes them anew.

    `rule` names the rule, `key` what it is about at the locus, `digest` the facts that it rests on: a waiver covers
    the same rule, key and digest, so a finding whose facts change is open again. `indicators` are the codes to look at.
    """

    locus = models.ForeignKey(Locus, on_delete=models.CASCADE, related_name="findings", verbose_name="lokus")
    rule = models.CharField("aturan", max_length=24)
    key = models.CharField("perihal", max_length=40, blank=True)
    severity = models.CharField("bobot", max_length=7, choices=Severity.choices)
    sentence = models.CharField("temuan", max_length=1000)
    details = models.JSONField("rincian", default=list)
    indicators = models.JSONField("indikator", default=list)
    digest = models.CharField("sidik fakta", max_length=64)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["locus", "severity", "rule", "key"]
        verbose_name = "temuan mutu"
        verbose_name_plural = "temuan mutu"
        indexes = [models.Index(fields=["severity", "rule"], name="finding_by_weight")]
        constraints = [
            models.UniqueConstraint(fields=["locus", "rule", "key"], name="found_once_at_a_locus"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="finding_severity_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_severity_display()}: {self.sentence}"


class Waiver(WrittenOnce):
    """That a finding, as it was, is let stand, and why; on other facts the finding is open again."""

    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="waivers", verbose_name="lokus")
    rule = models.CharField("aturan", max_length=24)
    key = models.CharField("perihal", max_length=40, blank=True)
    severity = models.CharField("bobot", max_length=7, choices=Severity.choices)
    sentence = models.CharField("temuan saat itu", max_length=1000)
    digest = models.CharField("sidik fakta", max_length=64)
    reason = models.CharField("alasan", max_length=1000)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dikesampingkan oleh"
    )
    waived_at = models.DateTimeField("dikesampingkan pada", default=timezone.now)

    objects = WrittenOnceQuerySet["Waiver"].as_manager()

    class Meta:
        ordering = ["locus", "waived_at"]
        verbose_name = "pengesampingan temuan"
        verbose_name_plural = "pengesampingan temuan"
        constraints = [
            models.UniqueConstraint(fields=["locus", "rule", "key", "digest"], name="waived_once_on_the_same_facts"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="waiver_severity_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_waiver_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.locus}: {self.sentence}"


def _waivers_of_finding() -> models.QuerySet[Waiver]:
    """The waivers of the finding of an outer query, on the facts that it rests on."""
    return Waiver.objects.filter(
        locus=OuterRef("locus"), rule=OuterRef("rule"), key=OuterRef("key"), digest=OuterRef("digest")
    )
