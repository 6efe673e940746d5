"""A photo too dark to see anything in it."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def dark_photos(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each picture whose mean brightness (0-255) is below `photo_light.brightness`."""
    need = thresholds.photo_light.brightness
    for photo in sheet.photos:
        if photo.brightness is not None and photo.brightness < need:
            yield Point(
                Check.PHOTO_LIGHT,
                evidence=photo.evidence,
                what=photo.title,
                have=str(photo.brightness),
                need=str(need),
            )
