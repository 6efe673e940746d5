"""One answer at a time, as the page saves it: the reply is the state of that question."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from assessments import permissions
from assessments.fieldwork.evidence.selectors import doubts_at
from assessments.fieldwork.forms import SubjectForm
from assessments.fieldwork.questions import Question, instrument_at
from assessments.fieldwork.selectors.sheet import row_of
from assessments.fieldwork.views.access import locus_to_fill, locus_to_save, person
from assessments.fieldwork.views.cards import KEEP, saved_card, with_last_time
from assessments.fieldwork.views.subjects import about, saved_subject
from assessments.models import Locus, Subject

SAVED = "jawaban-tersimpan"
"""What the browser hears after a save, so that the progress of the sheet is read anew."""


@require_POST
def save_answer(request: HttpRequest, public_id: UUID, indicator: str, method: str, subject: int) -> HttpResponse:
    """Save one answer; after "keep the stored value" the reply is the whole question."""
    locus = locus_to_save(request, public_id)
    question = question_at(locus, indicator, method, get_object_or_404(Subject, locus=locus, pk=subject))
    card = saved_card(row_of(question, person(request)), request.POST, actor=person(request), locus=locus)
    # An answer saved just now saw the evidence as it stands; only others' may be in doubt.
    if card.looks_at_evidence and not (card.is_just_saved and not card.row.others):
        card = replace(card, doubts=doubts_at(locus, subject=question.subject, indicator=indicator))
    can_choose = permissions.can_choose_values(person(request), locus)
    context = {"card": card, "locus": locus, "can_choose": can_choose}
    if KEEP in request.POST:
        (context["card"],) = with_last_time([card], locus)
        whole = render(request, "assessments/fieldwork/_question.html", context)
        return trigger_client_event(reswap(retarget(whole, f"#pertanyaan-{card.prefix}"), "outerHTML"), SAVED)
    reply = render(request, "assessments/fieldwork/_state.html", context)
    return reply if card.has_problem else trigger_client_event(reply, SAVED)


@require_POST
def save_subject(request: HttpRequest, public_id: UUID, subject: int) -> HttpResponse:
    """Save who a respondent is; the reply says whether that is kept."""
    locus = locus_to_fill(request, public_id)
    found = get_object_or_404(Subject, locus=locus, pk=subject)
    form = saved_subject(SubjectForm(request.POST, **about(locus, found)), locus, found, actor=person(request))
    reply = render(request, "assessments/fieldwork/_subject_state.html", {"form": form})
    return reply if form.errors else trigger_client_event(reply, SAVED)


def question_at(locus: Locus, indicator: str, method: str, subject: Subject) -> Question:
    """The question that an address names; 404 when the edition does not ask it."""
    for dimension, each in instrument_at(locus).indicators:
        if each.code == indicator and method in each.methods:
            return Question(dimension, each, method, subject, instrument_at(locus).max_level_of(each))
    raise Http404
