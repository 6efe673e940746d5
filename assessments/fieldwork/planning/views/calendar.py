"""A person's own calendar: a month as a list, and the visits to come as a file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments import permissions
from assessments.fieldwork.planning import presenters
from assessments.fieldwork.planning.icalendar_file import calendar_bytes
from assessments.fieldwork.planning.selectors.calendar import Month, days_of, visits_of
from assessments.fieldwork.planning.views.access import person


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The visits of one month, day by day."""
    _assessing_side(request)
    month = Month.named(request.GET.get("bulan", ""))
    days = days_of(person(request), month)
    context = {
        "month": month,
        "days": [(day, presenters.day_words(day), visits) for day, visits in days],
        "today": timezone.localdate(),
        "is_example": any(visit.locus.assessment.is_example for _, visits in days for visit in visits),
    }
    return render(request, "assessments/fieldwork/planning/calendar.html", context)


@require_GET
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The person's visits in the form that calendars read (RFC 5545)."""
    _assessing_side(request)
    content = calendar_bytes(visits_of(person(request)), host=request.get_host())
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="kunjungan.ics"'},
    )


def _assessing_side(request: HttpRequest) -> None:
    if not permissions.can_read_periods(person(request)):
        raise PermissionDenied
