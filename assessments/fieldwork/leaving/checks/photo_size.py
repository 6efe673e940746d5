"""A photo too small to read anything in it."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def small_photos(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each picture whose shorter side has fewer pixels than `photo_size.shorter_side`."""
    need = thresholds.photo_size.shorter_side
    for photo in sheet.photos:
        if min(photo.width, photo.height) < need:
            yield Point(
                Check.PHOTO_SIZE,
                evidence=photo.evidence,
                what=photo.title,
                have=f"{photo.width} × {photo.height}",
                need=str(need),
            )
