"""The list of changes as its page shows it: sheet by sheet, and the survey as the rows of its users."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.fieldwork.workbook import layout
from assessments.fieldwork.workbook.comparing import Change, PersonChange, Plan
from assessments.instruments import Indicator
from assessments.models import Subject


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """What would change on one sheet of the file, in the order of its rows."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class UserRow:
    """What would change of one user: a place for each indicator of the matrix, None where nothing does."""

    user: Subject
    cells: tuple[Change | None, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """All changes of a plan that need no decision; thirty users with five answers each are thirty rows, not 150."""

    people: tuple[PersonChange, ...]
    sheets: tuple[SheetChanges, ...]
    indicators: tuple[Indicator, ...]
    users: tuple[UserRow, ...]


def listing_of(plan: Plan) -> Listing:
    """The changes without conflict; an answer of a user that colleagues judged too is listed with what they said."""
    settled = [change for change in plan.changes if not change.conflict]
    taps = [change for change in settled if change.sheet == layout.USERS and not change.others]
    listed: dict[str, list[Change]] = {}
    for change in settled:
        if change.sheet != layout.USERS or change.others:
            listed.setdefault(change.sheet, []).append(change)
    indicators = {change.question.indicator.code: change.question.indicator for change in taps}
    columns = tuple(indicators[code] for code in sorted(indicators))
    return Listing(
        people=tuple(person for person in plan.people if not person.conflict),
        sheets=tuple(SheetChanges(name, tuple(changes)) for name, changes in listed.items()),
        indicators=columns,
        users=_rows(taps, [indicator.code for indicator in columns]),
    )


def _rows(taps: Sequence[Change], codes: Sequence[str]) -> tuple[UserRow, ...]:
    by_user: dict[Subject, dict[str, Change]] = {}
    for change in taps:
        by_user.setdefault(change.question.subject, {})[change.question.indicator.code] = change
    return tuple(UserRow(user, tuple(said.get(code) for code in codes)) for user, said in by_user.items())
