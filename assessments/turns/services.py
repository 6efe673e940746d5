"""Telling people by letter what waits for them: one letter each, and nothing twice on one day."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from agencies.models import Membership, User
from assessments.models import TurnNotice
from assessments.turn import Turn
from assessments.turns.presenters import turn_lines
from assessments.turns.selectors import turns_of


def send_turns() -> int:
    """Send everyone one letter with what waits and was not told of today; how many letters were sent.

    It may run as often as one likes: run every few minutes, it tells of a hand-over soon after it happened.
    """
    members = Membership.objects.active_on(timezone.localdate()).order_by().values("user")
    people = User.objects.filter(is_active=True, pk__in=members).order_by("pk")
    return sum(tell(person) for person in people.iterator(chunk_size=200))


@transaction.atomic
def tell(person: User) -> bool:
    """Send a person their letter, unless nothing is new to them today; whether it was sent.

    What was told is written down first, so that a letter that fails to leave is tried again and never doubled.
    """
    today = timezone.localdate()
    turns = turns_of(person)
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two runs at once tell a person once
    told = set(TurnNotice.objects.filter(user=person, sent_on=today).values_list("key", flat=True))
    fresh = [turn for turn in turns if turn.key not in told]
    if not fresh:
        return False
    TurnNotice.objects.bulk_create(TurnNotice(user=person, key=turn.key, sent_on=today) for turn in fresh)
    _send(person, fresh)
    return True


def _send(person: User, turns: Sequence[Turn]) -> None:
    lines = turn_lines(turns, timezone.localdate())
    late = sum(line.is_overdue for line in lines)
    subject = f"Giliran Anda: {len(lines)} pekerjaan menunggu" + (f", {late} terlambat" if late else "")
    body = render_to_string(
        "assessments/turns/letter.txt", {"person": person, "lines": lines, "site": settings.SITE_URL.rstrip("/")}
    )
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
