"""The history of one answer, as a page or as a part of the sheet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from assessments.fieldwork.history_words import history_lines
from assessments.fieldwork.presenters import METHOD_WORDS
from assessments.fieldwork.selectors.answer_history import history_of
from assessments.fieldwork.views.access import locus_to_read, question_to_find
from assessments.models import Subject


@require_GET
def answer_history(request: HttpRequest, public_id: UUID, indicator: str, method: str, subject: int) -> HttpResponse:
    """Who said what when about one question; htmx gets the list alone."""
    locus = locus_to_read(request, public_id)
    question = question_to_find(locus, indicator, method, get_object_or_404(Subject, locus=locus, pk=subject))
    context = {
        "locus": locus,
        "question": question,
        "method_words": METHOD_WORDS[method],
        "lines": history_lines(history_of(question), is_level=not question.is_secondary),
        "is_example": locus.assessment.is_example,
    }
    template = "_history" if request.headers.get("HX-Request") else "history"
    reply = render(request, f"assessments/fieldwork/{template}.html", context)
    patch_vary_headers(reply, ["HX-Request"])
    return reply
