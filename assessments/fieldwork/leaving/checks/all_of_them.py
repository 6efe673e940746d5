"""Every check in order, and all that they find."""

from collections.abc import Callable, Iterator, Mapping

from assessments.fieldwork.leaving.checks.contradiction import contradictions
from assessments.fieldwork.leaving.checks.disputed import disputed
from assessments.fieldwork.leaving.checks.evidence import levels_without_evidence
from assessments.fieldwork.leaving.checks.facts import SheetFacts
from assessments.fieldwork.leaving.checks.photo_light import dark_photos
from assessments.fieldwork.leaving.checks.photo_size import small_photos
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.quota import short_quotas
from assessments.fieldwork.leaving.checks.recheck import judgements_to_recheck
from assessments.fieldwork.leaving.checks.thresholds import SHIPPED, Thresholds
from assessments.fieldwork.leaving.checks.unanswered import unanswered

CHECKS: Mapping[Check, Callable[[SheetFacts, Thresholds], Iterator[Point]]] = {
    Check.UNANSWERED: unanswered,
    Check.DISPUTED: disputed,
    Check.QUOTA: short_quotas,
    Check.EVIDENCE: levels_without_evidence,
    Check.CONTRADICTION: contradictions,
    Check.PHOTO_SIZE: small_photos,
    Check.PHOTO_LIGHT: dark_photos,
    Check.RECHECK: judgements_to_recheck,
}


def open_points_of(sheet: SheetFacts, thresholds: Thresholds = SHIPPED) -> tuple[Point, ...]:
    """Everything that is still open, in the order of the checks and of the sheet."""
    return tuple(point for check in CHECKS.values() for point in check(sheet, thresholds))
