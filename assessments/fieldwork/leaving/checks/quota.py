"""Too few people: users asked at the unit, contacts of one product."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def short_quotas(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each quota of the edition that is not full; how many are needed the edition says, not these thresholds."""
    del thresholds
    for quota in sheet.quotas:
        if quota.have < quota.need:
            yield Point(
                Check.QUOTA, quota=quota.code, subject=quota.subject, have=str(quota.have), need=str(quota.need)
            )
