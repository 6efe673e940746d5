"""Quotas of people."""

import pytest

from assessments.fieldwork.leaving.checks import SHIPPED, Quota, SheetFacts
from assessments.fieldwork.leaving.checks.quota import short_quotas


@pytest.mark.parametrize(("have", "is_open"), [(0, True), (29, True), (30, False), (31, False)])
def test_a_quota_is_open_until_it_is_full(have, is_open):
    sheet = SheetFacts(quotas=(Quota("respondents_per_unit", have, 30),))
    assert bool(list(short_quotas(sheet, SHIPPED))) is is_open


def test_each_product_has_a_quota_of_its_own():
    sheet = SheetFacts(quotas=(Quota("contacts_per_product", 15, 15, 1), Quota("contacts_per_product", 9, 15, 2)))
    (point,) = short_quotas(sheet, SHIPPED)
    assert (point.subject, point.have, point.need) == (2, "9", "15")
