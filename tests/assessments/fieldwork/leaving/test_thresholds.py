"""The thresholds as data."""

import pytest
from pydantic import ValidationError

from assessments.fieldwork.leaving.checks import CHECKS, SHIPPED, Check, Thresholds


def test_every_threshold_is_marked_as_our_assumption_with_its_why():
    for rule in SHIPPED.model_dump(mode="json").values():
        assert rule["assumed"] is True
        assert rule["note"]


def test_they_leave_as_data_and_come_back_the_same():
    assert Thresholds.model_validate(SHIPPED.model_dump(mode="json")) == SHIPPED


def test_an_unmarked_threshold_is_refused():
    data = SHIPPED.model_dump(mode="json")
    data["photo_size"]["assumed"] = False
    with pytest.raises(ValidationError, match="photo_size"):
        Thresholds.model_validate(data)


def test_every_check_is_run():
    assert set(CHECKS) == set(Check)
