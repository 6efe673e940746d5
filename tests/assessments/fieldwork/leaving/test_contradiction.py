"""Interviews against documents."""

import pytest

from assessments.fieldwork.leaving.checks import SHIPPED, SheetFacts
from assessments.fieldwork.leaving.checks.contradiction import contradictions


@pytest.mark.parametrize(
    ("document", "interviews", "is_open"),
    [(2, [4], True), (4, [2, 2], True), (2, [4, 3], False), (0, [1, 3], True), (3, [4], False), (2, [], False)],
)
def test_half_of_the_scale_apart_is_a_contradiction(said, document, interviews, is_open):
    told = tuple(said(method="interview", value=level, subject=place + 2) for place, level in enumerate(interviews))
    found = list(contradictions(SheetFacts(said=(said(value=document), *told)), SHIPPED))
    assert bool(found) is is_open


def test_it_says_both_sides_exactly(said):
    sheet = SheetFacts(said=(said(value=1), said(method="interview", value=4), said(method="interview", value=3)))
    (point,) = contradictions(sheet, SHIPPED)
    assert (point.method, point.have, point.need) == ("document", "1", "7/2")


def test_a_document_that_does_not_apply_contradicts_nobody(said):
    sheet = SheetFacts(said=(said(value=None, is_answered=True), said(method="interview", value=4)))
    assert not list(contradictions(sheet, SHIPPED))
