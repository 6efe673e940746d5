"""Pages of the right of reply: the list, one assessment, objecting, deciding, files, and how a period's went."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import User
from assessments import permissions
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.files.serving import download
from assessments.instruments import Indicator
from assessments.models import Assessment, Objection, Period, Stage, StageMovedError, WindowKind
from assessments.objections import presenters, services
from assessments.objections.errors import ReplyError
from assessments.objections.forms import DecisionForm, EvidenceForm, ObjectionForm
from assessments.objections.selectors import (
    figures_of,
    files_for,
    listed_replies,
    loci_of_reply,
    objections_for,
    objections_to,
    replies_for,
    shown_units,
)
from assessments.presenters import METHOD_WORDS
from assessments.results.levels import methods_with_levels
from assessments.results.services import NoResultError

ON_A_PAGE = 50
REFUSALS = (ReplyError, StageMovedError, NoResultError)


@require_GET
def reply_list(request: HttpRequest) -> HttpResponse:
    """The assessments whose reply was opened, in a person's scope."""
    page = Paginator(listed_replies(_person(request)), ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "assessments/objections/list.html", {"page": page, "query": ""})


@require_GET
def reply_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The provisional result as the bureau is shown it, with what was objected to and how it was decided."""
    user = _person(request)
    assessment = _assessment(user, public_id)
    if not permissions.can_read_objections(user, assessment):
        raise PermissionDenied
    objections = objections_to(assessment)
    is_bureau = permissions.can_object(user, assessment)
    today = timezone.localdate()
    window = assessment.period.window(WindowKind.REPLY)
    is_running = assessment.stage == Stage.IN_REPLY and assessment.reply_ended_at is None
    instrument = assessment.period.issue.instrument
    context = {
        "assessment": assessment,
        "standing": presenters.standing_words(assessment, today),
        "result": assessment.reply_result,
        "units": presenters.units_shown(shown_units(assessment), instrument, objections),
        "objections": objections,
        "labels": {each.code: each.label for _, each in instrument.indicators},
        "can_object": is_bureau and is_running and window is not None and window.is_open_on(today),
        "can_open": assessment.stage == Stage.VALIDATED and permissions.can_open_reply(user, assessment),
        "windows": assessment.period.windows.all(),
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/objections/reply.html", context)


@require_POST
def reply_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the bureau the provisional result."""
    user = _person(request)
    assessment = _assessment(user, public_id)
    if not permissions.can_open_reply(user, assessment):
        raise PermissionDenied
    try:
        services.open_reply(actor=user, assessment=assessment)
    except REFUSALS as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Hak jawab {assessment.agency.name} dibuka.")
    return redirect("reply_detail", public_id)


@require_POST
def reply_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The bureau is done before the deadline."""
    user = _person(request)
    assessment = _assessment(user, public_id)
    if not permissions.can_object(user, assessment):
        raise PermissionDenied
    try:
        services.end_reply(actor=user, assessment=assessment)
    except REFUSALS as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Terima kasih. Tidak ada sanggahan lain yang ditunggu dari instansi Anda.")
    return redirect("reply_detail", public_id)


@require_http_methods(["GET", "POST"])
def objection_new(request: HttpRequest, public_id: UUID, locus_id: UUID, code: str) -> HttpResponse:
    """Object to an indicator of a unit."""
    user = _person(request)
    assessment = _assessment(user, public_id)
    if not permissions.can_object(user, assessment):
        raise PermissionDenied
    loci = loci_of_reply(user, assessment)
    if request.method == "GET":  # what was typed while the reply ran comes back with a word on why it came too late
        loci = loci.filter(stage=Stage.IN_REPLY)
    locus = get_object_or_404(loci, public_id=locus_id)
    indicator = _indicator(assessment, code)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            objection = services.file_objection(
                actor=user,
                locus=locus,
                indicator=code,
                text=form.cleaned_data["text"],
                uploads=form.cleaned_data["berkas"],
            )
        except ReplyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Sanggahan atas {code} terkirim.")
            return redirect("objection_detail", objection.public_id)
    units = presenters.units_shown(shown_units(assessment), assessment.period.issue.instrument, ())
    shown = [
        each
        for unit in units
        if unit.locus == locus.public_id
        for dimension in unit.dimensions
        for each in dimension.indicators
        if each.code == code
    ]
    context = {
        "assessment": assessment,
        "locus": locus,
        "indicator": indicator,
        "shown": shown[0] if shown else None,
        "standing": presenters.standing_words(assessment, timezone.localdate()),
        "form": form,
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/objections/new.html", context)


@require_GET
def objection_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One objection with its evidence, and its decision or the form for it."""
    return _objection_page(request, _objection(request, public_id))


@require_POST
def objection_evidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add files to an objection."""
    objection = _objection(request, public_id)
    if not permissions.can_object(_person(request), objection.locus.assessment):
        raise PermissionDenied
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            kept = services.add_objection_evidence(
                actor=_person(request), objection=objection, uploads=form.cleaned_data["berkas"]
            )
        except ReplyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{len(kept)} berkas tersimpan.")
            return redirect("objection_detail", public_id)
    return _objection_page(request, objection, adding=form)


@require_POST
def objection_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide an objection."""
    objection = _objection(request, public_id)
    user = _person(request)
    if not permissions.ever_decides_objections(user, objection.locus.assessment):
        raise PermissionDenied
    form = _decision_form(objection, request)
    if form.is_valid():
        found = form.cleaned_data
        try:
            decision = services.decide_objection(
                actor=user,
                objection=objection,
                outcome=found["outcome"],
                reason=found["reason"],
                method=found["method"],
                level=int(found["level"]) if found["level"] else None,
            )
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Sanggahan diputus: {decision.get_outcome_display().lower()}.")
            return redirect("objection_detail", public_id)
    return _objection_page(request, objection, deciding=form)


@require_GET
def objection_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The bytes of a file as they came."""
    found = get_object_or_404(files_for(_person(request)), public_id=public_id)
    if not permissions.can_read_objections(_person(request), found.objection.locus.assessment):
        raise PermissionDenied
    services.record_file_download(actor=_person(request), file=found)
    return download(found.file, name=found.name, media_type=found.media_type)


@require_GET
def period_objections(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How the objections of a period went: as a whole, by office, by indicator."""
    user = _person(request)
    period = get_object_or_404(Period.objects.visible_to(user).select_related("issue"), public_id=public_id)
    if not permissions.can_read_periods(user):
        raise PermissionDenied
    figures = figures_of(period, user)
    labels = {each.code: each.label for _, each in period.issue.instrument.indicators}
    context = {
        "period": period,
        "figures": figures,
        "indicators": [(code, labels.get(code, ""), each) for code, each in figures.by_indicator.items()],
        "is_example": period.is_example,
    }
    return render(request, "assessments/objections/figures.html", context)


def _objection_page(
    request: HttpRequest,
    objection: Objection,
    *,
    adding: EvidenceForm | None = None,
    deciding: DecisionForm | None = None,
) -> HttpResponse:
    user, assessment = _person(request), objection.locus.assessment
    decision = getattr(objection, "decision", None)
    is_waiting = decision is None and objection.locus.stage == Stage.IN_REPLY
    window = assessment.period.window(WindowKind.REPLY)
    is_open = window is not None and window.is_open_on(timezone.localdate()) and assessment.reply_ended_at is None
    may_decide = is_waiting and permissions.ever_decides_objections(user, assessment)
    is_own = may_decide and not permissions.can_decide_objection(user, assessment, hands_on=hands_on(objection.locus))
    if may_decide and not is_own:
        deciding = deciding or _decision_form(objection, None)
    context = {
        "objection": objection,
        "assessment": assessment,
        "indicator": _indicator(assessment, objection.indicator),
        "decision": decision,
        "outcome_chip": presenters.OUTCOME_CHIP.get(decision.outcome, "") if decision else "",
        "method_words": METHOD_WORDS.get(decision.method, "") if decision else "",
        "deciding": deciding,
        "is_own": is_own,
        "adding": adding or (EvidenceForm() if is_waiting and is_open else None)
        if permissions.can_object(user, assessment)
        else None,
        "is_example": assessment.is_example,
    }
    return render(request, "assessments/objections/objection.html", context)


def _decision_form(objection: Objection, request: HttpRequest | None) -> DecisionForm:
    indicator = _indicator(objection.locus.assessment, objection.indicator)
    instrument = objection.locus.assessment.period.issue.instrument
    return DecisionForm(
        request.POST if request else None,
        indicator=indicator,
        top=instrument.max_level_of(indicator),
        methods=methods_with_levels(indicator),
    )


def _indicator(assessment: Assessment, code: str) -> Indicator:
    found = {each.code: each for _, each in assessment.period.issue.instrument.indicators}
    if code not in found:
        raise Http404
    return found[code]


def _assessment(user: User, public_id: UUID) -> Assessment:
    return get_object_or_404(replies_for(user).select_related("reply_result"), public_id=public_id)


def _objection(request: HttpRequest, public_id: UUID) -> Objection:
    user = _person(request)
    objection = get_object_or_404(objections_for(user), public_id=public_id)
    if not permissions.can_read_objections(user, objection.locus.assessment):
        raise PermissionDenied
    return objection


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user
