"""Levels that need a file beside them."""

from assessments.fieldwork.leaving.checks import SHIPPED, SheetFacts
from assessments.fieldwork.leaving.checks.evidence import levels_without_evidence


def found(*answers, evidence=()):
    sheet = SheetFacts(said=answers, evidence=dict(evidence))
    return [(point.indicator, point.have) for point in levels_without_evidence(sheet, SHIPPED)]


def test_a_level_without_a_file_is_open_and_closed_by_one(said):
    assert found(said("PG-01", value=2)) == [("PG-01", "2")]
    assert found(said("PG-01", value=2), evidence={"PG-01": 1}) == []


def test_level_0_shows_nothing_so_needs_no_file(said):
    assert found(said(value=0)) == []


def test_what_people_say_needs_no_file(said):
    assert found(said(method="interview", wants_evidence=True)) == []


def test_an_indicator_for_which_the_edition_asks_no_evidence_needs_no_file(said):
    assert found(said(wants_evidence=False)) == []


def test_an_indicator_is_named_once_for_all_its_questions(said):
    assert found(said("PR-01", "observation", 3), said("PR-01", "observation", 4, 2), said("PR-01")) == [("PR-01", "3")]
