"""Musi Banyuasin prepares for 2026, assessed once in 2024."""

from datetime import date

import pytest
from django.utils import timezone

from agencies.models import Role, ServiceUnit
from assessments.models import Answer, Assessment, Locus, Period, Subject
from assessments.results.services import compute

from ..conftest import publish

SUBJECTS = {"officer-pelayanan": 2, "officer-pengaduan": 1, "product": 1, "user": 2, "unit": 1, "agency": 1}


@pytest.fixture
def rini(person, dinsos_muba):
    """Contact of the Dinas Sosial of Musi Banyuasin."""
    return person("Rini Astuti", Role.UNIT_CONTACT, unit=dinsos_muba)


@pytest.fixture
def period(opini_2026) -> Period:
    return opini_2026


@pytest.fixture
def assessed_2024(db):
    """`assessed_2024(unit, level=3, weak={"PR-01": 1})`: a released result of 2024 of the unit's agency."""

    def assess(*units, level=3, weak=None):
        period = Period.objects.create(
            code="kepatuhan-2024",
            name="Penilaian Kepatuhan 2024",
            year=2024,
            issue=publish("kepatuhan-2024"),
            released_at=timezone.now(),
            is_example=True,
        )
        agency = units[0].agency
        assessment = Assessment.objects.create(period=period, agency=agency, office=agency.office, is_example=True)
        rater = agency.office.memberships.first()
        for position, unit in enumerate(units, start=1):
            locus = Locus.objects.create(assessment=assessment, unit=unit, position=position)
            _answer_everything(locus, rater.user, level, weak or {})
        return compute(assessment=assessment, actor=None)

    return assess


def _answer_everything(locus, rater, level, weak):
    instrument = locus.assessment.period.issue.instrument
    subjects = Subject.objects.bulk_create(
        Subject(locus=locus, kind=kind, position=number)
        for kind, count in SUBJECTS.items()
        for number in range(1, count + 1)
    )
    Answer.objects.bulk_create(
        Answer(
            locus=locus,
            indicator=indicator.code,
            method=method,
            subject=subject,
            rater=rater,
            state="scored",
            value=(25 if method == "secondary" else 1) * weak.get(indicator.code, level),
        )
        for _, indicator in instrument.indicators
        if indicator.applies_to(agency_kind=locus.assessment.agency.kind, unit_kind=locus.unit.kind)
        for method, rule in indicator.methods.items()
        for subject in subjects
        if subject.kind == rule.subject_key
    )


@pytest.fixture
def tomorrow():
    return date.fromordinal(timezone.localdate().toordinal() + 1)


@pytest.fixture
def yesterday():
    return date.fromordinal(timezone.localdate().toordinal() - 1)


@pytest.fixture
def units_of_muba(muba):
    """`units_of_muba(40)`: so many puskesmas."""

    def make(count):
        return ServiceUnit.objects.bulk_create(
            ServiceUnit(agency=muba, kind="puskesmas", name=f"Puskesmas {number:02d}") for number in range(count)
        )

    return make
