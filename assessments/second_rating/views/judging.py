"""The blind side: one's drawn loci, the declaration, the levels, the evidence, and handing in."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.fieldwork.evidence.selectors import by_indicator, pieces_at
from assessments.files import serving
from assessments.models import EvidenceVersion, SecondRating
from assessments.second_rating import services
from assessments.second_rating.errors import SecondRatingError
from assessments.second_rating.forms import DeclareForm, level_forms
from assessments.second_rating.presenters import state_words
from assessments.second_rating.questions import second_questions
from assessments.second_rating.selectors.comparison import ratings_for
from assessments.second_rating.views.access import own_rating, person


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The loci that this person judges a second time."""
    listed = ratings_for(person(request)).filter(rater=person(request)).order_by("handed_in_at", "-assigned_at")
    rows = [(rating, state_words(rating)) for rating in listed]
    return render(request, "assessments/second_rating/mine.html", {"rows": rows})


@require_GET
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One drawn locus: what is still to be judged, by dimension."""
    return _sheet(request, own_rating(request, public_id), DeclareForm())


@require_POST
def declare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The person's own word on independence; a refusal gives the locus back."""
    rating = own_rating(request, public_id)
    form = DeclareForm(request.POST)
    if form.is_valid():
        try:
            clear = services.declare(actor=person(request), rating=rating, **form.cleaned_data)
        except SecondRatingError as error:
            form.add_error("explanation", str(error))
        else:
            if clear:
                messages.success(request, "Pernyataan Anda tersimpan. Nilailah tanpa menanyakan nilai tim.")
                return redirect("second_sheet", public_id)
            messages.warning(request, "Pernyataan Anda tersimpan. Lokus ini diberikan kepada orang lain.")
            return redirect("second_mine")
    return _sheet(request, rating, form)


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, public_id: UUID, dimension: str) -> HttpResponse:
    """The questions of one dimension with their evidence; what is not chosen stays open."""
    rating = own_rating(request, public_id)
    questions = [each for each in second_questions(rating.locus) if each.dimension.code == dimension]
    if not questions:
        raise Http404
    if rating.declared_at is None or rating.handed_in_at is not None:
        return redirect("second_sheet", public_id)
    forms = level_forms(questions, rating.answers.all(), request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        judged = [
            services.Judged(form.question.key, form.value, form.cleaned_data["note"]) for form in forms if form.is_given
        ]
        try:
            services.record_second_answers(actor=person(request), rating=rating, judged=judged)
        except SecondRatingError as error:
            problem = str(error)
        else:
            messages.success(request, "Penilaian Anda tersimpan.")
            return redirect("second_sheet", public_id)
    pieces = by_indicator(pieces_at(rating.locus))
    context = {
        "rating": rating,
        "dimension": questions[0].dimension,
        "forms": [(form, pieces.get(form.question.indicator.code, ())) for form in forms],
        "has_errors": any(form.errors for form in forms),
        "problem": problem,
        "is_example": rating.locus.assessment.is_example,
    }
    return render(request, "assessments/second_rating/part.html", context)


@require_GET
def evidence(request: HttpRequest, public_id: UUID, version: int) -> FileResponse:
    """The original of a standing piece of evidence of the locus; who took it is written down."""
    rating = own_rating(request, public_id)
    found = get_object_or_404(EvidenceVersion, pk=version, evidence__locus=rating.locus_id, evidence__withdrawn_at=None)
    response = serving.download(found.file, name=found.name, media_type=found.media_type)
    services.record_evidence_read(actor=person(request), rating=rating, name=found.name, sha256=found.sha256)
    return response


@require_POST
def hand_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close the judgement; from now on both sides are seen."""
    rating = own_rating(request, public_id)
    try:
        services.hand_in(actor=person(request), rating=rating)
    except SecondRatingError as error:
        messages.error(request, str(error))
        return redirect("second_sheet", public_id)
    messages.success(request, "Penilaian kedua diserahkan. Sekarang Anda dapat melihat nilai tim di sampingnya.")
    return redirect("second_comparison", public_id)


def _sheet(request: HttpRequest, rating: SecondRating, form: DeclareForm) -> HttpResponse:
    questions = second_questions(rating.locus)
    said = set(rating.answers.values_list("indicator", "method", "subject"))
    progress: dict[str, tuple[str, int, int]] = {}
    for question in questions:
        name, done, total = progress.get(question.dimension.code, (question.dimension.name, 0, 0))
        progress[question.dimension.code] = (name, done + (question.key in said), total + 1)
    context = {
        "rating": rating,
        "state": state_words(rating),
        "parts": [(code, *rest) for code, rest in progress.items()],
        "left": len(questions) - len(said),
        "form": form,
        "is_example": rating.locus.assessment.is_example,
    }
    return render(request, "assessments/second_rating/sheet.html", context)
