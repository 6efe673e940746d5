"""Both judgements side by side, and the verifier's word on what differs."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from assessments import permissions
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.models import ModerationOutcome, SecondAnswer, SecondRating, StageMovedError
from assessments.presenters import METHOD_WORDS
from assessments.review.errors import ReviewError
from assessments.scoring import agreement_of
from assessments.second_rating import services
from assessments.second_rating.errors import SecondRatingError
from assessments.second_rating.forms import ModerateForm
from assessments.second_rating.presenters import kappa_words, share_words, value_words
from assessments.second_rating.selectors.comparison import answers_of, part_of_top
from assessments.second_rating.views.access import person, rating_to_read


@require_GET
def comparison(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What both said of each question, once the second is in; until then nobody but the judge sees a value."""
    return _page(request, _handed_in(request, public_id))


@require_POST
def moderate(request: HttpRequest, public_id: UUID, answer: int) -> HttpResponse:
    """Decide on one difference."""
    rating = _handed_in(request, public_id)
    found = get_object_or_404(answers_of(rating), pk=answer)
    if not _may_moderate(request, rating):
        raise PermissionDenied
    found.rating = rating
    form = ModerateForm(request.POST, prefix=str(answer))
    if form.is_valid():
        try:
            services.moderate(
                actor=person(request),
                answer=found,
                outcome=ModerationOutcome(form.cleaned_data["outcome"]),
                reason=form.cleaned_data["reason"],
            )
        except (SecondRatingError, ReviewError, StageMovedError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Perbedaan pada {found.indicator} diputuskan.")
            return redirect(f"{reverse('second_comparison', args=[public_id])}#beda")
    return _page(request, rating, deciding=(found.pk, form))


def _page(request: HttpRequest, rating: SecondRating, deciding: tuple[int, ModerateForm] | None = None) -> HttpResponse:
    instrument = rating.draw.period.issue.instrument
    may = _may_moderate(request, rating)
    answers = list(answers_of(rating))
    agreement = agreement_of([part_of_top(each, instrument) for each in answers if each.is_compared])
    context = {
        "rating": rating,
        "share": share_words(agreement),
        "kappa": kappa_words(agreement),
        "differing": [_row(each, rating, may=may, deciding=deciding) for each in answers if each.differs],
        "equal": sum(each.is_compared and not each.differs for each in answers),
        "alone": [each for each in answers if not each.is_compared],
        "problem": deciding[1] if deciding and deciding[1].errors else None,
        "changes_value": rating.locus.stage == "submitted",
        "is_example": rating.locus.assessment.is_example,
    }
    return render(request, "assessments/second_rating/comparison.html", context)


def _row(
    answer: SecondAnswer, rating: SecondRating, *, may: bool, deciding: tuple[int, ModerateForm] | None
) -> dict[str, object]:
    decided = getattr(answer, "moderation", None)
    form = None
    if may and decided is None:
        form = deciding[1] if deciding and deciding[0] == answer.pk else ModerateForm(prefix=str(answer.pk))
    indicator = rating.draw.period.issue.instrument.indicator(answer.indicator)
    return {
        "answer": answer,
        "label": indicator.label,
        "method": METHOD_WORDS[answer.method],
        "first": value_words(answer.first_state, answer.first_value),
        "second": value_words(answer.state, answer.value),
        "decided": decided,
        "form": form,
    }


def _may_moderate(request: HttpRequest, rating: SecondRating) -> bool:
    assessment = rating.locus.assessment
    return permissions.can_moderate(
        person(request), assessment, second_rater=rating.rater_id, hands_on=hands_on(rating.locus)
    )


def _handed_in(request: HttpRequest, public_id: UUID) -> SecondRating:
    """The second judgement, once it is in, for its judge and for those who read the locus's sheet."""
    rating = rating_to_read(request, public_id)
    user = person(request)
    reads = rating.rater_id == user.pk or permissions.can_read_sheet(user, rating.locus)
    if rating.handed_in_at is None or not reads:
        raise PermissionDenied
    return rating
