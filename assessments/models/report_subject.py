"""What a report is about, by its kind: columns shared by the report itself and by the order to make it."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency, Office, Region
from assessments.models.assessment import Locus
from assessments.models.period import Period
from assessments.models.result import Result


class ReportKind(models.TextChoices):
    AGENCY = "agency", "Laporan instansi"
    UNIT = "unit", "Laporan unit layanan"
    REGIONAL = "regional", "Rekapitulasi daerah"
    NATIONAL = "national", "Rekapitulasi nasional"
    CERTIFICATE = "certificate", "Piagam"


_NO_RESULT = Q(result__isnull=True, locus__isnull=True)
_NO_AREA = Q(office__isnull=True, region__isnull=True)
SUBJECT_FITS_KIND = (
    Q(_NO_AREA, kind=ReportKind.AGENCY, result__isnull=False, locus__isnull=True)
    | Q(_NO_AREA, kind=ReportKind.UNIT, result__isnull=False, locus__isnull=False)
    | Q(_NO_AREA, kind=ReportKind.CERTIFICATE, result__isnull=False)
    | Q(_NO_RESULT, kind=ReportKind.REGIONAL, office__isnull=False, region__isnull=True)
    | Q(_NO_RESULT, kind=ReportKind.REGIONAL, office__isnull=True, region__isnull=False)
    | Q(_NO_RESULT, _NO_AREA, kind=ReportKind.NATIONAL)
)
"""An agency's report is about a result, a unit's about one locus of it, a certificate about either; a recap about a
period, as a whole or for one office or province."""


class ReportSubject(models.Model):
    """A kind of report and what it is about; `period` is that of the result where there is one."""

    kind = models.CharField("jenis", max_length=12, choices=ReportKind.choices, default=ReportKind.AGENCY)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", verbose_name="periode")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="hasil")
    locus = models.ForeignKey(Locus, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="lokus")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kantor")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="provinsi")

    class Meta:
        abstract = True

    @property
    def subject(self) -> dict[str, int | str | None]:
        """The columns that say what it is about, to find rows about the same; nothing is asked of the database."""
        return {
            "kind": self.kind,
            "period": self.period_id,
            "result": self.result_id,
            "locus": self.locus_id,
            "office": self.office_id,
            "region": self.region_id,
        }

    @property
    def agency(self) -> Agency | None:
        """The agency it is about; none for a recap. Needs the result's assessment and agency joined."""
        return self.result.assessment.agency if self.result else None

    @property
    def unit_name(self) -> str:
        """The unit it is about, as it is called today; empty for what is about more. Needs the locus's unit joined."""
        return self.locus.unit.name if self.locus else ""

    @property
    def about(self) -> str:
        """Whom or what it is about, in the words of the result: a unit and its agency, an agency, an area, all."""
        if self.result:
            return f"{self.unit_name}, {self.result.agency_name}" if self.locus else self.result.agency_name
        area = self.office or self.region
        return str(area.name) if area else "Nasional"

    @property
    def is_example(self) -> bool:
        """Whether what it tells is invented."""
        return self.result.is_example if self.result else self.period.is_example
