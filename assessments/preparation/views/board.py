"""The bureau's board: who owes what until when, with its calendar and its workbook."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from agencies.models import Agency, ServiceUnit
from agencies.scope import scope_of
from assessments.contacts.selectors import enough_by_unit
from assessments.models import Period
from assessments.preparation.asked import asked_of
from assessments.preparation.board.calendar_file import due_dates
from assessments.preparation.board.owed import by_owner, owed_items
from assessments.preparation.board.workbook import workbook_of
from assessments.preparation.readiness import readiness_of
from assessments.preparation.selectors import checklists_of, outlook_of, own_judgements, units_to_prepare
from assessments.preparation.views.access import agency_of_own, period_or_404, person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def board(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Person by person what is owed, the most urgent first."""
    agency, period, units = _place(request, public_id)
    items = owed_items(units, period, today=timezone.localdate())
    return render(
        request,
        "assessments/preparation/board.html",
        {
            "agency": agency,
            "period": period,
            "is_example": period.is_example,
            "owners": by_owner(items),
            "total": len(items),
            "overdue": sum(item.is_overdue for item in items),
            "asked": asked_of(person(request), agency, today=timezone.localdate()),
        },
    )


@require_GET
def calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The due dates as a file that calendars read."""
    agency, period, units = _place(request, public_id)
    items = owed_items(units, period, today=timezone.localdate())
    url = request.build_absolute_uri(reverse("preparation_board", args=[agency.public_id]))
    asked = asked_of(person(request), agency, today=timezone.localdate())
    content = due_dates(items, asked, url=url, at=timezone.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="persiapan-{agency.code}.ics"'
    return answer


@require_GET
def workbook(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything of the preparation as a workbook."""
    agency, period, units = _place(request, public_id)
    today, instrument = timezone.localdate(), period.issue.instrument
    outlook = outlook_of(agency, period, units)
    whole = agency.pk in scope_of(person(request)).agency_ids
    note = f"{agency.name}, persiapan {period.name}, keadaan {today:%d-%m-%Y}"
    content = workbook_of(
        checklists=checklists_of(units, period, today=today),
        readiness=readiness_of(units=units, period=period, instrument=instrument, today=today),
        contacts=enough_by_unit(units, period),
        forecast=outlook.forecast,
        last=outlook.last,
        among=None if whole else frozenset(unit.pk for unit in units),
        asked=asked_of(person(request), agency, today=today),
        own=own_judgements(units, period),
        labels={indicator.code: indicator.label for _, indicator in instrument.indicators},
        note=f"{note}. Data contoh." if period.is_example else f"{note}.",
    )
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="persiapan-{agency.code}-{today:%Y%m%d}.xlsx"'
    return answer


def _place(request: HttpRequest, public_id: UUID) -> tuple[Agency, Period, list[ServiceUnit]]:
    agency, period = agency_of_own(request, public_id), period_or_404()
    return agency, period, units_to_prepare(agency, period.issue.instrument, person(request))
