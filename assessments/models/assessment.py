"""An assessment of an agency in a period, the loci it visits, and whom or what it examines there."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from agencies.models import Agency, Office, ServiceProduct, ServiceUnit
from agencies.roles import Role
from agencies.scope import Scope, scope_of
from assessments.models.period import Period
from assessments.models.stage import (
    DECIDED_STAGES,
    OPEN_STAGES,
    UNSIGNED_STAGES,
    Action,
    Stage,
    StageMovedError,
    stage_of_all,
    transition_of,
)

if TYPE_CHECKING:
    from agencies.models import User


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office: all; an office: its own agencies; an agency or unit: its own once released."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        return self.filter(assessed_by(scope, "") | released(agency_reach(scope, ""), "period"))

    def for_reply(self, user: "User | AnonymousUser") -> Self:
        """Those that may be replied to or were: head office all, an office its own, the bureau once it was opened."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        return self.filter(assessed_by(scope, "") | (bureau_reach(scope, "") & Q(reply_opened_at__isnull=False)))

    def with_names(self) -> Self:
        return self.select_related("agency", "office", "period__issue")

    def running(self) -> Self:
        """Those that are assessed, in periods whose results are not open yet."""
        return self.filter(_running(""), not_assessed_reason="")

    def follow_loci(self, assessment: int) -> None:
        """Let an assessment, given by its key, stand where its loci do; it is locked until the transaction ends."""
        held = self.select_for_update(of=("self",), no_key=True).only("stage").get(pk=assessment)
        stage = stage_of_all(held.loci.filter(not_assessed_reason="").order_by().values_list("stage", flat=True))
        if held.stage != stage:
            self.filter(pk=assessment).update(stage=stage)


class Assessment(models.Model):
    """One agency's round; `office` is the assessing office at that time, empty for the head office."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="assessments", verbose_name="periode")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessments", verbose_name="instansi")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name="kantor"
    )
    head_name = models.CharField("nama pimpinan instansi", max_length=120, blank=True)
    not_assessed_reason = models.CharField("alasan tidak dinilai", max_length=300, blank=True)
    stage = models.CharField("tahap", max_length=10, choices=Stage.choices, default=Stage.PLANNED, editable=False)
    reply_opened_at = models.DateTimeField("hak jawab dibuka pada", null=True, blank=True, editable=False)
    reply_ended_at = models.DateTimeField("hak jawab selesai menurut instansi", null=True, blank=True, editable=False)
    reply_result = models.ForeignKey(
        "assessments.Result",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="hasil sementara yang ditunjukkan",
    )
    decided_at = models.DateTimeField("ditetapkan pada", null=True, blank=True, editable=False)
    is_example = models.BooleanField("data contoh", default=False)
    created_at = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["period", "agency"]
        verbose_name = "penilaian"
        verbose_name_plural = "penilaian"
        constraints = [
            models.UniqueConstraint(fields=["period", "agency"], name="one_assessment_per_agency_and_period"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="assessment_stage_is_known"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.IN_REPLY) | Q(reply_opened_at__isnull=False, reply_result__isnull=False),
                name="a_reply_shows_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=DECIDED_STAGES) | Q(decided_at__isnull=False),
                name="a_decision_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.period}"


class LocusQuerySet(models.QuerySet["Locus"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As assessments; a unit's own people see their unit only, and the sheet itself never before release."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        own = agency_reach(scope, "assessment__") | (Q(unit__in=scope.unit_ids) if scope.unit_ids else Q(pk__in=[]))
        return self.filter(assessed_by(scope, "assessment__") | released(own, "assessment__period"))

    def with_names(self) -> Self:
        return self.select_related("unit", "assessment__agency", "assessment__office", "assessment__period__issue")

    def running(self) -> Self:
        """Loci to be assessed in periods whose results are not open yet, with the names that a list says."""
        found = self.filter(_running("assessment__"), not_assessed_reason="", assessment__not_assessed_reason="")
        return found.select_related("unit", "assessment__agency", "assessment__period").defer(
            "assessment__period__issue"
        )

    def move(self, locus: "Locus", action: Action, **signatures: object) -> None:
        """Take a step with a locus, and let its assessment follow: the only way in which a stage changes.

        One conditional UPDATE on the stage that `locus` was read with, so that of two people one wins.
        `signatures` are columns that change with it. Raises StageMovedError.
        """
        self.move_together([locus], action, **signatures)

    def move_together(self, loci: "Sequence[Locus]", action: Action, **signatures: object) -> None:
        """As move, for loci of one assessment that stand at one stage: all of them or, within a transaction, none."""
        stage = loci[0].stage
        step = transition_of(action, stage)
        if step is None or any(locus.stage != stage for locus in loci):
            raise StageMovedError(stage)
        values = {"stage": step.after, "stage_changed_at": timezone.now(), **signatures}
        keys = [locus.pk for locus in loci]
        if self.filter(pk__in=keys, stage=step.before).update(**values) != len(keys):
            raise StageMovedError(self.filter(pk__in=keys).exclude(stage=step.after).values_list("stage", flat=True)[0])
        for locus in loci:
            for column, value in values.items():
                setattr(locus, column, value)
        Assessment.objects.follow_loci(loci[0].assessment_id)


class Locus(models.Model):
    """A service unit visited in an assessment; names are copied into the result when it is computed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="loci", verbose_name="penilaian")
    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="loci", verbose_name="unit layanan")
    position = models.PositiveSmallIntegerField("urutan")
    stage = models.CharField("tahap", max_length=10, choices=Stage.choices, default=Stage.PLANNED)
    stage_changed_at = models.DateTimeField("tahap berubah pada", default=timezone.now)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diverifikasi oleh",
    )
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="divalidasi oleh",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ditetapkan oleh",
    )
    visited_on = models.DateField("tanggal kunjungan", null=True, blank=True)
    not_assessed_reason = models.CharField("alasan tidak dinilai", max_length=300, blank=True)

    objects = LocusQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "position"]
        verbose_name = "lokus"
        verbose_name_plural = "lokus"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "unit"], name="one_locus_per_unit_and_assessment"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="stage_is_known"),
            models.CheckConstraint(
                condition=Q(stage__in=UNSIGNED_STAGES, verified_by__isnull=True, validated_by__isnull=True)
                | Q(stage=Stage.VERIFIED, verified_by__isnull=False, validated_by__isnull=True)
                | (
                    ~Q(stage__in=[*UNSIGNED_STAGES, Stage.VERIFIED])
                    & Q(verified_by__isnull=False, validated_by__isnull=False)
                ),
                name="a_stage_carries_its_signatures",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=DECIDED_STAGES, decided_by__isnull=False)
                | (~Q(stage__in=DECIDED_STAGES) & Q(decided_by__isnull=True)),
                name="a_decided_locus_says_who",
            ),
            models.CheckConstraint(
                condition=Q(validated_by__isnull=True) | ~Q(validated_by=F("verified_by")),
                name="two_people_approve",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.assessment}"

    @property
    def is_open(self) -> bool:
        """Whether answers may still be entered."""
        return self.stage in OPEN_STAGES and not self.not_assessed_reason


class SubjectKind(models.TextChoices):
    """The subjects of the editions; officers who serve and officers who handle complaints are different people."""

    SERVICE_OFFICER = "officer-pelayanan", "Petugas pelayanan"
    COMPLAINT_OFFICER = "officer-pengaduan", "Petugas pengaduan"
    PRODUCT = "product", "Produk layanan"
    USER = "user", "Pengguna layanan"
    UNIT = "unit", "Unit layanan"
    AGENCY = "agency", "Instansi"


class Subject(models.Model):
    """Whom or what an answer is about: a respondent, a product, the unit itself, or the agency."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    locus = models.ForeignKey(Locus, on_delete=models.CASCADE, related_name="subjects", verbose_name="lokus")
    kind = models.CharField("jenis", max_length=18, choices=SubjectKind.choices)
    position = models.PositiveSmallIntegerField("nomor")
    name = models.CharField("nama", max_length=120, blank=True)
    duty = models.CharField("jabatan", max_length=120, blank=True)
    is_substitute = models.BooleanField("pengganti", default=False)
    product = models.ForeignKey(
        ServiceProduct, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="produk"
    )
    contacts_seen = models.PositiveSmallIntegerField(
        "kontak pengguna yang dicek",
        null=True,
        blank=True,
        help_text="Berapa kontak pengguna produk ini yang sudah dicek tim; kosong bila belum dicek. Tanpa nama.",
    )

    class Meta:
        ordering = ["locus", "kind", "position"]
        verbose_name = "subjek"
        verbose_name_plural = "subjek"
        constraints = [
            models.UniqueConstraint(fields=["locus", "kind", "position"], name="subjects_are_numbered"),
            models.CheckConstraint(condition=Q(kind__in=SubjectKind.values), name="subject_kind_is_known"),
            models.CheckConstraint(
                condition=Q(product__isnull=True) | Q(kind=SubjectKind.PRODUCT), name="only_products_name_a_product"
            ),
            models.CheckConstraint(
                condition=Q(contacts_seen__isnull=True) | Q(kind=SubjectKind.PRODUCT),
                name="only_products_count_contacts",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[SubjectKind.UNIT, SubjectKind.AGENCY]) | Q(position=1),
                name="one_unit_and_one_agency",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The words by which a sheet and a trace call it, such as "Petugas pelayanan 2"; never a citizen's name."""
        if self.kind in {SubjectKind.UNIT, SubjectKind.AGENCY}:
            return SubjectKind(self.kind).label
        numbered = f"{SubjectKind(self.kind).label} {self.position}"
        return f"{numbered}: {self.name}" if self.name and self.kind == SubjectKind.PRODUCT else numbered


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def with_independence(self) -> Self:
        """Each member with the person, and `independence`: what their latest declaration here says, or None."""
        declarations = Assessment._meta.get_field("declarations").related_model._default_manager
        latest = declarations.filter(assessment=OuterRef("assessment"), user=OuterRef("user")).order_by("-pk")
        found = self.select_related("user").order_by("-is_lead", "user__full_name", "user__email")
        return found.annotate(independence=Subquery(latest.values("outcome")[:1]))


class TeamMember(models.Model):
    """A person who enters answers at the loci of an assessment; one of them leads."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="team", verbose_name="penilaian")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="teams", verbose_name="orang"
    )
    is_lead = models.BooleanField("ketua tim", default=False)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "-is_lead", "user"]
        verbose_name = "anggota tim"
        verbose_name_plural = "anggota tim"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "user"], name="one_place_in_a_team"),
            models.UniqueConstraint(fields=["assessment"], condition=Q(is_lead=True), name="one_lead_per_team"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.assessment}"


def office_reach(scope: Scope, path: str) -> Q:
    """Rows that the offices of this person assess; administrators hold no office and so see none."""
    if not scope.holds(Role.ASSESSOR, Role.LEAD, Role.VERIFIER, Role.VALIDATOR):
        return Q(pk__in=[])
    return Q(**{f"{path}office__in": scope.office_ids})


def assessed_by(scope: Scope, path: str) -> Q:
    """As `office_reach` for an assessment at the end of `path`, or rows below it.

    Whoever judges a locus a second time sees nothing of its assessment until that judgement is handed in.
    """
    reach = office_reach(scope, path)
    if not scope.holds(Role.ASSESSOR, Role.LEAD):
        return reach
    return reach & ~Q(**{f"{path}pk__in": outstanding_second_ratings(scope).values("locus__assessment")})


def outstanding_second_ratings(scope: Scope) -> models.QuerySet[Any]:
    """The loci that this person is to judge a second time and blind, and has not handed in."""
    ratings = Locus._meta.get_field("second_rating").related_model._default_manager
    return ratings.filter(rater=scope.person, handed_in_at__isnull=True)


def agency_reach(scope: Scope, path: str) -> Q:
    """Rows of the agencies that this person belongs to as a whole."""
    return Q(**{f"{path}agency__in": scope.agency_ids}) if scope.agency_ids else Q(pk__in=[])


def _running(path: str) -> Q:
    at = f"{path}period__released_at"
    return Q(**{f"{at}__isnull": True}) | Q(**{f"{at}__gt": timezone.now()})


def bureau_reach(scope: Scope, path: str) -> Q:
    """Rows of the agencies whose Bagian Organisasi this person is: the reply is the bureau's alone."""
    agencies = [place for role, place in scope.places if role == Role.BUREAU]
    return Q(**{f"{path}agency__in": agencies}) if agencies else Q(pk__in=[])


def released(within: Q, path: str) -> Q:
    return within & Q(**{f"{path}__released_at__lte": timezone.now()})
