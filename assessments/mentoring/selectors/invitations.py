"""Who of a session's list was written to, and who still is to be."""

from dataclasses import dataclass

from django.utils import timezone

from agencies.models import User
from assessments.models import MentoringSession, Participant


@dataclass(frozen=True, slots=True)
class Invited:
    """The list of a session by whether they know its day, hours and place by letter.

    `told`: they do; `waiting`: a letter is still to go or did not leave; `without_account`: no address is known.
    """

    told: tuple[Participant, ...]
    waiting: tuple[User, ...]
    without_account: tuple[Participant, ...]
    is_over: bool


def invited_of(session: MentoringSession) -> Invited:
    """The standing of everyone on the list; no query for a session read in full."""
    told = {
        letter.user_id
        for letter in session.letters.all()
        if letter.sent_at and letter.plan_number == session.plan_number
    }
    guests = list(session.participants.all())
    waiting = {
        guest.user.pk: guest.user
        for guest in guests
        if guest.user is not None and guest.user.is_active and guest.user.pk not in told
    }
    return Invited(
        told=tuple(guest for guest in guests if guest.user_id in told),
        waiting=tuple(waiting.values()),
        without_account=tuple(guest for guest in guests if guest.user_id is None),
        is_over=session.on < timezone.localdate(),
    )
