"""Who is asking, and for which second judgement."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from agencies.models import User
from assessments.models import Period, SecondRating
from assessments.second_rating.selectors.comparison import ratings_for


def person(request: HttpRequest) -> User:
    """Who is signed in; every page here asks for a sign-in before its view runs."""
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user


def rating_to_read(request: HttpRequest, public_id: UUID) -> SecondRating:
    """The second judgement in this person's scope, with the loci's edition joined."""
    rating = get_object_or_404(ratings_for(person(request)), public_id=public_id)
    rating.locus.assessment.period = rating.draw.period
    return rating


def own_rating(request: HttpRequest, public_id: UUID) -> SecondRating:
    """The second judgement that this very person gives; 403 for those who only know of it."""
    rating = rating_to_read(request, public_id)
    if rating.rater_id != person(request).pk:
        raise PermissionDenied
    return rating


def period_of(request: HttpRequest, public_id: UUID) -> Period:
    """The period with its edition."""
    return get_object_or_404(Period.objects.visible_to(person(request)).select_related("issue"), public_id=public_id)
