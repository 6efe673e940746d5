"""Reports: the bytes of a paper as issued, once, with the code under which anyone can check it."""

import secrets
import uuid
from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Agency, AgencyKind
from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.roles import OFFICE_ROLES, Role
from agencies.scope import Scope, scope_of
from assessments.models.assessment import agency_reach, assessed_by, outstanding_second_ratings, released
from assessments.models.report_subject import SUBJECT_FITS_KIND, ReportSubject
from assessments.models.result import Result, published

if TYPE_CHECKING:
    from agencies.models import User

# Neither vowels nor letters and digits that look alike: nothing to misread, no words by accident.
CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
CODE_LENGTH = 12


def report_path(report: "Report", filename: str) -> str:
    """Where a report is kept: by its fingerprint."""
    del filename
    return f"reports/{report.sha256[:2]}/{report.sha256}.pdf"


def new_code() -> str:
    """A code that nobody guesses: 27 letters at twelve places, about 57 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class ReportStatus(models.TextChoices):
    IN_FORCE = "berlaku", "Berlaku"
    REPLACED = "diganti", "Diganti"
    WITHDRAWN = "dicabut", "Dicabut"


class ReportSignature(models.TextChoices):
    """What kind of certificate a PDF is signed with; only a certified one makes a certified electronic signature."""

    NONE = "", "Tanpa tanda tangan digital"
    TEST = "test", "Tanda tangan digital uji"
    CERTIFIED = "certified", "Tanda tangan elektronik tersertifikasi"


class ReportQuerySet(WrittenOnceQuerySet["Report"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office: all; the assessing office: its own; those whom a report is about: from the release on.

        An agency's people read what is about the agency or its units, a unit's people what is about the unit, a
        governor's people the recap of the province too.
        """
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        of_office = assessed_by(scope, "result__assessment__") | _open_areas(scope)
        return self.filter(of_office | (released(_concerns(scope), "period") & published("result__")))

    def with_names(self) -> Self:
        """Each report with the rows that its paper, its list and its page name, in one query."""
        return self.select_related(
            "result__issue",
            "result__computed_by",
            "result__replaces",
            "result__replaced_by",
            "result__assessment__agency",
            "result__assessment__period",
            "locus__unit",
            "period__issue",
            "office",
            "region",
            "issued_by",
            "replaces",
            "replaced_by",
            "withdrawal__withdrawn_by",
        )

    def with_status(self) -> Self:
        """Each report with what its status is read from."""
        return self.select_related("result__replaced_by", "replaced_by", "withdrawal")

    def in_force(self) -> Self:
        """The reports that hold: not withdrawn, not replaced, and their result not corrected."""
        return self.filter(withdrawal__isnull=True, replaced_by__isnull=True, result__replaced_by__isnull=True)


def _open_areas(scope: Scope) -> Q:
    """As `_area_reach`, without the recaps of a period in which this person still judges a locus blind."""
    if not scope.holds(Role.ASSESSOR, Role.LEAD):
        return _area_reach(scope)
    return _area_reach(scope) & ~Q(period__in=outstanding_second_ratings(scope).values("draw__period"))


def _area_reach(scope: Scope) -> Q:
    """The recaps of the offices at which a person works, and of the provinces these serve."""
    if not scope.holds(*OFFICE_ROLES):
        return Q(pk__in=[])
    return Q(office__in=scope.office_ids) | Q(region__office__in=scope.office_ids)


def _concerns(scope: Scope) -> Q:
    """The reports about an agency or a unit that a person belongs to, and the recap of a governor's province."""
    concerned = agency_reach(scope, "result__assessment__")
    if scope.unit_ids:
        concerned |= Q(locus__unit__in=scope.unit_ids)
    if scope.agency_ids:
        provinces = Agency.objects.filter(pk__in=scope.agency_ids, kind=AgencyKind.PROVINSI)
        concerned |= Q(region__in=provinces.values("region"))
    return concerned


class Report(ReportSubject, WrittenOnce):
    """One issued report: `file` holds the bytes whose fingerprint is `sha256`.

    What stands on the paper and is not in the result: `number`, `issued_on` and `code`. `edition` counts the issues
    about the same subject; a newer one names the report that it replaces. `asked` are the lines on what the Ombudsman
    asked, as the paper has them (`reports.sections.asked`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, related_name="reports", verbose_name="hasil"
    )
    edition = models.PositiveSmallIntegerField("terbitan ke", default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", verbose_name="menggantikan"
    )
    number = models.CharField("nomor surat", max_length=60, blank=True)
    issued_on = models.DateField("tanggal terbit", default=timezone.localdate)
    code = models.CharField("kode verifikasi", max_length=CODE_LENGTH, unique=True, default=new_code)
    template_version = models.CharField("versi templat", max_length=20)
    wording_version = models.CharField("versi redaksi", max_length=20, blank=True)
    source_sha256 = models.CharField("sidik data", max_length=64, blank=True)
    asked = models.JSONField("yang diminta saat terbit", null=True, editable=False)
    issued_at = models.DateTimeField("diterbitkan pada", default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="diterbitkan oleh"
    )
    file = models.FileField("berkas", upload_to=report_path, max_length=200)
    size = models.PositiveIntegerField("ukuran")
    pages = models.PositiveSmallIntegerField("halaman")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    unsigned_sha256 = models.CharField("sidik sebelum ditandatangani", max_length=64, blank=True)
    signature = models.CharField("tanda tangan digital", max_length=10, blank=True, choices=ReportSignature.choices)
    signer = models.CharField("penanda tangan", max_length=200, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = "laporan"
        verbose_name_plural = "laporan"
        indexes = [models.Index(fields=["period", "kind", "-issued_at"], name="report_by_period")]
        constraints = [
            models.CheckConstraint(condition=SUBJECT_FITS_KIND, name="report_subject_fits_kind"),
            models.CheckConstraint(condition=~Q(code=""), name="report_has_a_code"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="report_editions_count_from_one"),
            models.CheckConstraint(
                condition=Q(signature="", signer="", unsigned_sha256="")
                | (Q(signature__in=("test", "certified")) & ~Q(signer="") & ~Q(unsigned_sha256="")),
                name="a_signature_names_its_signer",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_report_per_number"),
            models.UniqueConstraint(
                F("kind"),
                F("period"),
                Coalesce("result", 0),
                Coalesce("locus", 0),
                Coalesce("office", 0),
                Coalesce("region", 0),
                F("edition"),
                name="one_report_per_subject_and_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.about} · {self.period}"

    @property
    def status(self) -> ReportStatus:
        """Whether the paper still holds; read from rows that `with_status` joins.

        A report whose result was corrected no longer holds, also before the corrected one is issued.
        """
        if hasattr(self, "withdrawal"):
            return ReportStatus.WITHDRAWN
        corrected = self.result is not None and hasattr(self.result, "replaced_by")
        return ReportStatus.REPLACED if corrected or hasattr(self, "replaced_by") else ReportStatus.IN_FORCE

    @property
    def written_code(self) -> str:
        """The code as people read and type it: "7KQF-92MX-HB4T"."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))


class ReportWithdrawal(WrittenOnce):
    """A report taken back for good, with the reason that everyone who checks it reads."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="withdrawal", verbose_name="laporan")
    reason = models.CharField("alasan", max_length=300)
    withdrawn_at = models.DateTimeField("dicabut pada", default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dicabut oleh"
    )

    objects = WrittenOnceQuerySet["ReportWithdrawal"].as_manager()

    class Meta:
        verbose_name = "pencabutan laporan"
        verbose_name_plural = "pencabutan laporan"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_a_reason")]

    def __str__(self) -> str:
        return f"Pencabutan {self.report.number or self.report.written_code}"


class ReportNumber(models.Model):
    """The last running number given to a report in a year."""

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    last = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "nomor urut laporan"
        verbose_name_plural = "nomor urut laporan"

    def __str__(self) -> str:
        return f"{self.last}/{self.year}"

    @classmethod
    def take(cls, on: date) -> int:
        """The next running number of the year of a day; one that is not used afterwards is not given again."""
        cls.objects.get_or_create(year=on.year)
        row = cls.objects.select_for_update().get(year=on.year)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last
