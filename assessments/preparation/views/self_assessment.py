"""A unit's own judgement: the same texts as the assessors' sheet, indicator by indicator."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from agencies.models import ServiceUnit
from assessments import permissions
from assessments.instruments import Dimension, Indicator
from assessments.models import Period, SelfAssessment
from assessments.preparation import presenters, services
from assessments.preparation.errors import ChangedMeanwhileError, PreparationError
from assessments.preparation.expected_items import indicators_for
from assessments.preparation.forecast import UnitForecast
from assessments.preparation.forms import OwnLevelForm
from assessments.preparation.gap import gap_of, judged_period
from assessments.preparation.selectors import outlook_of, own_judgements, shared_units
from assessments.preparation.views.access import period_or_404, person, unit_to_lead, unit_to_prepare, unit_to_read


@require_GET
def self_assessment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One dimension of a unit's self-assessment, the others a tab away."""
    unit = unit_to_read(request, public_id)
    period = Period.objects.to_prepare()
    if period is None:
        return render(request, "assessments/preparation/no_period.html", {"agency": unit.agency})
    shared = unit.pk in shared_units([unit], period)
    if not permissions.can_read_own_judgement(person(request), unit, shared=shared):
        raise PermissionDenied
    own = own_judgements([unit], period).get(unit.pk, {})
    forecast = outlook_of(unit.agency, period, [unit]).forecast.units[0]
    asked = list(indicators_for(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind))
    dimensions = list({dimension.code: dimension for dimension, _ in asked}.values())
    here = next((each for each in dimensions if each.code == request.GET.get("dimensi")), dimensions[0])
    return render(
        request,
        "assessments/preparation/self_assessment.html",
        {
            **_place(request, unit, period),
            "is_shared": shared,
            "here": here,
            "tabs": [(each, *_progress(each, asked, own)) for each in dimensions],
            "expected": presenters.standing_of(forecast.score),
            "known": f"{forecast.known} dari {len(forecast.values)} indikator",
            "cards": [
                _card(request, unit, period, indicator, own.get(indicator.code), forecast)
                for dimension, indicator in asked
                if dimension.code == here.code
            ],
        },
    )


@require_POST
def save_own_level(request: HttpRequest, public_id: UUID, indicator: str) -> HttpResponse:
    """Keep one judgement; what the bureau enters itself needs no second look."""
    unit, period = unit_to_prepare(request, public_id), period_or_404()
    asked = _indicator(unit, period, indicator)
    instrument = period.issue.instrument
    own = own_judgements([unit], period).get(unit.pk, {}).get(indicator)
    form = OwnLevelForm(request.POST, indicator=asked, max_level=instrument.max_level_of(asked), own=own)
    if form.is_valid():
        try:
            own = services.judge_own_indicator(
                actor=person(request),
                unit=unit,
                period=period,
                indicator=indicator,
                value=form.cleaned_data["value"],
                note=form.cleaned_data["note"],
                seen_version=form.cleaned_data["seen"],
                reviewed=permissions.leads_preparation(person(request), unit.agency),
            )
        except ChangedMeanwhileError as error:
            # The page now shows the value that stands, so saving again is a choice made knowingly.
            own = own_judgements([unit], period).get(unit.pk, {}).get(indicator)
            again = request.POST.copy()
            again["seen"] = str(own.version if own else 0)
            form = OwnLevelForm(again, indicator=asked, max_level=instrument.max_level_of(asked), own=own)
            form.add_error(None, str(error))
        except PreparationError as error:
            form.add_error(None, str(error))
        else:
            return _answer(request, unit, period, asked, own, form=None)
    return _answer(request, unit, period, asked, own, form=form)


@require_POST
def review_own_level(request: HttpRequest, public_id: UUID, indicator: str) -> HttpResponse:
    """The bureau agrees with what the contact entered."""
    unit, period = unit_to_lead(request, public_id), period_or_404()
    asked = _indicator(unit, period, indicator)
    seen = request.POST.get("seen", "")
    try:
        own: SelfAssessment | None = services.review_own_indicator(
            actor=person(request),
            unit=unit,
            period=period,
            indicator=indicator,
            seen_version=int(seen) if seen.isdecimal() else 0,
        )
    except PreparationError as error:
        messages.error(request, str(error))
        own = own_judgements([unit], period).get(unit.pk, {}).get(indicator)
    return _answer(request, unit, period, asked, own, form=None)


@require_POST
def share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the Ombudsman's office read the self-assessment, or no longer."""
    unit, period = unit_to_lead(request, public_id), period_or_404()
    shared = request.POST.get("shared") == "1"
    services.share_own_judgement(actor=person(request), unit=unit, period=period, shared=shared)
    said = (
        "Penilaian mandiri kini dapat dibaca kantor Ombudsman." if shared else "Penilaian mandiri tidak lagi dibagikan."
    )
    messages.success(request, said)
    return redirect("preparation_self", public_id=unit.public_id)


def _answer(
    request: HttpRequest,
    unit: ServiceUnit,
    period: Period,
    indicator: Indicator,
    own: SelfAssessment | None,
    *,
    form: OwnLevelForm | None,
) -> HttpResponse:
    """The card of that indicator for a page that renews it in place; else the page at that card."""
    here = indicator.code.partition("-")[0]
    address = f"{reverse('preparation_self', args=[unit.public_id])}?dimensi={here}#{indicator.code}"
    if not request.headers.get("HX-Request") and form is None:
        return redirect(address)
    forecast = outlook_of(unit.agency, period, [unit]).forecast.units[0]
    card = _card(request, unit, period, indicator, own, forecast, form=form)
    context = {**_place(request, unit, period), "card": card, "back": address}
    context |= {"expected": presenters.standing_of(forecast.score)}
    context |= {"known": f"{forecast.known} dari {len(forecast.values)} indikator", "is_part": True}
    template = "_own_level" if request.headers.get("HX-Request") else "own_level"
    answer = render(request, f"assessments/preparation/{template}.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _card(
    request: HttpRequest,
    unit: ServiceUnit,
    period: Period,
    indicator: Indicator,
    own: SelfAssessment | None,
    forecast: UnitForecast,
    *,
    form: OwnLevelForm | None = None,
) -> dict[str, object]:
    instrument = period.issue.instrument
    top = instrument.max_level_of(indicator)
    expected = next(each for each in forecast.values if each.indicator == indicator.code)
    can_lead = permissions.leads_preparation(person(request), unit.agency)
    return {
        "indicator": indicator,
        "own": own,
        "form": form or OwnLevelForm(indicator=indicator, max_level=top, own=own),
        "said": presenters.level_words(presenters.own_value(own, top), top) if own else "",
        "before": presenters.level_words(expected.before, top) if expected.before is not None else "",
        "has_fallen": expected.has_fallen,
        "succession": expected.succession,
        "can_review": can_lead and own is not None and own.reviewed_at is None,
    }


def _progress(
    dimension: Dimension, asked: list[tuple[Dimension, Indicator]], own: dict[str, SelfAssessment]
) -> tuple[int, int]:
    codes = [indicator.code for each, indicator in asked if each.code == dimension.code]
    return sum(code in own for code in codes), len(codes)


def _indicator(unit: ServiceUnit, period: Period, code: str) -> Indicator:
    for _, indicator in indicators_for(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind):
        if indicator.code == code:
            return indicator
    raise Http404


def _place(request: HttpRequest, unit: ServiceUnit, period: Period) -> dict[str, object]:
    user = person(request)
    return {
        "unit": unit,
        "agency": unit.agency,
        "period": period,
        "is_example": period.is_example,
        "can_prepare": permissions.can_prepare(user, unit),
        "can_lead": permissions.leads_preparation(user, unit.agency),
        "reads_own_judgement": True,
        "reads_contacts": permissions.can_read_contacts(user, unit),
    }


@require_GET
def gap(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the unit gave itself beside what it was given in the last round that is out."""
    unit = unit_to_read(request, public_id)
    period = judged_period(unit)
    shared = period is not None and unit.pk in shared_units([unit], period)
    if not permissions.can_read_own_judgement(person(request), unit, shared=shared):
        raise PermissionDenied
    found = gap_of(unit, period) if period else None
    return render(
        request,
        "assessments/preparation/gap.html",
        {
            "unit": unit,
            "agency": unit.agency,
            "is_example": bool(period and period.is_example),
            "reads_own_judgement": True,
            "reads_contacts": permissions.can_read_contacts(person(request), unit),
            "is_item": True,
            "gap": found,
            "lines": presenters.gap_lines(found.lines) if found else (),
        },
    )
