"""Two checks of one locus at once: the one behind the hand-over, and that of whoever opens it."""

import pytest

from assessments.models import Finding
from assessments.quality.services import check_handed_over, check_locus
from assessments.review.selectors.locus import loci_for_review
from assessments.review.services import verify_locus
from tests.assessments.review.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_they_come_one_by_one_and_leave_each_finding_once(rahmat, handed_over, locus_for):
    check_locus(actor=rahmat, locus=locus_for(rahmat, handed_over))
    found = sorted(Finding.objects.values_list("rule", "key"))
    mine, own = locus_for(rahmat, handed_over), loci_for_review(rahmat).get(pk=handed_over.pk)
    at_once(lambda: check_handed_over(locus=mine), lambda: verify_locus(actor=rahmat, locus=own))
    assert sorted(Finding.objects.values_list("rule", "key")) == found
    assert type(handed_over).objects.get(pk=handed_over.pk).stage == "verified"
