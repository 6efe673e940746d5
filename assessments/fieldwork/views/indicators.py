"""One indicator at a locus: everything that was said, which value is the team's, and whether it applies at all."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.evidence.selectors import by_indicator, doubts_at, pieces_at
from assessments.fieldwork.evidence.strip import strip_of
from assessments.fieldwork.forms import ExcludeForm
from assessments.fieldwork.questions import indicators_at, instrument_at, questions_at
from assessments.fieldwork.selectors.reviewers import words_of_reviewers
from assessments.fieldwork.selectors.sheet import rows_of_indicator
from assessments.fieldwork.services import choose_value, exclude_indicator, include_indicator
from assessments.fieldwork.views.access import locus_to_fill, locus_to_lead, locus_to_read, person
from assessments.fieldwork.views.cards import fresh_card
from assessments.instruments import Indicator
from assessments.models import Answer, Locus


@require_GET
def indicator(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """What an indicator asks of a locus, what everyone said, and how to leave it out."""
    locus = locus_to_read(request, public_id)
    return _page(request, locus, _indicator(locus, code), ExcludeForm())


@require_POST
def exclude(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """State that an indicator does not apply here."""
    locus = locus_to_fill(request, public_id)
    found = _indicator(locus, code)
    form = ExcludeForm(request.POST)
    if form.is_valid():
        try:
            exclude_indicator(actor=person(request), locus=locus, indicator=code, reason=form.cleaned_data["reason"])
        except FieldworkError as error:
            form.add_error("reason", str(error))
    if form.errors:
        return _page(request, locus, found, form)
    messages.success(request, f"{code} dinyatakan tidak berlaku di {locus.unit.name}.")
    return redirect("locus_indicator", locus.public_id, code)


@require_POST
def include(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Ask an indicator again that was left out."""
    locus = locus_to_fill(request, public_id)
    include_indicator(actor=person(request), locus=locus, indicator=_indicator(locus, code).code)
    messages.success(request, f"{code} kembali dinilai di {locus.unit.name}.")
    return redirect("locus_indicator", locus.public_id, code)


@require_POST
def choose(request: HttpRequest, public_id: UUID, answer: int) -> HttpResponse:
    """Make one person's answer the team's value."""
    locus = locus_to_lead(request, public_id)
    found = get_object_or_404(Answer.objects.select_related("subject", "rater"), locus=locus, pk=answer)
    try:
        choose_value(actor=person(request), locus=locus, answer=found)
    except FieldworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Nilai tim untuk {found.indicator}: jawaban {found.rater.full_name}.")
    return redirect("locus_indicator", locus.public_id, found.indicator)


def _indicator(locus: Locus, code: str) -> Indicator:
    """An indicator that the edition asks of such a unit, or 404."""
    for _, found in indicators_at(locus, instrument_at(locus)):
        if found.code == code:
            return found
    raise Http404


def _page(request: HttpRequest, locus: Locus, found: Indicator, form: ExcludeForm) -> HttpResponse:
    user = person(request)
    questions = [
        question
        for question in questions_at(locus, instrument_at(locus), subjects=locus.subjects.order_by("kind", "position"))
        if question.indicator.code == found.code
    ]
    can_enter = permissions.can_enter_answers(user, locus)
    pieces = pieces_at(locus)
    doubts = doubts_at(locus, indicator=found.code)
    context = {
        "locus": locus,
        "indicator": found,
        "cards": [replace(fresh_card(row, locus), doubts=doubts) for row in rows_of_indicator(questions, locus, user)],
        "strip": strip_of(locus, found.code, by_indicator(pieces), can_add=can_enter),
        "elsewhere": [
            piece.evidence for piece in pieces if found.code not in piece.indicators and not piece.evidence.is_withdrawn
        ],
        "excluded": locus.excluded.filter(indicator=found.code).select_related("excluded_by").first(),
        "form": form,
        "reviewers": words_of_reviewers(locus).get(found.code, ()),
        "can_enter": can_enter,
        "can_choose": permissions.can_choose_values(user, locus),
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/indicator.html", context)
