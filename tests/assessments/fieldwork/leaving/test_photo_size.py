"""Photos too small."""

import pytest

from assessments.fieldwork.leaving.checks import SHIPPED, SheetFacts
from assessments.fieldwork.leaving.checks.photo_size import small_photos


@pytest.mark.parametrize(("width", "height", "is_open"), [(599, 4000, True), (4000, 599, True), (600, 800, False)])
def test_the_shorter_side_decides(photo, width, height, is_open):
    found = list(small_photos(SheetFacts(photos=(photo(width, height),)), SHIPPED))
    assert bool(found) is is_open


def test_it_says_how_large_the_photo_is(photo):
    (point,) = small_photos(SheetFacts(photos=(photo(320, 240),)), SHIPPED)
    assert (point.evidence, point.what, point.have, point.need) == ("e1", "Foto loket", "320 × 240", "600")
