"""Interviews at night."""

from datetime import timedelta

import pytest

from assessments.quality.rules.night import find
from tests.assessments.quality.rules.conftest import NINE


@pytest.mark.parametrize("hour", [22, 23, 0, 3])
def test_a_user_asked_at_night_is_found(snapshot, said, hour):
    at = NINE.replace(hour=hour)
    (found,) = find(snapshot(said=[said("IN-01", 3, method="survey", kind="user", at=at)]))
    assert found.sentence == "1 jawaban wawancara atau survei diisi antara pukul 22.00 dan 04.00 WIB."


@pytest.mark.parametrize("hour", [4, 9, 21])
def test_by_day_and_in_the_evening_nothing_is_found(snapshot, said, hour):
    at = NINE.replace(hour=hour) + timedelta(minutes=59)
    assert not list(find(snapshot(said=[said("IN-01", 3, method="survey", kind="user", at=at)])))


def test_documents_may_be_read_at_night(snapshot, said):
    assert not list(find(snapshot(said=[said("IN-01", 3, at=NINE.replace(hour=23))])))
