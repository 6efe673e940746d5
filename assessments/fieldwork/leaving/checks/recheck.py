"""A judgement given in sight of evidence that has changed since."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def judgements_to_recheck(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each judgement marked "periksa ulang"."""
    del thresholds
    for doubted in sheet.doubted:
        yield Point(
            Check.RECHECK,
            indicator=doubted.indicator,
            method=doubted.method,
            subject=doubted.subject,
            what=doubted.what,
        )
