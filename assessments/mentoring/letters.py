"""Letters to those on the list of a session: when and where it is, what changed, or that it does not take place.

A letter goes to one person and names nobody else; the list of people stays on the page of the session.
"""

import logging
from collections.abc import Collection
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from agencies.models import User
from assessments.mentoring.icalendar_file import session_bytes
from assessments.mentoring.papers import PUBLISHER
from assessments.mentoring.presenters import day_words, hour_words
from assessments.models import MentoringLetter, MentoringSession

logger = logging.getLogger(__name__)

CALENDAR_FILE = "pendampingan.ics"


def ask_for_letters(*, actor: User, session: MentoringSession, people: Collection[User]) -> None:
    """Have these people written to about the session as it is planned now, each once; those that failed once more.

    Comes within the transaction that holds the session; the letters leave once it is saved.
    """
    MentoringLetter.objects.bulk_create(
        [
            MentoringLetter(session=session, user=person, plan_number=session.plan_number, asked_by=actor)
            for person in people
        ],
        ignore_conflicts=True,
    )
    unsent = MentoringLetter.objects.filter(
        session=session, user__in=people, plan_number=session.plan_number, sent_at=None
    )
    keys = list(unsent.values_list("pk", flat=True))
    transaction.on_commit(lambda: [send_letter.enqueue(key) for key in keys])


@task()
def send_letter(letter_id: int) -> None:
    """Send one letter, unless it went already or the plan is another one by now.

    What is written down is that it went out; one that the mail server refused stays to be asked for again.
    """
    with transaction.atomic():
        letter = MentoringLetter.objects.select_for_update(of=("self",)).get(pk=letter_id)
        session = MentoringSession.objects.select_related("agency__office").get(pk=letter.session_id)
        if letter.sent_at or letter.plan_number != session.plan_number:
            return
        try:
            _letter(session, letter.user).send()
        except (SMTPException, OSError):
            logger.exception("The letter about %s to %s was not sent", session, letter.user.public_id)
            return
        letter.sent_at = timezone.now()
        letter.save(update_fields=["sent_at"])


def _letter(session: MentoringSession, person: User) -> EmailMessage:
    earlier = MentoringLetter.objects.filter(session=session, user=person, sent_at__isnull=False).exists()
    if session.is_cancelled:
        about = "Pendampingan dibatalkan"
    else:
        about = "Jadwal pendampingan berubah" if earlier else "Undangan pendampingan"
    body = render_to_string(
        "assessments/mentoring/letters/invitation.txt",
        {
            "person": person,
            "session": session,
            "office": f"{PUBLISHER} {session.agency.office.name}" if session.agency.office else PUBLISHER,
            "day": day_words(session.on),
            "hours": hour_words(session),
            "has_changed": earlier and not session.is_cancelled,
            "address": settings.SITE_URL + reverse("mentoring_session", args=[session.public_id]),
        },
    )
    subject = f"{about}: {' '.join(session.title.split())}, {day_words(session.on)}"
    letter = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
    letter.attach(CALENDAR_FILE, session_bytes(session).decode(), "text/calendar")
    return letter
