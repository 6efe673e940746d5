"""A locus on its way through review."""

import pytest

from agencies.models import Agency, Role
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.services import plan_assessment, set_team, submit_locus
from assessments.models import Locus
from assessments.review.selectors.locus import loci_for_review
from assessments.review.services import validate_locus, verify_locus


@pytest.fixture
def seen_by():
    """`seen_by(rahmat, dinsos)`: the locus as a person's page reads it now."""

    def read(user, locus) -> Locus:
        return loci_for_review(user).get(pk=locus.pk)

    return read


@pytest.fixture
def submitted(sari, dewi, dinsos, answered) -> Locus:
    """Dinas Sosial, answered in part by Sari and handed over by Dewi."""
    answered(sari, dinsos, "IN-01", "document", 3, note="Renja ada, LAKIP belum.")
    answered(sari, dinsos, "IN-02", "document", 2)
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    return dinsos


@pytest.fixture
def verified(submitted, rahmat, seen_by) -> Locus:
    verify_locus(actor=rahmat, locus=seen_by(rahmat, submitted))
    return submitted


@pytest.fixture
def validated(verified, hasan, seen_by) -> Locus:
    validate_locus(actor=hasan, locus=seen_by(hasan, verified))
    return verified


@pytest.fixture
def umar(person):
    """A third person of the head office, who is in the field."""
    return person("Umar Bakri", Role.HEAD_OFFICE)


@pytest.fixture
def pusri(umar, opini_2026) -> Locus:
    """A company that the head office assesses itself, handed over by Umar."""
    firm = Agency.objects.create(code="B-PUSRI", kind="bumn", name="PT Pupuk Sriwidjaja")
    firm.units.create(kind="unit_pusat", name="Layanan Pelanggan")
    assessment = plan_assessment(actor=umar, period=opini_2026, agency=firm)
    set_team(actor=umar, assessment=assessment, lead=umar)
    locus = loci_for_sheet(umar).get(assessment=assessment)
    submit_locus(actor=umar, locus=locus, reason="Contoh.")
    return locus
