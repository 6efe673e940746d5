"""Scores that may still change."""

from assessments.quality.rules.provisional import find
from tests.assessments.quality.rules.conftest import scored


def test_it_says_how_much_is_missing_and_between_what_the_score_lies(snapshot):
    (found,) = find(snapshot(score=scored(IN_01=3, IN_02=3)))
    assert found.sentence == (
        "Nilai masih sementara: 2 jawaban pada 2 indikator belum ada; nilai akhirnya antara 37,50 dan 87,50."
    )
    assert found.indicators == ("IN-03", "IN-04")


def test_a_complete_score_is_settled(snapshot):
    assert not list(find(snapshot()))
