"""Interviews of users that follow each other too fast."""

from datetime import timedelta

from assessments.quality.rules.fast_users import find
from tests.assessments.quality.rules.conftest import NINE


def interviews(said, seconds, rater=1, count=4):
    return [
        said(
            code,
            3,
            method="survey",
            kind="user",
            number=number,
            rater=rater,
            at=NINE + timedelta(seconds=seconds * number),
        )
        for number in range(1, count + 1)
        for code in ("IN-01", "IN-02", "IN-03")
    ]


def test_three_in_less_than_a_minute_each_are_found(snapshot, said):
    (found,) = find(snapshot(said=interviews(said, 59)))
    assert found.severity == "warning"
    assert found.details == (
        "Pengguna layanan 2: 59 detik",
        "Pengguna layanan 3: 59 detik",
        "Pengguna layanan 4: 59 detik",
    )


def test_a_minute_each_or_two_fast_ones_are_not(snapshot, said):
    assert not list(find(snapshot(said=interviews(said, 60))))
    assert not list(find(snapshot(said=interviews(said, 5, count=3))))


def test_two_people_at_work_at_once_are_not_counted_together(snapshot, said):
    first, second = interviews(said, 90, count=4), interviews(said, 90, rater=2, count=4)
    assert not list(find(snapshot(said=[*first, *second])))
