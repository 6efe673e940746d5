"""What the Ombudsman asks an agency to mend, the steps of its follow-up, and the proof."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from agencies.models import Agency, ServiceUnit
from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.models.assessment import Assessment, office_reach
from assessments.models.file_withdrawal import FileWithdrawal
from assessments.models.result import Result

if TYPE_CHECKING:
    from agencies.models import User


class RecommendationKind(models.TextChoices):
    """The products of the Ombudsman that an agency follows up."""

    IMPROVEMENT = "improvement", "Saran perbaikan"
    CORRECTIVE = "corrective", "Tindakan korektif"
    REFINEMENT = "refinement", "Saran penyempurnaan"
    RECOMMENDATION = "recommendation", "Rekomendasi"


class RecommendationSource(models.TextChoices):
    RESULT = "result", "Hasil penilaian"
    REPORT = "report", "Laporan Ombudsman (LHP, LHA, atau surat)"
    MANUAL = "manual", "Ditulis langsung"


class FollowUpStep(models.TextChoices):
    """A step of a follow-up; where it stands is the latest one."""

    PROPOSED = "proposed", "Diusulkan"
    ISSUED = "issued", "Belum ada bukti"
    PROVEN = "proven", "Menunggu pemeriksaan"
    TAKEN_BACK = "taken_back", "Bukti ditarik kembali"
    INADEQUATE = "inadequate", "Bukti belum memadai"
    ADEQUATE = "adequate", "Selesai"
    DROPPED = "dropped", "Dibatalkan"


OWED_STEPS = (FollowUpStep.ISSUED, FollowUpStep.TAKEN_BACK, FollowUpStep.INADEQUATE)
"""The agency owes proof."""
OPEN_STEPS = (*OWED_STEPS, FollowUpStep.PROVEN)
"""The agency owes proof, or the Ombudsman's side owes its check."""

STEPS_BEFORE: dict[FollowUpStep, frozenset[str]] = {
    FollowUpStep.ISSUED: frozenset({FollowUpStep.PROPOSED}),
    FollowUpStep.PROVEN: frozenset(OWED_STEPS),
    FollowUpStep.TAKEN_BACK: frozenset({FollowUpStep.PROVEN}),
    FollowUpStep.ADEQUATE: frozenset({FollowUpStep.PROVEN}),
    FollowUpStep.INADEQUATE: frozenset({FollowUpStep.PROVEN}),
    FollowUpStep.DROPPED: frozenset({FollowUpStep.PROPOSED, *OPEN_STEPS}),
}
"""After which steps each one may come; PROPOSED is the first of all."""


def own_recommendations(scope: Scope, user: "User | AnonymousUser", path: str = "") -> Q:
    """Those of a person's agency, of their unit, or given to them, without asking whether they are issued."""
    if not scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
        return Q(pk__in=[])
    of_units = ServiceUnit.objects.filter(pk__in=scope.unit_ids).values("agency")
    return (
        Q(**{f"{path}agency__in": scope.agency_ids})
        | Q(**{f"{path}unit__in": scope.unit_ids})
        | Q(**{f"{path}owner": user.pk, f"{path}agency__in": of_units})
    )


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office: all; an office: those of its agencies; an agency or a unit: its own, once issued."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        issued = RecommendationStep.objects.filter(recommendation=OuterRef("pk"), step=FollowUpStep.ISSUED)
        return self.alias(was_issued=Exists(issued)).filter(
            office_reach(scope, "agency__") | (own_recommendations(scope, user) & Q(was_issued=True))
        )

    def with_step(self, *, until: datetime | None = None) -> Self:
        """Each with `step`, `step_number` and `stepped_at`: the latest step (up to a moment), its number and time."""
        latest = RecommendationStep.objects.filter(recommendation=OuterRef("pk")).order_by("-number")
        if until is not None:
            latest = latest.filter(at__lte=until)
        return self.annotate(
            step=Subquery(latest.values("step")[:1]),
            step_number=Subquery(latest.values("number")[:1]),
            stepped_at=Subquery(latest.values("at")[:1]),
        )

    def at_step(self, *steps: FollowUpStep, until: datetime | None = None) -> Self:
        """Those whose latest step is one of these, annotated as by `with_step()`."""
        return self.with_step(until=until).filter(step__in=steps)

    def open(self) -> Self:
        """Those issued and neither proven adequate nor dropped, whichever period they come from."""
        return self.at_step(*OPEN_STEPS)

    def with_names(self) -> Self:
        return self.select_related("agency", "unit", "owner", "result")

    def urgent_first(self) -> Self:
        """Owed by the agency, waiting for a check, proposed, done; then the earliest due. Comes after `with_step()`."""
        turn = Case(
            When(step__in=OWED_STEPS, then=Value(0)),
            When(step=FollowUpStep.PROVEN, then=Value(1)),
            When(step=FollowUpStep.PROPOSED, then=Value(2)),
            default=Value(3),
        )
        return self.order_by(turn, F("due_on").asc(nulls_last=True), "pk")


class Recommendation(models.Model):
    """One thing to mend, at an agency or at one of its units; it follows the agency until proven or dropped."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="recommendations", verbose_name="instansi"
    )
    unit = models.ForeignKey(
        ServiceUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name="unit layanan",
    )
    kind = models.CharField("jenis", max_length=14, choices=RecommendationKind.choices)
    source = models.CharField("asal", max_length=6, choices=RecommendationSource.choices)
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations", verbose_name="hasil"
    )
    indicator = models.CharField("indikator", max_length=8, blank=True)
    source_number = models.CharField("nomor laporan", max_length=80, blank=True)
    text = models.TextField("isi")
    due_on = models.DateField("batas waktu", null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name="penanggung jawab",
    )
    owner_title = models.CharField("jabatan penanggung jawab", max_length=120, blank=True)
    needs_signature = models.BooleanField("menunggu tanda tangan pimpinan", default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditulis oleh"
    )
    written_at = models.DateTimeField("ditulis pada", default=timezone.now)
    is_example = models.BooleanField("data contoh", default=False)

    step: str
    """The latest step, where the row was read `with_step()`."""

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "due_on", "pk"]
        verbose_name = "saran atau produk Ombudsman"
        verbose_name_plural = "saran dan produk Ombudsman"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RecommendationKind.values), name="recommendation_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_says_something"),
            models.CheckConstraint(
                condition=(Q(source=RecommendationSource.RESULT, result__isnull=False) & ~Q(indicator=""))
                | (Q(source=RecommendationSource.REPORT, result__isnull=True) & ~Q(source_number=""))
                | Q(source=RecommendationSource.MANUAL, result__isnull=True),
                name="recommendation_names_its_source",
            ),
            models.UniqueConstraint(
                fields=["result", "unit", "indicator"],
                condition=Q(result__isnull=False),
                name="one_recommendation_per_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.unit or self.agency}"

    def is_late(self, today: date) -> bool:
        """Whether the agency owes proof whose last day is over; the row was read `with_step()`."""
        return self.step in OWED_STEPS and self.due_on is not None and self.due_on < today

    @property
    def source_words(self) -> str:
        """Where it comes from: the number of a report, or the indicator of a result, else the source's name."""
        if self.source == RecommendationSource.RESULT:
            return f"Hasil penilaian, indikator {self.indicator}"
        return self.source_number or RecommendationSource(self.source).label

    @property
    def owner_words(self) -> str:
        """Who is to do it: a person, else a title, else empty."""
        return self.owner.full_name if self.owner else self.owner_title


class RecommendationStep(WrittenOnce):
    """One step of a follow-up; `number` grows by one, so that of two people who act at once one wins."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="steps", verbose_name="saran"
    )
    number = models.PositiveSmallIntegerField("nomor")
    step = models.CharField("langkah", max_length=10, choices=FollowUpStep.choices)
    note = models.TextField("keterangan", blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="pelaku"
    )
    at = models.DateTimeField("waktu", default=timezone.now)

    objects = WrittenOnceQuerySet["RecommendationStep"].as_manager()

    class Meta:
        ordering = ["recommendation", "number"]
        verbose_name = "langkah tindak lanjut"
        verbose_name_plural = "langkah tindak lanjut"
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="follow_up_steps_are_numbered"),
            models.CheckConstraint(condition=Q(step__in=FollowUpStep.values), name="follow_up_step_is_known"),
            models.CheckConstraint(
                condition=~Q(step__in=[FollowUpStep.TAKEN_BACK, FollowUpStep.INADEQUATE, FollowUpStep.DROPPED])
                | ~Q(note=""),
                name="a_step_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} · {self.recommendation}"


def proof_path(file: "ProofFile", filename: str) -> str:
    """Where a file is kept: by its recommendation and fingerprint, never by the name it came with."""
    del filename
    return f"followup/{file.recommendation.public_id}/{file.sha256}"


class ProofFileQuerySet(WrittenOnceQuerySet["ProofFile"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As the recommendation that it proves."""
        return self.filter(recommendation__in=Recommendation.objects.visible_to(user).values("pk"))

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawal__isnull=True)


class ProofFile(WrittenOnce):
    """The bytes of a proof as they were uploaded, with their fingerprint; none is removed.

    `number` counts how often the same bytes came: once more only after they were withdrawn.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="proofs", verbose_name="saran"
    )
    file = models.FileField("berkas", upload_to=proof_path, max_length=200)
    name = models.CharField("nama berkas", max_length=200)
    media_type = models.CharField("jenis berkas", max_length=100)
    size = models.PositiveBigIntegerField("ukuran")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    number = models.PositiveSmallIntegerField("unggahan ke", default=1)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah pada", default=timezone.now)

    objects = ProofFileQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "uploaded_at"]
        verbose_name = "bukti tindak lanjut"
        verbose_name_plural = "bukti tindak lanjut"
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "sha256", "number"], name="same_proof_once_per_recommendation"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProofWithdrawal(FileWithdrawal):
    """That a proof was a mistake, and why."""

    proof = models.OneToOneField(ProofFile, on_delete=models.PROTECT, related_name="withdrawal", verbose_name="bukti")

    objects = WrittenOnceQuerySet["ProofWithdrawal"].as_manager()

    class Meta:
        ordering = ["proof"]
        verbose_name = "penarikan bukti tindak lanjut"
        verbose_name_plural = "penarikan bukti tindak lanjut"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawn_proof_says_why")]

    def __str__(self) -> str:
        return f"Penarikan {self.proof}"


class NoOpenProducts(WrittenOnce):
    """The head office's word that no Ombudsman product was due at an agency; it matters only while none is."""

    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="no_open_products", verbose_name="penilaian"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dipastikan oleh"
    )
    confirmed_at = models.DateTimeField("dipastikan pada", default=timezone.now)
    note = models.CharField("keterangan", max_length=300, blank=True)

    objects = WrittenOnceQuerySet["NoOpenProducts"].as_manager()

    class Meta:
        ordering = ["assessment"]
        verbose_name = "pemastian tidak ada produk terbuka"
        verbose_name_plural = "pemastian tidak ada produk terbuka"

    def __str__(self) -> str:
        return f"Tidak ada produk terbuka · {self.assessment}"
