"""Results: numbers as decided once, with everything needed to explain and recompute them."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.scope import scope_of
from assessments.models.assessment import Assessment, Locus, agency_reach, assessed_by, released
from assessments.models.instrument_issue import InstrumentIssue
from assessments.models.stage import Stage

if TYPE_CHECKING:
    from agencies.models import User


class FollowUpState(models.TextChoices):
    """Whether every Ombudsman product due by the decision date is followed up (editions from 2025)."""

    YES = "yes", "Seluruhnya ditindaklanjuti"
    NO = "no", "Belum seluruhnya ditindaklanjuti"
    UNKNOWN = "unknown", "Belum dipastikan"


class Scored(WrittenOnce):
    """The printed number of a unit or an agency: score and interval 0-100 with two decimals, band copied by name."""

    score = models.DecimalField("nilai", max_digits=5, decimal_places=2, null=True)
    exact = models.CharField("nilai eksak", max_length=2000, blank=True, help_text="pembilang/penyebut")
    provisional = models.BooleanField("sementara")
    low = models.DecimalField("batas bawah", max_digits=5, decimal_places=2, null=True)
    high = models.DecimalField("batas atas", max_digits=5, decimal_places=2, null=True)
    zone = models.CharField("zona", max_length=6, blank=True)
    indicative_zone = models.CharField("warna indikatif", max_length=6, blank=True)
    category = models.CharField("kategori", max_length=40, blank=True)
    opinion = models.CharField("opini", max_length=80, blank=True)
    opinion_is_final = models.BooleanField("opini final", default=True)

    class Meta:
        abstract = True


def published(path: str) -> Q:
    """Of an assessment's results those that were ever published: the one that holds, and those it corrects.

    What was computed on the way there and replaced before publication stays with those who assess.
    """
    return Q(**{f"{path}replaced_by__isnull": True}) | Q(**{f"{path}replaced_by__correction__isnull": False})


class ResultQuerySet(WrittenOnceQuerySet["Result"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office and the assessing office: all; the agency's own people: from the release on."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        return self.filter(
            assessed_by(scope, "assessment__")
            | (released(agency_reach(scope, "assessment__"), "assessment__period") & published(""))
        )

    def open_to_all(self) -> Self:
        """The results that hold, of published assessments in periods that are open to everyone, from the release on."""
        return self.current().filter(
            assessment__stage=Stage.PUBLISHED,
            assessment__period__is_public=True,
            assessment__period__released_at__lte=timezone.now(),
        )

    def current(self) -> Self:
        """The results that no later one replaces."""
        return self.filter(replaced_by__isnull=True)

    def held_at(self, at: datetime) -> Self:
        """The results that were there at a moment and that no later one had replaced by then."""
        return self.filter(Q(replaced_by__isnull=True) | Q(replaced_by__computed_at__gt=at), computed_at__lte=at)

    def with_names(self) -> Self:
        """Each result with the rows that its story names, in one query."""
        return self.select_related(
            "issue",
            "computed_by",
            "replaces",
            "replaced_by__correction",
            "correction",
            "assessment__agency",
            "assessment__period",
        )


class UnitResultQuerySet(WrittenOnceQuerySet["UnitResult"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As results; a unit's own people see their unit's part, from the release on."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        own = agency_reach(scope, "result__assessment__")
        if scope.unit_ids:
            own |= Q(locus__unit__in=scope.unit_ids)
        own = released(own, "result__assessment__period") & published("result__")
        return self.filter(assessed_by(scope, "result__assessment__") | own)


class Result(Scored):
    """One agency's result under one issue of the rules; a correction is a new row that names the one it replaces.

    `follow_up_inputs` holds the Ombudsman products that the second axis was computed from, with its fingerprint; empty
    for editions without that axis, and for results that were kept before the axis was computed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="results", verbose_name="penilaian"
    )
    issue = models.ForeignKey(
        InstrumentIssue, on_delete=models.PROTECT, related_name="results", verbose_name="terbitan"
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", verbose_name="menggantikan"
    )
    computed_at = models.DateTimeField("dihitung pada", default=timezone.now)
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="dihitung oleh"
    )
    method = models.CharField("cara hitung", max_length=40)
    instrument_sha256 = models.CharField("sidik instrumen", max_length=64)
    follow_up = models.CharField("tindak lanjut", max_length=8, choices=FollowUpState.choices)
    follow_up_inputs = models.TextField("masukan tindak lanjut", blank=True)
    follow_up_sha256 = models.CharField("sidik masukan tindak lanjut", max_length=64, blank=True)
    is_example = models.BooleanField("data contoh")
    # Names as they were on the day, so that the paper reads the same years later.
    agency_name = models.CharField("nama instansi", max_length=200)
    agency_kind = models.CharField("jenis instansi", max_length=12)
    head_title = models.CharField("sebutan pimpinan", max_length=80)
    head_name = models.CharField("nama pimpinan", max_length=120, blank=True)
    office_name = models.CharField("kantor penilai", max_length=120)
    period_name = models.CharField("periode", max_length=120)
    year = models.PositiveSmallIntegerField("tahun")

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "agency_name", "-computed_at"]
        verbose_name = "hasil"
        verbose_name_plural = "hasil"
        indexes = [models.Index(fields=["assessment", "-computed_at"], name="result_by_assessment")]

    def __str__(self) -> str:
        return f"{self.agency_name} · {self.period_name}"


class UnitResult(Scored):
    """One unit's part of a result.

    `inputs` is what went in: {"expected": {...}, "excluded": {code: reason}, "answers": [[indicator, method,
    subject, state, value, subject id, rater, time, note], ...]}; `inputs_sha256` its fingerprint.
    `dimensions` is the upper part of the trace; the indicators' lines are rows.
    """

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="units", verbose_name="hasil")
    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, related_name="results", verbose_name="lokus")
    position = models.PositiveSmallIntegerField("urutan")
    unit_name = models.CharField("nama unit", max_length=200)
    unit_kind = models.CharField("jenis unit", max_length=20)
    inputs = models.TextField("masukan")
    inputs_sha256 = models.CharField("sidik masukan", max_length=64)
    dimensions = models.JSONField("dimensi")

    objects = UnitResultQuerySet.as_manager()

    class Meta:
        ordering = ["result", "position"]
        verbose_name = "hasil unit"
        verbose_name_plural = "hasil unit"
        constraints = [models.UniqueConstraint(fields=["result", "locus"], name="one_unit_result_per_locus")]

    def __str__(self) -> str:
        return f"{self.unit_name} · {self.result}"


class ResultLine(WrittenOnce):
    """One indicator's line of a unit's trace.

    `value`, `share`, `points` and `lost` are exact ("n/d"; value and share 0-1, points 0-100); `lost_points`
    is `lost` to four decimals, for sorting. `methods`: [[method, outcome, total, answered, missing, na], ...].
    """

    unit = models.ForeignKey(UnitResult, on_delete=models.PROTECT, related_name="lines", verbose_name="hasil unit")
    indicator = models.CharField("indikator", max_length=8)
    outcome = models.CharField("keadaan", max_length=12)
    value = models.CharField("nilai 0-1", max_length=200, blank=True)
    low = models.CharField("paling rendah", max_length=200, blank=True)
    high = models.CharField("paling tinggi", max_length=200, blank=True)
    share = models.CharField("bagian dimensi", max_length=200, blank=True)
    points = models.CharField("poin", max_length=400, blank=True)
    lost = models.CharField("poin hilang", max_length=400, blank=True)
    lost_points = models.DecimalField("poin hilang", max_digits=7, decimal_places=4, null=True)
    methods = models.JSONField("cara")

    objects = WrittenOnceQuerySet["ResultLine"].as_manager()

    class Meta:
        ordering = ["unit", "indicator"]
        verbose_name = "baris hasil"
        verbose_name_plural = "baris hasil"
        constraints = [models.UniqueConstraint(fields=["unit", "indicator"], name="one_line_per_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.unit}"
