"""Where an agency stands before a period: its start page, and the one page for its officials."""

from collections.abc import Iterable
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from agencies.models import Role
from agencies.scope import scope_of
from assessments import permissions
from assessments.history.kept_results import with_results
from assessments.history.selectors import history_of
from assessments.history.trend import Trend, trend_of
from assessments.models import Period
from assessments.preparation import presenters
from assessments.preparation.asked import asked_of
from assessments.preparation.like_for_like import LikeForLike, like_for_like, round_of_forecast, round_of_result
from assessments.preparation.losses import UnitLosses, losses_by_unit
from assessments.preparation.readiness import readiness_of
from assessments.preparation.selectors import (
    Outlook,
    agencies_to_prepare,
    bases_known,
    outlook_of,
    owed_signatures,
    readiness_by_agency,
    registered_first,
    units_to_prepare,
)
from assessments.preparation.views.access import agency_of_own, agency_to_read, person

WEAKEST = 10
WEAKEST_OF_A_UNIT = 8
WEAKEST_FOR_OFFICIALS = 5


@require_GET
def preparation_home(request: HttpRequest) -> HttpResponse:
    """The one agency of a person, or the list of those in scope."""
    user = person(request)
    agencies = agencies_to_prepare(user)
    found = list(agencies[:2])
    if len(found) == 1:
        page = "preparation_brief" if _only_reads(request) else "preparation_agency"
        return redirect(page, public_id=found[0].public_id)
    page_ = Paginator(registered_first(agencies), 30).get_page(request.GET.get("halaman"))
    period = Period.objects.to_prepare()
    counts = readiness_by_agency(page_, period, today=timezone.localdate()) if period else {}
    rows = [(agency, counts.get(agency.pk)) for agency in page_]
    return render(
        request, "assessments/preparation/home.html", {"page": page_, "rows": rows, "period": period, "query": ""}
    )


@require_GET
def agency_overview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The start page: the last result and what it lost, readiness, and the forecast for the agency's own people."""
    user = person(request)
    agency = agency_to_read(request, public_id)
    period = Period.objects.to_prepare()
    if period is None:
        return render(request, "assessments/preparation/no_period.html", {"agency": agency})
    units = units_to_prepare(agency, period.issue.instrument, user)
    outlook = outlook_of(agency, period, units)
    today = timezone.localdate()
    readiness = readiness_of(units=units, period=period, instrument=outlook.instrument, today=today)
    whole = agency.pk in scope_of(user).agency_ids or permissions.accompanies_preparation(user, agency)
    shows_forecast = permissions.is_of_agency(user, agency)
    dimension_names, heat = presenters.heat_map(outlook.instrument, readiness)
    own_units = None if whole else frozenset(unit.pk for unit in units)
    lines = presenters.unit_lines(outlook, readiness, shows_forecast=shows_forecast)
    compared = _compared(outlook) if shows_forecast else ()
    windows = list(period.windows.all())
    return render(
        request,
        "assessments/preparation/agency.html",
        {
            "agency": agency,
            "period": period,
            "is_example": period.is_example,
            "outlook": outlook,
            "sees_whole": whole,
            "shows_forecast": shows_forecast,
            "last": presenters.last_standing(outlook.last.result) if outlook.last and whole else None,
            "expected": presenters.standing_of(outlook.forecast.agency) if shows_forecast else None,
            "distance": presenters.distance_words(outlook.forecast.agency, period.issue.rules),
            "windows": windows,
            "window": next((each for each in windows if each.is_open_on(today)), None),
            "known": presenters.known_words(outlook.forecast),
            "bases": presenters.basis_lines(bases_known(outlook)),
            "readiness": presenters.total_of(readiness),
            "lines": lines,
            "falling": [line for line in lines if line.stands_lower or line.fallen],
            "weakest": outlook.last.weakest(WEAKEST, among=own_units) if outlook.last else (),
            "losses": _losses(outlook, among=own_units),
            "dimension_names": dimension_names,
            "heat": heat,
            "trend": _years(outlook, compared) if whole else None,
            "compared": presenters.compared_words(compared),
            "asked": asked_of(user, agency, today=today),
            "mentors": permissions.can_lead_mentoring(user, agency),
        },
    )


@require_GET
def official_brief(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One page for the head of an agency or unit: where we stand, what I must sign, what is late."""
    user = person(request)
    agency = agency_of_own(request, public_id)
    period = Period.objects.to_prepare()
    if period is None:
        return render(request, "assessments/preparation/no_period.html", {"agency": agency})
    units = units_to_prepare(agency, period.issue.instrument, user)
    outlook = outlook_of(agency, period, units)
    today = timezone.localdate()
    readiness = readiness_of(units=units, period=period, instrument=outlook.instrument, today=today)
    whole = agency.pk in scope_of(user).agency_ids
    signatures, late = owed_signatures(agency, units, period, today=today)
    asked = asked_of(user, agency, today=today)
    own_units = None if whole else frozenset(unit.pk for unit in units)
    return render(
        request,
        "assessments/preparation/brief.html",
        {
            "agency": agency,
            "period": period,
            "is_example": period.is_example,
            "units": units,
            "sees_whole": whole,
            "outlook": outlook,
            "last": presenters.last_standing(outlook.last.result) if outlook.last and whole else None,
            "expected": presenters.standing_of(outlook.forecast.agency),
            "distance": presenters.distance_words(outlook.forecast.agency, period.issue.rules),
            "known": presenters.known_words(outlook.forecast),
            "readiness": presenters.total_of(readiness),
            "lines": presenters.unit_lines(outlook, readiness, shows_forecast=True),
            "weakest": outlook.last.weakest(WEAKEST_FOR_OFFICIALS, among=own_units) if outlook.last else (),
            "signatures": signatures,
            "late": late,
            "asked_to_sign": [each for each in asked if each.needs_signature or each.owner_id == user.pk],
            "asked_late": [each for each in asked if each.is_late],
            "asked_open": len(asked),
        },
    )


def _compared(outlook: Outlook) -> tuple[LikeForLike, ...]:
    """The released rounds, and what the units now judge of themselves, each against the one before."""
    now = round_of_forecast(
        outlook.forecast,
        name="penilaian mandiri sekarang",
        year=outlook.period.year,
        instrument=outlook.instrument,
        rules=outlook.period.issue.rules,
    )
    rounds = [*(round_of_result(each) for each in outlook.rounds), now]
    return like_for_like(outlook.agency, outlook.units, rounds)


def _losses(outlook: Outlook, *, among: frozenset[int] | None) -> tuple[UnitLosses, ...]:
    if outlook.last is None:
        return ()
    prepared = frozenset(unit.pk for unit in outlook.units)
    return losses_by_unit(outlook.last, most=WEAKEST_OF_A_UNIT, prepared=prepared, among=among)


def _years(outlook: Outlook, compared: Iterable[LikeForLike]) -> Trend | None:
    """What sources tell of the agency and what was kept here, with the line of what compares."""
    years = with_results(history_of(outlook.agency), [each.result for each in outlook.rounds])
    return trend_of(years, alike=[pair.drawn for pair in compared])


def _only_reads(request: HttpRequest) -> bool:
    scope = scope_of(person(request))
    return scope.holds(Role.OFFICIAL) and not scope.holds(Role.BUREAU, Role.UNIT_CONTACT)
