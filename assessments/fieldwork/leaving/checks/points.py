"""An open point: which check found it, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """The checks, in the order in which a team goes through them."""

    UNANSWERED = "unanswered"
    DISPUTED = "disputed"
    QUOTA = "quota"
    EVIDENCE = "evidence"
    CONTRADICTION = "contradiction"
    PHOTO_SIZE = "photo_size"
    PHOTO_LIGHT = "photo_light"
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is still open; only the fields that fit the check are filled.

    The place is a question (`indicator`, `method`, `subject`), a piece of evidence, or a quota by its code. `have`
    and `need` are what was found and what would do, as text: people, levels, pixels or brightness.
    """

    check: Check
    indicator: str = ""
    method: str = ""
    subject: int | None = None
    evidence: str = ""
    quota: str = ""
    have: str = ""
    need: str = ""
    what: str = ""
