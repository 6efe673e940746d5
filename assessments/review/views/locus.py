"""A locus before those who approve it: the page, and the three decisions on it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from assessments import permissions
from assessments.models import Action, Locus, StageMovedError
from assessments.review import services
from assessments.review.errors import ReviewError
from assessments.review.forms import ApprovalForm, ReturnForm
from assessments.review.pages import locus_page
from assessments.review.selectors.hands_on import hands_on
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
    """Return the locus for the ticked indicators; what was ticked and typed stays on the page after a mistake."""
    locus = _locus(request, public_id, Action.RETURN)
    instrument = locus.assessment.period.issue.instrument
    form = ReturnForm(request.POST, codes=[indicator.code for _, indicator in instrument.indicators])
    if form.is_valid():
        try:
            services.return_locus(
                actor=person(request),
                locus=locus,
                indicators=form.cleaned_data["indicators"],
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
            )
        except (ReviewError, StageMovedError) as error:
            form.add_error(None, str(error))
            locus = _locus(request, public_id)
        else:
            messages.success(request, f"{locus.unit.name} dikembalikan kepada tim.")
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
    except (ReviewError, StageMovedError) as error:
        form.add_error(None, str(error))
        return _page(request, _locus(request, public_id), approving=form)
    done = "terverifikasi" if action == Action.VERIFY else "tervalidasi"
    messages.success(request, f"{locus.unit.name} {done}.")
    return redirect("locus_review", public_id)


def _page(
    request: HttpRequest,
    locus: Locus,
    *,
    approving: ApprovalForm | None = None,
    returning: ReturnForm | None = None,
) -> HttpResponse:
    page = locus_page(
        review_sheet(locus), person(request), hands_on=hands_on(locus), approving=approving, returning=returning
    )
    return render(request, "assessments/review/locus.html", {"page": page, "is_example": locus.assessment.is_example})


def _locus(request: HttpRequest, public_id: UUID, action: Action | None = None) -> Locus:
    """The locus in this person's scope, for those who may read its sheet or ever take that action."""
    user = person(request)
    locus = get_object_or_404(loci_for_review(user), public_id=public_id)
    allowed = permissions.ever_takes(user, locus, action) if action else permissions.can_read_sheet(user, locus)
    if not allowed:
        raise PermissionDenied
    return locus
