"""Telling the bureau that its objection was decided: a link, never what was decided."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from agencies.models import Membership, User
from agencies.roles import Role
from assessments.models import Objection

logger = logging.getLogger(__name__)


@task()
def tell_decision(objection_id: int) -> None:
    """Write to everyone of the bureau that replies for the agency; one whose letter cannot leave holds up nobody."""
    objection = Objection.objects.select_related("locus__unit", "locus__assessment__period").get(pk=objection_id)
    assessment = objection.locus.assessment
    bureau = Membership.objects.active_on(timezone.localdate()).filter(role=Role.BUREAU, agency=assessment.agency_id)
    for person in User.objects.filter(is_active=True, pk__in=bureau.order_by().values("user")).order_by("pk"):
        context = {
            "person": person,
            "objection": objection,
            "unit": objection.locus.unit.name,
            "period": assessment.period.name,
            "is_example": assessment.is_example,
            "address": settings.SITE_URL.rstrip("/") + reverse("objection_detail", args=[objection.public_id]),
        }
        body = render_to_string("assessments/objections/letters/decided.txt", context)
        subject = f"Sanggahan {objection.indicator} sudah diputus"
        try:
            send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
        except (SMTPException, OSError):
            logger.exception("The letter about %s to %s was not sent", objection.public_id, person.public_id)
