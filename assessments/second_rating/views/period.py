"""The second judgements of a period: the draw, who judges what, how far both agree, and the file."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import User
from assessments import permissions
from assessments.csv_lines import csv_lines
from assessments.models import Period
from assessments.second_rating import services
from assessments.second_rating.errors import SecondRatingError
from assessments.second_rating.forms import AssignForm, DrawForm
from assessments.second_rating.presenters import kappa_words, share_words, state_words, value_words
from assessments.second_rating.selectors.comparison import (
    FEWEST_PAIRS,
    LOW_KAPPA,
    Tally,
    compared_rows,
    period_view,
)
from assessments.second_rating.selectors.people import possible_raters
from assessments.second_rating.views.access import period_of, person, rating_to_read

HEADINGS = (
    "Kantor", "Instansi", "Unit", "Penilai kedua", "Diserahkan", "Indikator", "Cara", "Subjek", "Tim", "Penilai kedua",
    "Putusan", "Alasan",
)  # fmt: skip


@require_GET
def period(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who judges which drawn locus, how far both agree, and which rubrics need another look."""
    return _page(request, _period(request, public_id), DrawForm())


@require_POST
def draw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw the loci of a period, once."""
    found = _period(request, public_id)
    if not permissions.can_draw_second_ratings(person(request)):
        raise PermissionDenied
    form = DrawForm(request.POST)
    if form.is_valid():
        try:
            drawn = services.draw_loci(actor=person(request), period=found, share=form.cleaned_data["share"])
        except SecondRatingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{drawn.ratings.count()} dari {drawn.pool} lokus terundi.")
            return redirect("second_period", public_id)
    return _page(request, found, form)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose who judges a drawn locus."""
    rating = rating_to_read(request, public_id)
    if not permissions.can_assign_second_rater(person(request), rating.locus.assessment):
        raise PermissionDenied
    form = AssignForm(request.POST if request.method == "POST" else None, people=possible_raters(rating))
    if form.is_valid():
        try:
            services.assign_rater(actor=person(request), rating=rating, rater=form.cleaned_data["rater"])
        except SecondRatingError as error:
            form.add_error("rater", str(error))
        else:
            messages.success(request, f"{form.cleaned_data['rater'].full_name} menilai {rating.locus.unit.name}.")
            return redirect("second_period", rating.draw.period.public_id)
    context = {
        "rating": rating,
        "form": form,
        "refusals": rating.refusals.select_related("user"),
        "state": state_words(rating),
        "is_example": rating.locus.assessment.is_example,
    }
    return render(request, "assessments/second_rating/assign.html", context)


@require_GET
def export(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """Every pair of judgements of a period as a table for a spreadsheet; the download is written down."""
    found = _period(request, public_id)
    user = person(request)
    services.record_export(actor=user, period=found)
    response = StreamingHttpResponse(csv_lines(_rows(found, user)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="penilaian-kedua-{found.code}.csv"'
    return response


def _rows(found: Period, user: User) -> Iterator[tuple[str, ...]]:
    """The headings and a line for each pair, read some at a time."""
    yield HEADINGS
    for answer, decided in compared_rows(found, user):
        locus = answer.rating.locus
        office = locus.assessment.office
        yield (
            office.name if office else "Kantor Pusat",
            locus.assessment.agency.name,
            locus.unit.name,
            answer.rating.rater.full_name if answer.rating.rater else "",
            f"{answer.rating.handed_in_at:%Y-%m-%d}",
            answer.indicator,
            answer.get_method_display(),
            answer.subject.label,
            value_words(answer.first_state, answer.first_value),
            value_words(answer.state, answer.value),
            decided.get_outcome_display() if decided else "",
            decided.reason if decided else "",
        )


def _page(request: HttpRequest, found: Period, form: DrawForm) -> HttpResponse:
    user = person(request)
    view = period_view(found, user)
    context = {
        "period": found,
        "view": view,
        "drawn": [(each, state_words(each.rating)) for each in view.drawn],
        "indicators": [_words(each) for each in view.indicators],
        "teams": [_words(each) for each in view.teams],
        "low": [_words(each) for each in view.low],
        "low_kappa": f"{LOW_KAPPA.numerator * 100 // LOW_KAPPA.denominator / 100:.2f}".replace(".", ","),
        "fewest_pairs": FEWEST_PAIRS,
        "form": form if permissions.can_draw_second_ratings(user) else None,
        "is_example": found.is_example,
    }
    return render(request, "assessments/second_rating/period.html", context)


def _words(tally: Tally) -> tuple[str, str, str, str, bool]:
    return tally.name, tally.label, share_words(tally.agreement), kappa_words(tally.agreement), tally.is_low


def _period(request: HttpRequest, public_id: UUID) -> Period:
    found = period_of(request, public_id)
    if not permissions.can_read_second_ratings(person(request)):
        raise PermissionDenied
    return found
