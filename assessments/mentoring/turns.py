"""What of mentoring waits for a person, as lines of Giliran Anda."""

from django.urls import reverse

from agencies.models import User
from assessments.mentoring.selectors.turns import MentoringTurn
from assessments.mentoring.selectors.turns import open_turns as waiting
from assessments.turn import Turn


def open_turns(user: User) -> tuple[Turn, ...]:
    """A line for each agreement that is theirs, and each session that they are invited to; two queries at most."""
    return tuple(_turn(each) for each in waiting(user))


def _turn(found: MentoringTurn) -> Turn:
    session = found.session
    words = f"Laksanakan kesepakatan: {found.action.text}" if found.action else f"Hadiri pendampingan: {session.title}"
    key = f"agreed:{found.action.pk}" if found.action else f"mentoring:{session.pk}:{session.on}"
    return Turn(
        key=key,
        words=words if len(words) <= 120 else f"{words[:119].rstrip()}…",
        where=session.agency.name,
        url=reverse("mentoring_session", args=[session.public_id]),
        due=found.due,
        is_example=session.is_example,
    )
