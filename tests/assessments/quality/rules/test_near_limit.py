"""Scores near a limit, with what decides."""

from assessments.quality.rules.near_limit import find
from tests.assessments.quality.rules.conftest import scored


def test_just_above_a_limit_it_names_every_indicator_that_could_lose_it(snapshot):
    (found,) = find(snapshot(score=scored(IN_01=4, IN_02=1, IN_03=3, IN_04=4)))  # 5 + 11,25 + 36 + 2
    assert (found.severity, found.key) == ("note", "54")
    assert found.sentence == (
        "Nilai 54,25 hanya 0,25 di atas batas 54,00 (Sedang). 4 indikator masing-masing dapat menentukannya sendiri."
    )
    assert found.details[3] == "IN-04 Waktu: turun 1 tingkat, dari 4,00 menjadi 3,00 dari 4, nilainya menjadi 53,75"


def test_just_below_it_names_those_that_could_reach_it(snapshot):
    (found,) = find(snapshot(score=scored(IN_01=4, IN_02=2, IN_03=4, IN_04=4)))  # 5 + 22,5 + 48 + 2
    assert found.indicators == ("IN-02",)
    assert "0,50 di bawah batas 78,00 (Tinggi)" in found.sentence


def test_another_step_is_another_finding(snapshot):
    (one,) = find(snapshot(score=scored(IN_01=4, IN_02=2, IN_03=4, IN_04=4)))
    (other,) = find(snapshot(score=scored(IN_01=4, IN_02=2, IN_03=4, IN_04=3)))
    assert one.digest != other.digest


def test_far_from_every_limit_nothing_is_said(snapshot):
    assert not list(find(snapshot()))
