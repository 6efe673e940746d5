"""A level that something must show, and no file shows it."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def levels_without_evidence(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each indicator with a level from `evidence.from_level` on under a method that looks, and not one file.

    One point for an indicator, at its first such question: one file serves all of its questions.
    """
    rule = thresholds.evidence
    found: set[str] = set()
    for said in sheet.said:
        if said.indicator in found or said.value is None or not said.wants_evidence:
            continue
        if said.method in rule.methods and said.value >= rule.from_level and not sheet.evidence.get(said.indicator):
            found.add(said.indicator)
            yield Point(
                Check.EVIDENCE,
                indicator=said.indicator,
                method=said.method,
                subject=said.subject,
                have=f"{said.value.normalize():f}",
            )
