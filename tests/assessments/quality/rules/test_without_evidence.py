"""Levels without evidence."""

from dataclasses import replace

from assessments.quality.rules.without_evidence import find
from tests.assessments.quality.rules.conftest import ASKED


def test_a_level_above_zero_without_a_file_is_found(snapshot, said):
    levels = [said("IN-01", 1), said("IN-02", 0), said("IN-03", 2), said("IN-04", 4, method="interview")]
    (found,) = find(snapshot(said=levels, evidenced=frozenset({"IN-03"})))
    assert (found.severity, found.indicators) == ("warning", ("IN-01",))


def test_an_edition_that_expects_no_file_is_content(snapshot, said):
    asked = {"IN-01": replace(ASKED["IN-01"], wants_evidence=frozenset())}
    assert not list(find(snapshot(said=[said("IN-01", 3)], asked=asked)))


def test_another_level_is_another_finding(snapshot, said):
    (one,), (other,) = find(snapshot(said=[said("IN-01", 1)])), find(snapshot(said=[said("IN-01", 2)]))
    assert one.digest != other.digest
