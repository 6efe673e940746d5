"""A day is read however it is written, and a year that nobody can mean is asked about."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assessments.form_fields import DayField


@pytest.mark.parametrize("text", ["2026-12-01", "01/12/2026", "01-12-2026"])
def test_a_day_is_read_however_it_is_written(text):
    assert DayField().clean(text) == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["0026-12-01", "0001-01-01", "9999-12-31", "20266-12-01"])
def test_a_year_that_nobody_can_mean_is_refused(text):
    with pytest.raises(ValidationError):
        DayField().clean(text)


def test_the_year_is_what_the_message_is_about():
    with pytest.raises(ValidationError, match="Periksa tahunnya: 0026-12-01"):
        DayField().clean("0026-12-01")
