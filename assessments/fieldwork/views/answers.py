"""One answer at a time, as the page saves it: the reply is the state of that question."""

from dataclasses import replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from assessments import permissions
from assessments.fieldwork.evidence.selectors import doubts_at
from assessments.fieldwork.forms import SubjectForm
from assessments.fieldwork.selectors.sheet import row_of
from assessments.fieldwork.services import take_in_hand
from assessments.fieldwork.views.access import locus_to_answer, locus_to_fill, person, question_to_find
from assessments.fieldwork.views.cards import KEEP, Card, card_saved_in_hand, saved_card, with_last_time
from assessments.fieldwork.views.subjects import about, saved_subject
from assessments.models import Subject

SAVED = "jawaban-tersimpan"
"""What the browser hears after a save, so that the progress of the sheet is read anew."""


@require_POST
def save_answer(request: HttpRequest, public_id: UUID, indicator: str, method: str, subject: int) -> HttpResponse:
    """Save one answer; after "keep the stored value" the reply is the whole question."""
    card = _saved_in_hand(request, public_id, indicator, method, subject)
    if card is None:
        card = _saved(request, public_id, indicator, method, subject)
    locus, question = card.locus, card.row.question
    # An answer saved just now saw the evidence as it stands; only others' may be in doubt.
    if card.looks_at_evidence and not (card.is_just_saved and not card.row.others):
        card = replace(card, doubts=doubts_at(locus, subject=question.subject, indicator=indicator))
    can_choose = card.row.is_disputed and permissions.can_choose_values(person(request), locus)
    context = {"card": card, "locus": locus, "can_choose": can_choose}
    if KEEP in request.POST:
        (context["card"],) = with_last_time([card], locus)
        whole = render(request, "assessments/fieldwork/_question.html", context)
        return trigger_client_event(reswap(retarget(whole, f"#pertanyaan-{card.prefix}"), "outerHTML"), SAVED)
    # The state names nothing of the page around it, so none of what every page shows is worked out for it.
    reply = HttpResponse(render_to_string("assessments/fieldwork/_state.html", context))
    return reply if card.has_problem else trigger_client_event(reply, SAVED)


@transaction.atomic
def _saved_in_hand(request: HttpRequest, public_id: UUID, indicator: str, method: str, subject: int) -> Card | None:
    """The way of almost every save: one person of the team, one question. None where the long way must be gone."""
    hand = take_in_hand(person(request), public_id, indicator, method, subject)
    if hand is None:
        return None
    if not permissions.belongs_in_field(person(request), hand.locus):
        raise PermissionDenied
    return card_saved_in_hand(hand, request.POST, actor=person(request))


def _saved(request: HttpRequest, public_id: UUID, indicator: str, method: str, subject: int) -> Card:
    """The long way: what is asked of the agency as a whole, and everyone who is to read 404 or 403."""
    locus = locus_to_answer(request, public_id)
    question = question_to_find(locus, indicator, method, get_object_or_404(Subject, locus=locus, pk=subject))
    return saved_card(row_of(question, person(request)), request.POST, actor=person(request), locus=locus)


@require_POST
def save_subject(request: HttpRequest, public_id: UUID, subject: int) -> HttpResponse:
    """Save who a respondent is; the reply says whether that is kept."""
    locus = locus_to_fill(request, public_id)
    found = get_object_or_404(Subject, locus=locus, pk=subject)
    form = saved_subject(SubjectForm(request.POST, **about(locus, found)), locus, found, actor=person(request))
    reply = render(request, "assessments/fieldwork/_subject_state.html", {"form": form})
    return reply if form.errors else trigger_client_event(reply, SAVED)
