"""What waits for one person, from every room that has something waiting."""

from collections.abc import Callable, Iterable
from datetime import date

from agencies.models import User
from assessments.fieldwork import turns as fieldwork
from assessments.followup import turns as followup
from assessments.mentoring import turns as mentoring
from assessments.objections import turns as objections
from assessments.preparation import turns as preparation
from assessments.publishing import turns as publishing
from assessments.review import turns as review
from assessments.second_rating import turns as second_rating
from assessments.turn import Turn

ROOMS: tuple[Callable[[User], Iterable[Turn]], ...] = (
    fieldwork.open_turns,
    review.open_turns,
    objections.open_turns,
    publishing.open_turns,
    preparation.open_turns,
    followup.open_turns,
    mentoring.open_turns,
    second_rating.open_turns,
)
"""Each room asks nothing of the database for roles that it has nothing for."""


def turns_of(user: User) -> tuple[Turn, ...]:
    """What waits for a person, the earliest due first, and so what is overdue before all else."""
    found = (turn for room in ROOMS for turn in room(user))
    return tuple(sorted(found, key=lambda turn: (turn.due is None, turn.due or date.max)))
