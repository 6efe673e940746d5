"""A question that nobody has answered."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def unanswered(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each question without the team's value; "not applicable" with its reason is an answer."""
    del thresholds
    for said in sheet.said:
        if not said.is_answered:
            yield Point(Check.UNANSWERED, indicator=said.indicator, method=said.method, subject=said.subject)
