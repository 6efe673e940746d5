"""Many agencies with a stored result each, and a kind of report that is drawn in a twinkling."""

import pytest

from agencies.models import Agency, AgencyKind, Region, RegionKind
from assessments.models import Assessment, Report, ReportKind, Result
from assessments.reports import kinds
from assessments.reports.kinds import Kind


@pytest.fixture
def small_paper(monkeypatch):
    """The report to an agency as a page of one heading: drawn for real, in a few milliseconds."""

    def compose(report: Report) -> dict[str, object]:
        return {"title": report.about, "columns": (), "lines": ()}

    small = Kind("assessments/reports/handover_index.html", "reports/report.css", compose)
    monkeypatch.setattr(kinds, "KINDS", {ReportKind.AGENCY: small})
    monkeypatch.setattr("assessments.reports.services.KINDS", kinds.KINDS)
    monkeypatch.setattr("assessments.reports.batches.KINDS", kinds.KINDS)
    monkeypatch.setattr("assessments.reports.forms.KINDS", kinds.KINDS)
    return small


def result_of(period, agency, **more) -> Result:
    assessment, _ = Assessment.objects.get_or_create(period=period, agency=agency, defaults={"office": agency.office})
    return Result.objects.create(
        assessment=assessment,
        issue=period.issue,
        score="80.00",
        provisional=False,
        opinion="Kualitas Tinggi",
        method="weighted-mean-1",
        instrument_sha256=period.issue.sha256,
        follow_up="no",
        is_example=True,
        agency_name=agency.name,
        agency_kind=agency.kind,
        head_title="Bupati",
        office_name="Perwakilan",
        period_name=period.name,
        year=period.year,
        **more,
    )


@pytest.fixture
def four_results(opini_2026, sumsel, kerinci):
    """Results of three regencies in South Sumatra and of one in Jambi."""
    parent = Region.objects.get(code="16")
    for number, name in enumerate(("Lahat", "Musi Rawas", "Ogan Ilir"), start=1):
        code = f"16.0{number}"
        region = Region.objects.create(code=code, name=name, kind=RegionKind.KABUPATEN, parent=parent)
        agency = Agency.objects.create(
            code=code, kind=AgencyKind.KABUPATEN, name=f"Kabupaten {name}", region=region, office=sumsel
        )
        result_of(opini_2026, agency)
    result_of(opini_2026, kerinci)
    return opini_2026
