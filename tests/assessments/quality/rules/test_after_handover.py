"""Answers after the hand-over."""

from datetime import timedelta

from assessments.quality.rules.after_handover import find
from tests.assessments.quality.rules.conftest import NINE


def test_an_answer_after_the_hand_over_is_an_error(snapshot, said):
    (found,) = find(snapshot(said=[said("IN-01", 3, minutes=61)], handed_over_at=NINE + timedelta(hours=1)))
    assert found.severity == "error"
    assert found.sentence == "1 jawaban berubah setelah lembar diserahkan."
    assert found.indicators == ("IN-01",)


def test_before_it_and_in_an_open_sheet_nothing_is_wrong(snapshot, said):
    assert not list(find(snapshot(said=[said("IN-01", 3)], handed_over_at=NINE)))
    assert not list(find(snapshot(said=[said("IN-01", 3)])))
