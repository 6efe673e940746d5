"""Telling people by letter what waits for them: one letter each, and nothing twice on one day."""

import logging
from collections.abc import Iterable, Sequence
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from agencies.models import Membership, User
from assessments.models import TurnNotice
from assessments.turn import Turn
from assessments.turns.presenters import turn_lines
from assessments.turns.selectors import turns_of

logger = logging.getLogger(__name__)


def send_turns() -> int:
    """Send everyone one letter with what waits and was not told of today; how many letters were sent.

    It may run as often as one likes. Hand-overs are told by themselves (`assessments.handing_on`); this tells what
    waits since an earlier day, what a date has opened, and what a letter that failed has left out.
    """
    return _tell_all(_members(Q()))


def tell_each(*, office: int | None, agency: int, roles: Sequence[str], people: Iterable[int]) -> int:
    """Tell those who hold one of these roles at an office, an agency or its units, and `people`; how many letters.

    The head office's people hold their role nowhere in particular and are told where it is among `roles`.
    """
    here = Q(agency=agency) | Q(unit__agency=agency) | Q(office=None, agency=None, unit=None)
    if office:
        here |= Q(office=office)
    return _tell_all(_members(Q(here, role__in=roles) | Q(user__in=list(people))))


def _members(wanted: Q) -> QuerySet[User]:
    members = Membership.objects.active_on(timezone.localdate()).filter(wanted).order_by().values("user")
    return User.objects.filter(is_active=True, pk__in=members).order_by("pk")


def _tell_all(people: QuerySet[User]) -> int:
    """Tell each of these people; one whose letter cannot leave is told another time and holds up nobody."""
    sent = 0
    for person in people.iterator(chunk_size=200):
        try:
            sent += tell(person)
        except (SMTPException, OSError):
            logger.exception("The letter about their turns to %s was not sent", person.public_id)
    return sent


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
