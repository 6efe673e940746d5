"""A question on which people differ and the lead has not chosen."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def disputed(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each question with answers that differ."""
    del thresholds
    for said in sheet.said:
        if said.is_disputed:
            yield Point(Check.DISPUTED, indicator=said.indicator, method=said.method, subject=said.subject)
