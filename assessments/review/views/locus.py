"""A locus before those who approve it: the page, and the three decisions on it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import permissions
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.models import Action, Locus, StageMovedError
from assessments.quality.errors import OpenErrorsError
from assessments.quality.selectors.findings import findings_at
from assessments.review import presenters, services
from assessments.review.errors import ReviewError
from assessments.review.forms import ApprovalForm, CommentForm, ReturnForm, ValueForm
from assessments.review.pages import locus_page
from assessments.review.selectors.locus import loci_for_review, review_sheet
from assessments.review.views.access import person


@require_GET
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the team says of each indicator, and the decisions that are this person's to take."""
    return _page(request, _locus(request, public_id))


@require_POST
def verify(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve submitted work for the first time."""
    return _approve(request, public_id, Action.VERIFY)


@require_POST
def validate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve verified work for the second time."""
    return _approve(request, public_id, Action.VALIDATE)


@require_POST
def send_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return the locus for the ticked indicators."""
    return _reopen(request, public_id, Action.RETURN)


@require_POST
def unlock(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open the ticked indicators after the approval, or besides those already returned."""
    return _reopen(request, public_id, Action.UNLOCK)


@require_POST
def comment(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Say something about an indicator to those who assess."""
    locus = _locus(request, public_id)
    if not permissions.can_comment(person(request), locus):
        raise PermissionDenied
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            services.comment_indicator(
                actor=person(request), locus=locus, indicator=code, text=form.cleaned_data["text"]
            )
        except ReviewError as error:
            form.add_error("text", str(error))
        else:
            return redirect(f"{reverse('locus_review', args=[public_id])}#{code}")
    return _page(request, locus, commenting=(code, form))


@require_http_methods(["GET", "POST"])
def change_value(request: HttpRequest, public_id: UUID, answer: int) -> HttpResponse:
    """One answer of the team beside the value that this person holds right, with the reason."""
    locus = _locus(request, public_id, Action.VERIFY, Action.VALIDATE)
    found = get_object_or_404(locus.answers.select_related("subject", "rater"), pk=answer, is_chosen=True)
    instrument = locus.assessment.period.issue.instrument
    indicator = instrument.indicator(found.indicator)
    form = ValueForm(
        request.POST if request.method == "POST" else None,
        indicator=indicator,
        top=instrument.max_level_of(indicator),
        is_level=found.method != "secondary",
        initial={"seen": locus.stage_changed_at.isoformat()},
    )
    if form.is_valid():
        try:
            services.set_reviewed_value(actor=person(request), locus=locus, answer=found, **form.cleaned_data)
        except (ReviewError, StageMovedError) as error:
            form.add_error(None, str(error))
            locus = _locus(request, public_id)
            form.renew(locus.stage_changed_at)
        else:
            messages.success(request, f"Nilai {found.indicator} ditetapkan.")
            return redirect(f"{reverse('locus_review', args=[public_id])}#{found.indicator}")
    context = {
        "locus": locus,
        "answer": found,
        "indicator": indicator,
        "team_words": presenters.answer_words(found),
        "method_words": presenters.METHOD_WORDS[found.method],
        "form": form,
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/review/value.html", context)


def _reopen(request: HttpRequest, public_id: UUID, action: Action) -> HttpResponse:
    """Open the ticked indicators for the team; what was ticked and typed stays on the page after a mistake."""
    locus = _locus(request, public_id, action)
    instrument = locus.assessment.period.issue.instrument
    form = ReturnForm(request.POST, codes=[indicator.code for _, indicator in instrument.indicators])
    if form.is_valid():
        try:
            reopen = services.return_locus if action == Action.RETURN else services.unlock_locus
            reopen(
                actor=person(request),
                locus=locus,
                indicators=form.cleaned_data["indicators"],
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
            )
        except (ReviewError, StageMovedError) as error:
            form.add_error(None, str(error))
            locus = _locus(request, public_id)
            form.renew(locus.stage_changed_at)
        else:
            messages.success(request, f"{locus.unit.name} terbuka lagi bagi tim.")
            return redirect("locus_review", public_id)
    return _page(request, locus, returning=form)


def _approve(request: HttpRequest, public_id: UUID, action: Action) -> HttpResponse:
    locus = _locus(request, public_id, action)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return _page(request, locus, approving=form)
    take = services.verify_locus if action == Action.VERIFY else services.validate_locus
    try:
        take(actor=person(request), locus=locus, seen=form.cleaned_data["seen"], note=form.cleaned_data["note"])
    except (OpenErrorsError, ReviewError, StageMovedError) as error:
        form.add_error(None, str(error))
        locus = _locus(request, public_id)
        form.renew(locus.stage_changed_at)
        return _page(request, locus, approving=form)
    done = "terverifikasi" if action == Action.VERIFY else "tervalidasi"
    messages.success(request, f"{locus.unit.name} {done}.")
    return redirect("locus_review", public_id)


def _page(
    request: HttpRequest,
    locus: Locus,
    *,
    approving: ApprovalForm | None = None,
    returning: ReturnForm | None = None,
    commenting: tuple[str, CommentForm] | None = None,
) -> HttpResponse:
    page = locus_page(
        review_sheet(locus), person(request), hands_on=hands_on(locus), approving=approving, returning=returning
    )
    code, comment_form = commenting or ("", None)
    context = {
        "page": page,
        "findings": findings_at(locus),
        "commenting": comment_form,
        "commented": code,
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/review/locus.html", context)


def _locus(request: HttpRequest, public_id: UUID, *actions: Action) -> Locus:
    """The locus in this person's scope, for those who may read its sheet, or ever take one of the actions."""
    user = person(request)
    locus = get_object_or_404(loci_for_review(user), public_id=public_id)
    allowed = permissions.ever_takes(user, locus, *actions) if actions else permissions.can_read_sheet(user, locus)
    if not allowed:
        raise PermissionDenied
    return locus
