"""Standing by a judgement whose evidence has changed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.evidence.services import keep_judgement
from assessments.fieldwork.selectors.sheet import row_of
from assessments.fieldwork.views.access import locus_to_fill, person, question_to_find
from assessments.fieldwork.views.answers import SAVED
from assessments.fieldwork.views.cards import fresh_card
from assessments.models import Answer


@require_POST
def keep(request: HttpRequest, public_id: UUID, answer: int) -> HttpResponse:
    """Say that one's answer stands after looking at its evidence again; on the sheet the reply is its state."""
    locus = locus_to_fill(request, public_id)
    found = get_object_or_404(Answer.objects.select_related("subject"), locus=locus, pk=answer)
    try:
        keep_judgement(actor=person(request), locus=locus, answer=found)
    except FieldworkError as error:
        messages.error(request, str(error))
    else:
        if request.headers.get("HX-Request"):
            question = question_to_find(locus, found.indicator, found.method, found.subject)
            card = fresh_card(row_of(question, person(request)), locus)
            can_choose = permissions.can_choose_values(person(request), locus)
            context = {"card": card, "locus": locus, "can_choose": can_choose}
            return trigger_client_event(render(request, "assessments/fieldwork/_state.html", context), SAVED)
        messages.success(request, f"Jawaban {found.indicator} dinyatakan tetap setelah melihat bukti yang sekarang.")
    return redirect("locus_indicator", locus.public_id, found.indicator)
