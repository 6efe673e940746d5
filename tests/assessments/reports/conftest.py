"""A computed result of Musi Banyuasin in 2026, before and after the release of its period."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.models import Answer, Locus, Report, Result
from assessments.reports.services import issue_report
from assessments.results.services import compute


@pytest.fixture
def both_units(muba_2026, sari):
    """Every applicable question of both units at level 3 of 4; secondary data at 75."""
    instrument = muba_2026.period.issue.instrument
    for locus in Locus.objects.filter(assessment=muba_2026).select_related("unit"):
        Answer.objects.bulk_create(
            Answer(
                locus=locus,
                indicator=indicator.code,
                method=method,
                subject=subject,
                rater=sari,
                state="scored",
                value=75 if method == "secondary" else 3,
            )
            for _, indicator in instrument.indicators
            if indicator.applies_to(agency_kind="kabupaten", unit_kind=locus.unit.kind)
            for method, rule in indicator.methods.items()
            for subject in locus.subjects.filter(kind=rule.subject_key)
        )
    return muba_2026


@pytest.fixture
def one_unit(both_units):
    """The same with one unit, which makes the shorter report."""
    Locus.objects.filter(unit__name="Puskesmas Sekayu").update(not_assessed_reason="sedang direnovasi")
    return both_units


def named(result) -> Result:
    """The result as every page and report reads it."""
    return Result.objects.with_names().get(pk=result.pk)


@pytest.fixture
def result(one_unit) -> Result:
    return named(compute(assessment=one_unit, actor=None))


@pytest.fixture
def report(result, hasan):
    """The report of that result, issued by Hasan, the validator."""
    return issue_report(result=result, actor=hasan)


@pytest.fixture
def kept(result, hasan) -> Report:
    """A report as it lies in the store, of few bytes: for all that does not look inside."""
    pdf = b"%PDF-1.7 a short one"
    return Report.objects.create(
        period=result.assessment.period,
        result=result,
        template_version="1-00000000",
        issued_by=hasan,
        file=ContentFile(pdf, name="short.pdf"),
        size=len(pdf),
        pages=1,
        sha256=sha256(pdf).hexdigest(),
    )


@pytest.fixture
def released(opini_2026):
    opini_2026.released_at = timezone.now() - timedelta(minutes=1)
    opini_2026.save()


@pytest.fixture
def released_tomorrow(opini_2026):
    opini_2026.released_at = timezone.now() + timedelta(days=1)
    opini_2026.save()


@pytest.fixture
def paper_of():
    """`paper_of(result)`: the unsaved report of an agency, as it is while its paper is drawn."""

    def make(result, kind="agency", **more) -> Report:
        return Report(kind=kind, period=result.assessment.period, result=result, **more)

    return make
