"""A locus that was handed over, as the checks read it."""

import pytest

from assessments.fieldwork.services import submit_locus
from assessments.models import Locus
from assessments.quality.selectors.findings import loci_to_check
from assessments.quality.services import check_locus


@pytest.fixture
def handed_over(sari, dewi, dinsos, answered) -> Locus:
    """Dinas Sosial with two documents read and nothing shown for them, handed over by Dewi."""
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(sari, dinsos, "IN-02", "document", 2)
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    return dinsos


@pytest.fixture
def locus_for():
    """`locus_for(rahmat, dinsos)`: the locus as a person's page reads it now."""

    def read(user, locus) -> Locus:
        return loci_to_check(user).get(pk=locus.pk)

    return read


@pytest.fixture
def checked(handed_over, rahmat, locus_for) -> Locus:
    """The same, checked by Rahmat: an evidence that is missing, and a score that is provisional."""
    check_locus(actor=rahmat, locus=locus_for(rahmat, handed_over))
    return handed_over


@pytest.fixture
def all_stand_in(handed_over):
    """Every service officer of the locus is a substitute: an error."""
    handed_over.subjects.filter(kind="officer-pelayanan").update(is_substitute=True)
    return handed_over
