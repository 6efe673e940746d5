"""A small agency of two units under opini-2026, with a sheet that can be filled in one go."""

from dataclasses import dataclass, field

import pytest

from agencies.models import Agency, ServiceUnit, User
from assessments.instruments.loader import EDITIONS
from assessments.models import Answer, Assessment, Locus, Period, Subject
from assessments.rulebook.services import publish_issue

SUBJECTS = {"officer-pelayanan": 4, "officer-pengaduan": 2, "product": 2, "user": 3, "unit": 1, "agency": 1}


@dataclass
class Sheet:
    assessment: Assessment
    assessor: User
    loci: list[Locus] = field(default_factory=list)

    def answer_everything(self, *, level):
        """Every applicable question gets `level`; secondary data the same part of 100."""
        instrument = self.assessment.period.issue.instrument
        Answer.objects.bulk_create(
            Answer(
                locus=locus,
                indicator=indicator.code,
                method=method,
                subject=subject,
                rater=self.assessor,
                state="scored",
                value=25 * level if method == "secondary" else level,
            )
            for locus in self.loci
            for _, indicator in instrument.indicators
            if indicator.applies_to(agency_kind=self.assessment.agency.kind, unit_kind=locus.unit.kind)
            for method, rule in indicator.methods.items()
            for subject in locus.subjects.filter(kind=rule.subject_key)
        )


def opened_round(agency, assessor, *, code, units):
    """A round of an agency under opini-2026 at these units, with everyone and everything to be asked."""
    issue, _ = publish_issue(content=(EDITIONS / "opini-2026.yaml").read_bytes(), name="opini-2026.yaml", actor=None)
    period, _ = Period.objects.get_or_create(code=code, defaults={"name": "Opini 2026", "year": 2026, "issue": issue})
    found = Sheet(Assessment.objects.create(period=period, agency=agency, office=agency.office), assessor)
    for position, unit in enumerate(units, start=1):
        locus = Locus.objects.create(assessment=found.assessment, unit=unit, position=position)
        Subject.objects.bulk_create(
            Subject(locus=locus, kind=kind, position=number)
            for kind, count in SUBJECTS.items()
            for number in range(1, count + 1)
        )
        found.loci.append(locus)
    return found


@pytest.fixture
def muba_round(muba, dukcapil_muba, puskesmas_muba, sari):
    """Musi Banyuasin at two units; nothing is answered yet, nothing released."""
    return opened_round(muba, sari, code="opini-2026", units=[dukcapil_muba, puskesmas_muba])


@pytest.fixture
def sheet():
    issue, _ = publish_issue(content=(EDITIONS / "opini-2026.yaml").read_bytes(), name="opini-2026.yaml", actor=None)
    period = Period.objects.create(code="opini-2026", name="Opini 2026", year=2026, issue=issue)
    agency = Agency.objects.create(code="B-CONTOH", kind="bumn", name="BUMN Contoh")
    assessment = Assessment.objects.create(period=period, agency=agency, is_example=True)
    found = Sheet(assessment, User.objects.create_user("sari@example.id", full_name="Sari"))
    for position, name in enumerate(["Kantor Pusat", "Layanan Daring"], start=1):
        unit = ServiceUnit.objects.create(agency=agency, kind="unit_pusat", name=name)
        locus = Locus.objects.create(assessment=assessment, unit=unit, position=position)
        Subject.objects.bulk_create(
            Subject(locus=locus, kind=kind, position=number)
            for kind, count in SUBJECTS.items()
            for number in range(1, count + 1)
        )
        found.loci.append(locus)
    return found
