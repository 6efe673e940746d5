"""Telling people of agencies by letter that reports came out after the release: a link, never a number or a file.

The letter of the release (`results.letters`) speaks for the reports that are there by then.
"""

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from agencies.models import Agency, AgencyKind, Event, Membership, User
from assessments.models import DrawingState, Period, Report, ReportBatch
from assessments.reports.presenters import told_line
from assessments.results.letters import READERS

logger = logging.getLogger(__name__)

LETTER = "tell_reports"
MOST_NAMED = 12
"""A letter names as many reports; how many more there are it only says."""


def tell_of(report: Report) -> None:
    """Have letters sent about a report of an open period to those who may read it, once it is saved."""
    if report.agency is not None:
        _call(report.period, [report.agency.pk])


def tell_of_order(batch: ReportBatch) -> None:
    """Have letters sent about what an order issued: one to each person, however many reports there are."""
    issued = batch.items.filter(state=DrawingState.ISSUED)
    governed = Agency.objects.filter(kind=AgencyKind.PROVINSI, region__in=issued.values("region"))
    agencies = Agency.objects.filter(
        Q(pk__in=issued.values("result__assessment__agency")) | Q(pk__in=governed.values("pk"))
    )
    _call(batch.period, list(agencies.order_by("pk").values_list("pk", flat=True)))


def _call(period: Period, agencies: Sequence[int]) -> None:
    if not period.is_released:
        return
    key = period.pk
    transaction.on_commit(lambda: _enqueue(key, agencies))


@transaction.atomic
def _enqueue(period_id: int, agencies: Sequence[int]) -> None:
    for agency in agencies:
        tell_readers.enqueue(agency, period_id)


@task()
def tell_readers(agency_id: int, period_id: int) -> None:
    """Write to everyone of an agency and its units about the reports that each of them was not told of yet.

    What is written down is that a letter went out; one that the mail server refused is tried again the next time.
    """
    agency, period = Agency.objects.get(pk=agency_id), Period.objects.get(pk=period_id)
    for person in _readers(agency):
        try:
            _tell(person, agency, period)
        except (SMTPException, OSError):
            logger.exception("The letter about reports of %s to %s was not sent", agency, person.public_id)


def _readers(agency: Agency) -> QuerySet[User]:
    today = Membership.objects.active_on(timezone.localdate()).filter(role__in=READERS)
    here = today.filter(Q(agency=agency) | Q(unit__agency=agency))
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("pk")


@transaction.atomic
def _tell(person: User, agency: Agency, period: Period) -> None:
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two workers at once tell a person once
    earlier = Event.objects.about(person).filter(verb=LETTER, agency=agency)
    told = {report for event in earlier for report in event.detail["reports"]}
    fresh = [report for report in _since_release(person, agency, period) if str(report.public_id) not in told]
    if not fresh:
        return
    Event.objects.record(
        actor=None,
        verb=LETTER,
        target=person,
        agency=agency,
        detail={"period": period.code, "reports": [str(report.public_id) for report in fresh]},
    )
    _send(person, agency, period, fresh)


def _since_release(person: User, agency: Agency, period: Period) -> QuerySet[Report]:
    """The reports that hold, came out after the release and may be read by a person for an agency; one query."""
    concerned = Q(result__assessment__agency=agency)
    if agency.kind == AgencyKind.PROVINSI:
        concerned |= Q(region=agency.region_id)
    since = Report.objects.visible_to(person).in_force().filter(period=period, issued_at__gte=period.released_at)
    return since.filter(concerned).select_related("result", "locus__unit", "region", "replaces").order_by("pk")


def _send(person: User, agency: Agency, period: Period, reports: Sequence[Report]) -> None:
    only = reports[0] if len(reports) == 1 else None
    path = reverse("report_detail", args=[only.public_id]) if only else reverse("report_list")
    context = {
        "person": person,
        "agency": agency.name,
        "period": period.name,
        "is_example": any(report.is_example for report in reports),
        "lines": [told_line(report) for report in reports[:MOST_NAMED]],
        "more": len(reports[MOST_NAMED:]),
        "count": len(reports),
        "address": settings.SITE_URL + path,
    }
    body = render_to_string("assessments/reports/letters/issued.txt", context)
    subject = f"{len(reports)} laporan {period.name} baru terbit"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
