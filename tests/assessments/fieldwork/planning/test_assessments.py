"""Loci come from the instrument's rules, with everyone that a team should meet there."""

from collections import Counter

import pytest
from django.utils import timezone

from agencies.models import Agency, Event, ServiceUnit
from assessments.fieldwork.errors import PlanError, ReasonNeededError
from assessments.fieldwork.planning.errors import LocusInUseError, PlanClosedError
from assessments.fieldwork.planning.services import add_locus, plan_assessment, remove_locus
from assessments.fieldwork.services import choose_value
from assessments.models import Answer, Period, Subject, Visit

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


# --- changing the loci ------------------------------------------------------------------------------
@pytest.fixture
def kecamatan(muba):
    return ServiceUnit.objects.create(agency=muba, kind="kecamatan", name="Kecamatan Sekayu")


def test_a_unit_is_added_with_a_reason_and_expects_whom_the_instrument_asks(dewi, muba_2026, kecamatan):
    locus = add_locus(actor=dewi, assessment=muba_2026, unit=kecamatan, reason="Banyak pengaduan di sana.")
    assert (locus.position, locus.subjects.filter(kind="user").count()) == (3, 30)
    event = Event.objects.about(muba_2026).first()
    assert (event.verb, event.detail["reason"]) == ("add_locus", "Banyak pengaduan di sana.")


def test_a_locus_is_added_neither_without_reason_nor_twice_nor_from_elsewhere(dewi, muba_2026, kecamatan, muara_enim):
    with pytest.raises(ReasonNeededError):
        add_locus(actor=dewi, assessment=muba_2026, unit=kecamatan, reason=" ")
    add_locus(actor=dewi, assessment=muba_2026, unit=kecamatan, reason="Perlu.")
    with pytest.raises(PlanError, match="sudah menjadi lokus"):
        add_locus(actor=dewi, assessment=muba_2026, unit=kecamatan, reason="Perlu.")
    elsewhere = ServiceUnit.objects.create(agency=muara_enim, kind="kecamatan", name="Kecamatan Lawang Kidul")
    with pytest.raises(PlanError, match="bukan unit layanan"):
        add_locus(actor=dewi, assessment=muba_2026, unit=elsewhere, reason="Perlu.")


def test_a_locus_leaves_the_plan_with_its_visits_while_nothing_is_entered(dewi, sari, muba_2026, dinsos, visiting):
    visiting(dewi, dinsos, [sari])
    remove_locus(actor=dewi, locus=dinsos, reason="Kantornya pindah.")
    assert [locus.unit.kind for locus in muba_2026.loci.all()] == ["puskesmas"]
    assert not Visit.objects.exists()
    assert Event.objects.about(muba_2026).first().detail == {"unit": "Dinas Sosial", "reason": "Kantornya pindah."}


def test_a_locus_with_answers_stays(dewi, sari, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 2)
    with pytest.raises(LocusInUseError, match="sudah mulai diisi"):
        remove_locus(actor=dewi, locus=dinsos, reason="Salah pilih.")
    answered(sari, dinsos, "IN-01", "document", None, seen_version=1)
    with pytest.raises(LocusInUseError):
        remove_locus(actor=dewi, locus=dinsos, reason="Salah pilih.")


def test_the_last_locus_stays(dewi, dinsos, puskesmas):
    remove_locus(actor=dewi, locus=dinsos, reason="Pindah.")
    with pytest.raises(PlanError, match="lokus terakhir"):
        remove_locus(actor=dewi, locus=puskesmas, reason="Pindah.")


def test_after_the_release_the_plan_stays(dewi, muba_2026, dinsos, kecamatan):
    Period.objects.update(released_at=timezone.now())
    with pytest.raises(PlanClosedError):
        remove_locus(actor=dewi, locus=dinsos, reason="Pindah.")
    with pytest.raises(PlanClosedError):
        add_locus(actor=dewi, assessment=muba_2026, unit=kecamatan, reason="Perlu.")


def test_a_locus_that_joins_late_knows_what_was_said_of_the_agency(
    dewi, sari, andi, muba_2026, dinsos, kecamatan, answered
):
    answered(sari, dinsos, "OUT-01", "secondary", 71)
    answered(andi, dinsos, "OUT-01", "secondary", 72)
    theirs = Answer.objects.get(locus=dinsos, rater=andi, indicator="OUT-01")
    choose_value(actor=dewi, locus=dinsos, answer=theirs)
    late = add_locus(actor=dewi, assessment=muba_2026, unit=kecamatan, reason="Banyak pengaduan di sana.")
    copies = Answer.objects.filter(locus=late).order_by("value")
    assert [(each.value, each.rater, each.is_chosen, each.subject.kind) for each in copies] == [
        (71, sari, False, "agency"),
        (72, andi, True, "agency"),
    ]
    assert copies[1].chosen_by == dewi
    event = Event.objects.about(copies[1]).get()
    assert event.verb == "copy_answer"
    assert Answer.objects.get(pk=event.detail["from"]).value == 72
