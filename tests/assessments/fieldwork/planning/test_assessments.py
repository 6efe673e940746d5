"""Loci come from the instrument's rules, with everyone that a team should meet there."""

from collections import Counter

import pytest

from agencies.models import Agency, Event, ServiceUnit
from assessments.fieldwork.errors import PlanError, ReasonNeededError
from assessments.fieldwork.services import plan_assessment, set_team
from assessments.models import Subject

pytestmark = pytest.mark.django_db

SCHOOL_AND_OTHERS = ["dinas_kesehatan", "dinas_pendidikan", "rumah_sakit", "sekolah"]


@pytest.fixture
def six_units(muba, dinsos_muba, puskesmas_muba):
    for kind in SCHOOL_AND_OTHERS:
        ServiceUnit.objects.create(agency=muba, kind=kind, name=f"Unit {kind}")


def test_the_loci_follow_the_rules_of_the_instrument(dewi, opini_2026, muba, six_units):
    assessment = plan_assessment(actor=dewi, period=opini_2026, agency=muba)
    assert [locus.unit.kind for locus in assessment.loci.all()] == ["dinsos", *SCHOOL_AND_OTHERS, "puskesmas"]
    assert assessment.office == muba.office
    assert assessment.is_example
    assert Event.objects.about(assessment).get().verb == "plan_assessment"


def test_each_locus_expects_whom_the_instrument_asks(muba_2026):
    locus = muba_2026.loci.get(unit__kind="dinsos")
    assert Counter(locus.subjects.values_list("kind", flat=True)) == {
        "officer-pelayanan": 4,
        "officer-pengaduan": 2,
        "product": 2,
        "user": 30,
        "unit": 1,
        "agency": 1,
    }


def test_products_carry_the_names_of_the_register(muba_2026):
    named = Subject.objects.filter(locus__assessment=muba_2026, kind="product", product__isnull=False)
    assert [subject.name for subject in named] == ["Rekomendasi Penerima Bantuan", "Surat Keterangan DTSEN"]


def test_units_that_lack_are_all_named(dewi, opini_2026, muba, dinsos_muba, puskesmas_muba):
    with pytest.raises(PlanError) as refused:
        plan_assessment(actor=dewi, period=opini_2026, agency=muba)
    assert len(refused.value.problems) == len(SCHOOL_AND_OTHERS)
    assert "Sekolah: dibutuhkan 1, terdaftar 0" in str(refused.value)


def test_units_chosen_by_hand_need_a_reason(dewi, opini_2026, muba, dinsos_muba):
    with pytest.raises(ReasonNeededError):
        plan_assessment(actor=dewi, period=opini_2026, agency=muba, units=[dinsos_muba])


def test_units_of_another_agency_are_refused(dewi, opini_2026, muara_enim, dinsos_muba):
    with pytest.raises(PlanError):
        plan_assessment(actor=dewi, period=opini_2026, agency=muara_enim, units=[dinsos_muba], reason="Salah.")


def test_an_agency_is_assessed_once_in_a_period(dewi, opini_2026, muba, muba_2026, dinsos_muba):
    with pytest.raises(PlanError, match="sudah mempunyai penilaian"):
        plan_assessment(actor=dewi, period=opini_2026, agency=muba, units=[dinsos_muba], reason="Lagi.")


def test_an_office_assessed_by_itself_is_its_own_unit(dewi, opini_2026, sumsel):
    police = Agency.objects.create(code="V-POLRES", kind="vertikal", name="Polres Musi Banyuasin", office=sumsel)
    ServiceUnit.objects.create(agency=police, kind="polres", name="Polres Musi Banyuasin")
    assessment = plan_assessment(actor=dewi, period=opini_2026, agency=police)
    assert [locus.unit.kind for locus in assessment.loci.all()] == ["polres"]


def test_a_team_is_replaced_as_a_whole(dewi, sari, andi, muba_2026):
    set_team(actor=dewi, assessment=muba_2026, lead=sari, members=[dewi])
    assert {(member.user, member.is_lead) for member in muba_2026.team.all()} == {(sari, True), (dewi, False)}
