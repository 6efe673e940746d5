"""Photos too dark."""

import pytest

from assessments.fieldwork.leaving.checks import SHIPPED, SheetFacts
from assessments.fieldwork.leaving.checks.photo_light import dark_photos


@pytest.mark.parametrize(("brightness", "is_open"), [(0, True), (39, True), (40, False), (255, False), (None, False)])
def test_a_dark_photo_is_open_and_one_that_nobody_measured_is_not(photo, brightness, is_open):
    found = list(dark_photos(SheetFacts(photos=(photo(brightness=brightness),)), SHIPPED))
    assert bool(found) is is_open
