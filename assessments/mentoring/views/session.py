"""One session: its people, what was said, its material, what was agreed, and its papers."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from assessments import permissions
from assessments.files import serving
from assessments.followup.selectors.people import possible_owners
from assessments.mentoring import services
from assessments.mentoring.errors import MentoringError
from assessments.mentoring.forms import (
    ActionForm,
    DoneForm,
    GuestForm,
    MaterialForm,
    MinutesForm,
    ReasonForm,
    WithdrawForm,
)
from assessments.mentoring.icalendar_file import session_bytes
from assessments.mentoring.papers import INVITATION, MINUTES, Paper, pdf_of
from assessments.mentoring.presenters import day_words, hour_words
from assessments.mentoring.selectors.invitations import invited_of
from assessments.mentoring.selectors.sessions import people_of_ombudsman
from assessments.mentoring.views.access import person, session_to_lead, session_to_read
from assessments.models import AgreedAction, MentoringFile, MentoringSession, Participant, Side


@require_GET
def mentoring_session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return session_page(request, session_to_read(request, public_id))


@require_POST
def mentoring_invite(request: HttpRequest, public_id: UUID, side: str) -> HttpResponse:
    """Put someone of one side on the list; the bureau its own."""
    session = _session_to_fill(request, public_id, side)
    form = _guest_form(session, side, request.POST)
    return _acted(
        request,
        session,
        form,
        f"{side}_form",
        lambda: services.invite(actor=person(request), session=session, side=side, **form.cleaned_data),
        "Peserta ditambahkan.",
    )


@require_POST
def mentoring_uninvite(request: HttpRequest, public_id: UUID, participant: int) -> HttpResponse:
    """Take someone off the list."""
    session = session_to_read(request, public_id)
    guest = get_object_or_404(Participant.objects.select_related("session__agency"), pk=participant, session=session)
    _session_to_fill(request, public_id, guest.side)
    try:
        services.uninvite(actor=person(request), participant=guest)
    except MentoringError as error:
        messages.error(request, str(error))
    return redirect("mentoring_session", public_id=public_id)


@require_POST
def mentoring_send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have the invitation sent to those who were not written to about this plan."""
    session = session_to_lead(request, public_id)
    try:
        count = services.send_invitations(actor=person(request), session=session)
    except MentoringError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Undangan dikirim lewat surel kepada {count} orang.")
    return redirect("mentoring_session", public_id=public_id)


@require_POST
def mentoring_attendance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down who was there."""
    session = session_to_lead(request, public_id)
    present = [int(key) for key in request.POST.getlist("present") if key.isdecimal() and len(key) < 18]
    try:
        services.take_attendance(actor=person(request), session=session, present=present)
    except MentoringError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Kehadiran tersimpan.")
    return redirect("mentoring_session", public_id=public_id)


@require_POST
def mentoring_minutes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write the minutes."""
    session = session_to_lead(request, public_id)
    form = MinutesForm(request.POST, session=session)
    return _acted(
        request,
        session,
        form,
        "minutes_form",
        lambda: services.write_minutes(actor=person(request), session=session, **form.cleaned_data),
        "Notulen tersimpan.",
    )


@require_POST
def mentoring_material(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep files with the session; those that are refused are named, the others stay."""
    session = session_to_lead(request, public_id)
    form = MaterialForm(request.POST, request.FILES)
    if form.is_valid():
        for upload in form.cleaned_data["material"]:
            try:
                services.add_material(actor=person(request), session=session, upload=upload)
            except MentoringError as error:
                form.add_error("material", str(error))
        if not form.errors:
            messages.success(request, "Materi tersimpan.")
            return redirect("mentoring_session", public_id=public_id)
    return session_page(request, session_to_read(request, public_id), material_form=form, form=form)


@require_POST
def mentoring_agree(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down an agreement."""
    session = session_to_lead(request, public_id)
    form = _action_form(session, request.POST)
    return _acted(
        request,
        session,
        form,
        "action_form",
        lambda: services.agree_action(actor=person(request), session=session, **form.cleaned_data),
        "Kesepakatan tersimpan dan tampil pada persiapan instansi.",
    )


@require_POST
def mentoring_done(request: HttpRequest, public_id: UUID, action: int) -> HttpResponse:
    """Say that an agreement is done."""
    session = session_to_read(request, public_id)
    found = get_object_or_404(AgreedAction.objects.visible_to(person(request)).with_names(), pk=action, session=session)
    if not permissions.can_finish_action(person(request), found):
        raise PermissionDenied
    form = DoneForm(request.POST)
    return _acted(
        request,
        session,
        form,
        "done_form",
        lambda: services.finish_action(actor=person(request), action=found, **form.cleaned_data),
        "Kesepakatan dinyatakan selesai.",
    )


@require_GET
def mentoring_invitation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The letter of invitation."""
    return _paper(request, session_to_read(request, public_id), INVITATION)


@require_GET
def mentoring_minutes_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The minutes on paper, once they are written."""
    session = session_to_read(request, public_id)
    if not session.minutes:
        raise Http404
    return _paper(request, session, MINUTES)


@require_GET
def mentoring_calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The session for a calendar (RFC 5545)."""
    session = session_to_read(request, public_id)
    return HttpResponse(
        session_bytes(session),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="pendampingan.ics"'},
    )


@require_GET
def mentoring_file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes of a material as they came, unless it was withdrawn; who reads it is written down."""
    files = MentoringFile.objects.visible_to(person(request)).standing().select_related("session__agency")
    file = get_object_or_404(files, public_id=public_id)
    services.record_download(actor=person(request), session=file.session, what=file.name)
    return serving.download(file.file, name=file.name, media_type=file.media_type)


@require_POST
def mentoring_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take material back that did not belong here."""
    files = MentoringFile.objects.visible_to(person(request)).select_related("session")
    material = get_object_or_404(files, public_id=public_id)
    session = session_to_lead(request, material.session.public_id)
    form = WithdrawForm(request.POST, auto_id=f"withdraw-{material.pk}-%s")
    return _acted(
        request,
        session,
        form,
        "withdraw_form",
        lambda: services.withdraw_material(actor=person(request), material=material, **form.cleaned_data),
        f"{material.name} ditarik; alasannya tersimpan.",
        withdrawing=material.pk,
    )


def _paper(request: HttpRequest, session: MentoringSession, paper: Paper) -> HttpResponse:
    pdf = pdf_of(paper, session)
    services.record_download(actor=person(request), session=session, what=paper.name)
    name = f"{paper.name}-{slugify(session.agency.name)}-{session.on:%Y-%m-%d}.pdf"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "private, no-store"
    return response


def _session_to_fill(request: HttpRequest, public_id: UUID, side: str) -> MentoringSession:
    """The session, for those who say who comes from a side."""
    if side not in Side.values:
        raise Http404
    session = session_to_read(request, public_id)
    user = person(request)
    may = permissions.can_lead_mentoring(user, session.agency) or (
        side == Side.AGENCY and permissions.can_invite_own_side(user, session.agency)
    )
    if not may:
        raise PermissionDenied
    return session


def _guest_form(session: MentoringSession, side: str, data: object = None) -> GuestForm:
    today = timezone.localdate()
    agency = session.agency
    people = possible_owners(agency, today=today) if side == Side.AGENCY else people_of_ombudsman(agency, today=today)
    return GuestForm(data, people=people)  # type: ignore[arg-type]  # a QueryDict or nothing


def _action_form(session: MentoringSession, data: object = None) -> ActionForm:
    agency = session.agency
    return ActionForm(
        data,  # type: ignore[arg-type]  # a QueryDict or nothing
        units=agency.units.order_by("name"),
        owners=possible_owners(agency, today=timezone.localdate()),
    )


def _acted(
    request: HttpRequest,
    session: MentoringSession,
    form: forms.Form,
    name: str,
    act: Callable[[], object],
    said: str,
    **more: object,
) -> HttpResponse:
    """The act of a form, then the page again; a form that was refused comes back as it was filled in."""
    if form.is_valid():
        try:
            act()
        except MentoringError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("mentoring_session", public_id=session.public_id)
    return session_page(request, session, **{name: form, "form": form}, **more)


def session_page(request: HttpRequest, session: MentoringSession, **bound: object) -> HttpResponse:
    """The page of a session; a form that was refused stands in place of its empty one."""
    user = person(request)
    leads = permissions.can_lead_mentoring(user, session.agency)
    open_ = not session.is_cancelled
    fills_own = open_ and (leads or permissions.can_invite_own_side(user, session.agency))
    participants = list(session.participants.all())
    found: dict[str, object] = {}
    if leads and open_:
        found |= {
            "ombudsman_form": _guest_form(session, Side.OMBUDSMAN),
            "minutes_form": MinutesForm(session=session),
            "material_form": MaterialForm(),
            "action_form": _action_form(session),
            "cancel_form": ReasonForm(),
        }
    if fills_own:
        found["agency_form"] = _guest_form(session, Side.AGENCY)
    found |= bound
    visible = frozenset(AgreedAction.objects.visible_to(user).filter(session=session).values_list("pk", flat=True))
    actions = [action for action in session.actions.all() if action.pk in visible]
    for action in actions:
        action.session = session
    return render(
        request,
        "assessments/mentoring/session.html",
        {
            "session": session,
            "agency": session.agency,
            "day": day_words(session.on),
            "hours": hour_words(session),
            "leads": leads and open_,
            "withdraws": leads,
            "sides": [
                (side, [guest for guest in participants if guest.side == side], found.get(f"{side}_form"))
                for side in Side
            ],
            "participants": participants,
            "invited": invited_of(session) if leads and open_ else None,
            "actions": [(action, open_ and permissions.can_finish_action(user, action)) for action in actions],
            "today": timezone.localdate(),
            "is_example": session.is_example,
            **found,
        },
    )
