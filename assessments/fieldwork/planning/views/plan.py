"""The plan of an assessment: opening it, its team, and leaving an agency unassessed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from agencies.models import Agency, ServiceUnit
from assessments import permissions
from assessments.fieldwork.errors import FieldworkError, PlanError
from assessments.fieldwork.planning import presenters, services
from assessments.fieldwork.planning.forms import PlanForm, ReasonForm, TeamForm
from assessments.fieldwork.planning.selectors.agencies import agencies_to_plan, unplanned
from assessments.fieldwork.planning.selectors.people import people_for
from assessments.fieldwork.planning.selectors.plan import plan_of
from assessments.fieldwork.planning.views.access import (
    assessment_to_change,
    assessment_to_schedule,
    period_to_plan,
    person,
)
from assessments.models import Period


@require_http_methods(["GET", "POST"])
def plan_start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose an agency that is not in the period yet, then its loci."""
    period = period_to_plan(request, public_id)
    if period.is_released:
        raise PermissionDenied
    chosen = request.GET.get("instansi", "")
    if chosen:
        return _choose_loci(request, period, chosen)
    words = request.GET.get("cari", "").strip()
    context = {
        "period": period,
        "words": words,
        "found": unplanned(person(request), period, words),
        "is_example": period.is_example,
    }
    return render(request, "assessments/fieldwork/planning/start.html", context)


@require_GET
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The plan: team and independence, loci and visits, what has been changed."""
    assessment = assessment_to_schedule(request, public_id)
    found = plan_of(assessment)
    user = person(request)
    context = {
        "assessment": assessment,
        "plan": found,
        "people": [
            (member, *presenters.independence_words(getattr(member, "independence", None)))
            for member in assessment.team.all()
        ],
        "loci": [(each, [(visit, presenters.visit_words(visit)) for visit in each.visits]) for each in found.loci],
        "steps": presenters.history_words(found.events),
        "can_change": permissions.can_change_plan(user, assessment) and not assessment.period.is_released,
        "is_open": not assessment.period.is_released,
        "user_key": user.pk,
        "is_plan": True,
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/fieldwork/planning/plan.html", context)


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set the people of the team and its lead."""
    assessment = assessment_to_change(request, public_id)
    form = TeamForm(request.POST or None, people=list(people_for(assessment.office_id)), team=assessment.team.all())
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.set_team(
                actor=person(request), assessment=assessment, lead=said["lead"], members=list(said["members"])
            )
        except FieldworkError as error:
            form.add_error("members", str(error))
        else:
            messages.success(request, f"Tim {assessment.agency.name} sudah disimpan.")
            return redirect("assessment_plan", public_id)
    context = {"form": form, "assessment": assessment, "is_example": assessment.is_example}
    return render(request, "assessments/fieldwork/planning/team.html", context)


@require_http_methods(["GET", "POST"])
def leave_out_agency(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """State that an agency is not assessed in this period, or take it back; with a reason."""
    assessment = assessment_to_change(request, public_id)
    lifting = bool(assessment.not_assessed_reason)
    form = ReasonForm(request.POST or None, label="Alasan dinilai kembali" if lifting else "Alasan tidak dinilai")
    if form.is_valid():
        act = services.assess_again if lifting else services.leave_unassessed
        try:
            act(actor=person(request), target=assessment, reason=form.cleaned_data["reason"])
        except FieldworkError as error:
            form.add_error("reason", str(error))
        else:
            state = "dinilai kembali" if lifting else "dinyatakan tidak dinilai"
            messages.success(request, f"{assessment.agency.name} {state}.")
            return redirect("assessment_plan", public_id)
    context = {"form": form, "assessment": assessment, "lifting": lifting, "is_example": assessment.is_example}
    return render(request, "assessments/fieldwork/planning/not_assessed.html", context)


def _choose_loci(request: HttpRequest, period: Period, chosen: str) -> HttpResponse:
    try:
        key = UUID(chosen)
    except ValueError:
        return redirect("plan_start", period.public_id)
    agency = get_object_or_404(agencies_to_plan(person(request), period), public_id=key)
    by_rule, problems = _by_rule(period, agency)
    units = list(agency.units.order_by("name"))
    form = PlanForm(request.POST or None, units=units, by_rule=by_rule)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.plan_assessment(
                actor=person(request),
                period=period,
                agency=agency,
                units=None if form.follows_rules else list(said["units"]),
                reason=said["reason"],
            )
        except PlanError as error:
            for problem in error.problems:
                form.add_error("units", problem)
        except FieldworkError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, f"Penilaian {agency.name} sudah direncanakan. Sekarang tentukan timnya.")
            return redirect("team_set", made.public_id)
    context = {
        "period": period,
        "agency": agency,
        "form": form,
        "problems": problems,
        "has_units": bool(units),
        "is_example": period.is_example,
    }
    return render(request, "assessments/fieldwork/planning/choose_loci.html", context)


def _by_rule(period: Period, agency: Agency) -> tuple[list[ServiceUnit], tuple[str, ...]]:
    """The units of the instrument's rules; none, and what is missing, where they cannot be met."""
    try:
        return services.units_by_rule(period.issue.instrument, agency), ()
    except PlanError as error:
        return [], error.problems
