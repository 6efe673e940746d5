"""What would lift the result: tick improvements and watch the number move, or ask for the smallest set."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from agencies.scope import scope_of
from assessments.models import Period
from assessments.preparation import presenters
from assessments.preparation.selectors import outlook_of, units_to_prepare
from assessments.preparation.views.access import agency_of_own, person
from assessments.preparation.what_if import Step, effect_of, goals_above, largest, offers_of, plan_for
from assessments.scoring import Band, OutOfReachError, Plan


@require_GET
def what_if(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page, or only its figures when it renews itself."""
    user = person(request)
    agency = agency_of_own(request, public_id)
    period = Period.objects.to_prepare()
    if period is None:
        return render(request, "assessments/preparation/no_period.html", {"agency": agency})
    rules, instrument = period.issue.rules, period.issue.instrument
    forecast = outlook_of(agency, period, units_to_prepare(agency, instrument, user)).forecast
    step = Step.TOP if request.GET.get("langkah") == Step.TOP else Step.ONE
    offers = offers_of(forecast, instrument, step=step)
    place = request.GET.get("lingkup", "")
    only = forecast.units[int(place) - 1] if place.isdecimal() and 0 < int(place) <= len(forecast.units) else None
    if only is None and agency.pk not in scope_of(user).agency_ids and forecast.units:
        only = forecast.units[0]
    score = only.score.score if only else forecast.agency.score
    goals = goals_above(score, rules)
    goal = _goal(request, goals)
    plan: Plan | None = None
    out_of_reach = None
    ticked = [offer for offer in offers if offer.key in set(request.GET.getlist("pilih"))]
    if "cari" in request.GET and goal:
        try:
            plan, found = plan_for(forecast, rules, offers=offers, goal=goal, only=only)
            ticked = list(found)
        except OutOfReachError as error:
            out_of_reach = error
    elif "terbesar" in request.GET:
        ticked = list(largest(offers, only=only))
    effect = effect_of(forecast, rules, ticked=ticked)
    is_part = bool(request.headers.get("HX-Request")) and not {"cari", "terbesar"} & set(request.GET)
    template = "_effect" if is_part else "what_if"
    answer = render(
        request,
        f"assessments/preparation/{template}.html",
        {
            "agency": agency,
            "period": period,
            "is_example": period.is_example,
            "forecast": forecast,
            "known": presenters.known_words(forecast),
            "step": step.value,
            "only": only,
            "goals": goals,
            "goal": goal,
            "plan": plan,
            "out_of_reach": out_of_reach,
            "shows_largest": "terbesar" in request.GET and "cari" not in request.GET,
            "effect": presenters.effect_shown(effect, forecast, only=only, goal=goal),
            "groups": presenters.offers_by_unit(offers, ticked={offer.key for offer in ticked}, only=only),
        },
    )
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _goal(request: HttpRequest, goals: tuple[Band, ...]) -> Band | None:
    """The band asked for, else the next one; None in the highest."""
    wanted = request.GET.get("tujuan", "")
    return next((band for band in goals if str(band.lower) == wanted), goals[0] if goals else None)
