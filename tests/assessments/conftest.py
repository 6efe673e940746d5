"""A small assessment with loci, and the people who make it."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from agencies.models import ServiceProduct, ServiceUnit
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.services import declare_independence, plan_assessment, record_answer, set_team
from assessments.instruments.loader import EDITIONS
from assessments.models import (
    DECIDED_STAGES,
    Answer,
    AnswerState,
    Assessment,
    InstrumentIssue,
    Locus,
    Period,
    PeriodWindow,
    Stage,
    Subject,
)
from assessments.results.services import compute
from assessments.rulebook.services import publish_issue


def publish(code) -> InstrumentIssue:
    issue, _ = publish_issue(content=(EDITIONS / f"{code}.yaml").read_bytes(), name=f"{code}.yaml", actor=None)
    return issue


def declare(person, assessment):
    """Let a person declare to be independent in an assessment."""
    return declare_independence(
        actor=person, assessment=assessment, other_agency=True, no_relatives=True, no_gifts=True
    )


@pytest.fixture
def opini_2026(db) -> Period:
    """A period under the edition opini-2026, of example data, not released."""
    return Period.objects.create(
        code="opini-2026", name="Opini 2026", year=2026, issue=publish("opini-2026"), is_example=True
    )


@pytest.fixture
def dinsos_muba(muba) -> ServiceUnit:
    unit = ServiceUnit.objects.create(agency=muba, kind="dinsos", name="Dinas Sosial")
    ServiceProduct.objects.create(unit=unit, kind="administratif", name="Rekomendasi Penerima Bantuan")
    ServiceProduct.objects.create(unit=unit, kind="administratif", name="Surat Keterangan DTSEN")
    return unit


@pytest.fixture
def muba_2026(opini_2026, muba, dinsos_muba, puskesmas_muba, dewi, sari, andi) -> Assessment:
    """Musi Banyuasin in 2026: Dinas Sosial and Puskesmas Sekayu; Dewi leads Sari and Andi."""
    assessment = plan_assessment(
        actor=dewi, period=opini_2026, agency=muba, units=[dinsos_muba, puskesmas_muba], reason="Dua unit saja."
    )
    set_team(actor=dewi, assessment=assessment, lead=dewi, members=[sari, andi])
    for each in (dewi, sari, andi):
        declare(each, assessment)
    return assessment


@pytest.fixture
def dinsos(muba_2026, dewi) -> Locus:
    """The locus of the Dinas Sosial, as its sheet reads it."""
    return loci_for_sheet(dewi).get(unit__name="Dinas Sosial")


@pytest.fixture
def puskesmas(muba_2026, dewi) -> Locus:
    return loci_for_sheet(dewi).get(unit__name="Puskesmas Sekayu")


@pytest.fixture
def subject_of():
    """`subject_of(locus, "product", 2)`: a subject by its kind and number."""

    def find(locus, kind, number=1) -> Subject:
        return Subject.objects.get(locus=locus, kind=kind, position=number)

    return find


@pytest.fixture
def answered(subject_of):
    """`answered(sari, dinsos, "IN-01", "document", 3)`: a level given, of subject 1 unless told."""

    def record(actor, locus, indicator, method, value, number=1, **more):
        rule = locus.assessment.period.issue.instrument.indicator(indicator).methods[method]
        return record_answer(
            actor=actor,
            locus=locus,
            indicator=indicator,
            method=method,
            subject=subject_of(locus, rule.subject_key, number),
            state=AnswerState.SCORED if value is not None else AnswerState.OPEN,
            value=value,
            **more,
        )

    return record


@pytest.fixture
def stand_at(rahmat, hasan, ratna):
    """`stand_at(dinsos, Stage.VERIFIED)`: put a locus there, signed by Rahmat, Hasan, Ratna as the stage demands."""

    def put(locus, stage) -> None:
        stages = list(Stage)
        Locus.objects.filter(pk=locus.pk).update(
            stage=stage,
            verified_by=rahmat if stages.index(stage) >= stages.index(Stage.VERIFIED) else None,
            validated_by=hasan if stages.index(stage) >= stages.index(Stage.VALIDATED) else None,
            decided_by=ratna if stage in DECIDED_STAGES else None,
        )

    return put


@pytest.fixture
def photo():
    """`photo("papan.jpg")`: a small JPEG as a form hands it over; another `shade` makes other bytes."""

    def take(name="papan.jpg", shade=120):
        content = io.BytesIO()
        Image.new("RGB", (8, 8), (shade, shade, shade)).save(content, "JPEG")
        return SimpleUploadedFile(name, content.getvalue(), content_type="application/octet-stream")

    return take


@pytest.fixture
def approved(dinsos, puskesmas, sari, answered, stand_at) -> Assessment:
    """Musi Banyuasin with both loci approved; at each, Sari found IN-01 and IN-02 at levels 3 and 2."""
    for locus in (dinsos, puskesmas):
        answered(sari, locus, "IN-01", "document", 3)
        answered(sari, locus, "IN-02", "document", 2)
        stand_at(locus, Stage.VALIDATED)
    with transaction.atomic():
        Assessment.objects.follow_loci(dinsos.assessment_id)
    return Assessment.objects.with_names().get(pk=dinsos.assessment_id)


@pytest.fixture
def reply_window(opini_2026) -> PeriodWindow:
    """The period's window for replies, which is open today and for five more days."""
    today = timezone.localdate()
    return PeriodWindow.objects.create(
        period=opini_2026, kind="reply", starts_on=today - timedelta(days=2), ends_on=today + timedelta(days=5)
    )


SUBJECTS_OF_2024 = {"officer-pelayanan": 2, "officer-pengaduan": 1, "product": 1, "user": 2, "unit": 1, "agency": 1}


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
        for kind, count in SUBJECTS_OF_2024.items()
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
