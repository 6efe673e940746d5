"""The way to an agency or a session: in scope or 404, allowed or 403."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from agencies.models import Agency, User
from assessments import permissions
from assessments.mentoring.selectors.sessions import session_in_full
from assessments.models import MentoringSession


def person(request: HttpRequest) -> User:
    """Who is signed in; every page asks for a sign-in before its view runs."""
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user


def agency_to_mentor(request: HttpRequest, public_id: UUID) -> Agency:
    """The agency, for the Ombudsman's side."""
    agencies = Agency.objects.visible_to(person(request)).select_related("office")
    agency = get_object_or_404(agencies, public_id=public_id)
    if not permissions.can_lead_mentoring(person(request), agency):
        raise PermissionDenied
    return agency


def session_to_read(request: HttpRequest, public_id: UUID) -> MentoringSession:
    """The session, for everyone in whose scope it is."""
    return get_object_or_404(session_in_full(person(request)), public_id=public_id)


def session_to_lead(request: HttpRequest, public_id: UUID) -> MentoringSession:
    """The session, for the Ombudsman's side."""
    session = session_to_read(request, public_id)
    if not permissions.can_lead_mentoring(person(request), session.agency):
        raise PermissionDenied
    return session
