"""Who is called when a recommendation is late: the owner, then the bureau, then the head (days are our assumption)."""

from datetime import date
from enum import IntEnum

BUREAU_AFTER_DAYS = 7
HEAD_AFTER_DAYS = 14


class Level(IntEnum):
    """How far up a late recommendation has come; a level includes those before it."""

    IN_TIME = 0
    OWNER = 1
    BUREAU = 2
    HEAD = 3


def level_on(today: date, due_on: date | None) -> Level:
    """The level on a day: the owner from the first day late, the bureau after a week, the head after two."""
    late = 0 if due_on is None else (today - due_on).days
    if late > HEAD_AFTER_DAYS:
        return Level.HEAD
    if late > BUREAU_AFTER_DAYS:
        return Level.BUREAU
    return Level.OWNER if late > 0 else Level.IN_TIME
