"""The checks of a sheet, a rule in a module: plain values in, open points out. No Django, no database.

The thresholds are data (`rules.yaml`), so that other readers of the same facts can apply the same rules.
"""

from assessments.fieldwork.leaving.checks.all_of_them import CHECKS, open_points_of
from assessments.fieldwork.leaving.checks.facts import Doubted, Photo, Quota, Said, SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import SHIPPED, Thresholds

__all__ = [
    "CHECKS",
    "SHIPPED",
    "Check",
    "Doubted",
    "Photo",
    "Point",
    "Quota",
    "Said",
    "SheetFacts",
    "Thresholds",
    "open_points_of",
]
