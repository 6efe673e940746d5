"""The way to an agency's list or to one recommendation: in scope or 404, allowed or 403."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from agencies.models import Agency, User
from agencies.scope import scope_of
from assessments import permissions
from assessments.followup.selectors.ledger import recommendations_for
from assessments.models import Recommendation, Result


def person(request: HttpRequest) -> User:
    """Who is signed in; every page asks for a sign-in before its view runs."""
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user


def agency_to_read(request: HttpRequest, public_id: UUID) -> Agency:
    """The agency, for its own people and the Ombudsman's side; an administrator keeps registers, not this."""
    agency = get_object_or_404(Agency.objects.visible_to(person(request)).select_related("office"), public_id=public_id)
    scope = scope_of(person(request))
    if scope.is_administrator and not scope.is_head_office and agency.pk not in scope.agency_ids:
        raise PermissionDenied
    return agency


def agency_to_write(request: HttpRequest, public_id: UUID) -> Agency:
    """The agency, for the Ombudsman's side."""
    agency = agency_to_read(request, public_id)
    _require(permissions.can_write_recommendations(person(request), agency))
    return agency


def result_to_write(request: HttpRequest, public_id: UUID) -> Result:
    """The current result, for the Ombudsman's side."""
    results = Result.objects.visible_to(person(request)).current().with_names()
    result = get_object_or_404(results, public_id=public_id)
    _require(permissions.can_write_recommendations(person(request), result.assessment.agency))
    return result


def recommendation_to_read(request: HttpRequest, public_id: UUID) -> Recommendation:
    """The recommendation, for everyone in whose scope it is."""
    return get_object_or_404(recommendations_for(person(request)), public_id=public_id)


def recommendation_for(
    request: HttpRequest, public_id: UUID, may: Callable[[User, Recommendation], bool]
) -> Recommendation:
    """The recommendation, for those who `may`."""
    row = recommendation_to_read(request, public_id)
    _require(may(person(request), row))
    return row


def _require(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence where it is called
    if not allowed:
        raise PermissionDenied
