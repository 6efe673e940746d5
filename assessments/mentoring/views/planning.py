"""Sessions to come and past: the list, arranging one, changing and cancelling it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import Agency
from agencies.scope import scope_of
from assessments import permissions
from assessments.mentoring import services
from assessments.mentoring.errors import MentoringError
from assessments.mentoring.forms import PlanForm, ReasonForm
from assessments.mentoring.selectors.sessions import sessions_for
from assessments.mentoring.views.access import agency_to_mentor, person, session_to_lead
from assessments.mentoring.views.session import session_page
from assessments.models import MentoringSession

PER_PAGE = 30


@require_GET
def mentoring_list(request: HttpRequest) -> HttpResponse:
    """The sessions in a person's scope, the latest first."""
    user = person(request)
    scope = scope_of(user)
    if scope.is_administrator and not scope.is_head_office and len(scope.roles) == 1:
        raise PermissionDenied
    page = Paginator(sessions_for(user), PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "assessments/mentoring/list.html",
        {
            "page": page,
            "query": "",
            "today": timezone.localdate(),
            "is_example": any(session.is_example for session in page),
        },
    )


@require_http_methods(["GET", "POST"])
def mentoring_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Arrange a session with an agency."""
    agency = agency_to_mentor(request, public_id)
    form = PlanForm(request.POST or None)
    if form.is_valid():
        try:
            session = services.arrange_session(actor=person(request), agency=agency, plan=form.plan)
        except MentoringError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Pendampingan dijadwalkan. Lengkapi daftar pesertanya.")
            return redirect("mentoring_session", public_id=session.public_id)
    return _plan_page(request, agency, form, session=None)


@require_http_methods(["GET", "POST"])
def mentoring_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change when, where and what about."""
    session = session_to_lead(request, public_id)
    form = PlanForm(request.POST or None, session=session)
    if form.is_valid():
        try:
            changed = services.change_session(actor=person(request), session=session, plan=form.plan)
        except MentoringError as error:
            form.add_error(None, str(error))
        else:
            moved = changed.plan_number != session.plan_number
            more = " Waktu atau tempatnya berubah: kirim undangannya lagi." if moved else ""
            messages.success(request, f"Perubahan tersimpan.{more}")
            return redirect("mentoring_session", public_id=session.public_id)
    return _plan_page(request, session.agency, form, session=session)


@require_POST
def mentoring_cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that a session does not take place."""
    session = session_to_lead(request, public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.cancel_session(actor=person(request), session=session, **form.cleaned_data)
        except MentoringError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, "Pendampingan dibatalkan. Yang sudah diundang lewat surel diberi tahu beserta alasannya."
            )
            return redirect("mentoring_session", public_id=session.public_id)
    return session_page(request, session, cancel_form=form, form=form)


def _plan_page(
    request: HttpRequest, agency: Agency, form: PlanForm, *, session: MentoringSession | None
) -> HttpResponse:
    may_lead = permissions.can_lead_mentoring(person(request), agency)
    return render(
        request,
        "assessments/mentoring/plan.html",
        {"agency": agency, "form": form, "session": session, "may_lead": may_lead},
    )
