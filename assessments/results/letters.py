"""Telling the people of the agencies that results are open to them: a link, never a number and never a file."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from agencies.models import Event, Membership, User
from agencies.roles import Role
from assessments.models import Assessment, Period, Result

logger = logging.getLogger(__name__)

READERS = (Role.BUREAU, Role.OFFICIAL, Role.UNIT_CONTACT)
LETTER = "tell_release"


def tell_when_released(period: Period, at: datetime) -> None:
    """Have the letters sent at that moment, once the release is saved; a release that is moved sends them then."""
    key = period.pk
    transaction.on_commit(lambda: _at(at, key))


def _at(at: datetime, period_id: int) -> None:
    # The suite runs tasks at once and can put none off.
    later = at > timezone.now() and tell_agencies.get_backend().supports_defer
    (tell_agencies.using(run_after=at) if later else tell_agencies).enqueue(period_id)


@task()
def tell_agencies(period_id: int) -> None:
    """Call for the letters of every agency of a released period, one task each."""
    period = Period.objects.filter(pk=period_id).first()
    if period is None or not period.is_released:
        return
    with_result = Result.objects.current().filter(assessment__period=period)
    for assessment in with_result.order_by("assessment").values_list("assessment", flat=True):
        tell_agency.enqueue(assessment)


@task()
def tell_agency(assessment_id: int) -> None:
    """Write to everyone of an agency and of its assessed units, each person once for a period.

    What is written down is that a letter went out; one that the mail server refused is tried again the next time.
    """
    assessment = Assessment.objects.select_related("agency", "period").get(pk=assessment_id)
    told = Event.objects.filter(verb=LETTER, target_type="agencies.user", detail__period=assessment.period.code)
    known = set(told.filter(agency=assessment.agency).values_list("target_id", flat=True))
    for person in _readers(assessment):
        if str(person.pk) not in known and _sent(person, assessment):
            Event.objects.record(
                actor=None,
                verb=LETTER,
                target=person,
                agency=assessment.agency,
                detail={"period": assessment.period.code},
            )


def _readers(assessment: Assessment) -> QuerySet[User]:
    today = Membership.objects.active_on(timezone.localdate()).filter(role__in=READERS)
    units = assessment.loci.filter(not_assessed_reason="").values("unit")
    here = today.filter(Q(agency=assessment.agency_id) | Q(unit__in=units))
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("pk")


def _sent(person: User, assessment: Assessment) -> bool:
    context = {
        "person": person,
        "agency": assessment.agency.name,
        "period": assessment.period.name,
        "is_example": assessment.is_example,
        "address": settings.SITE_URL + reverse("report_list"),
    }
    body = render_to_string("assessments/results/letters/released.txt", context)
    subject = f"Hasil {assessment.period.name} sudah dapat dibaca"
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
    except (SMTPException, OSError):
        logger.exception("The letter about %s to %s was not sent", assessment, person.public_id)
        return False
    return True
