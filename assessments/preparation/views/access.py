"""The way to an agency or a unit that prepares: in scope or 404, allowed or 403."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from agencies.models import Agency, ServiceUnit, User
from agencies.scope import scope_of
from assessments import permissions
from assessments.models import Period


def person(request: HttpRequest) -> User:
    """Who is signed in; every page asks for a sign-in before its view runs."""
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user


def period_or_404() -> Period:
    """The period that agencies prepare for; without one there is nothing to act on."""
    period = Period.objects.to_prepare()
    if period is None:
        raise Http404
    return period


def agency_to_read(request: HttpRequest, public_id: UUID) -> Agency:
    """The agency, for its own people, those of its units, and the Ombudsman's side."""
    agency = get_object_or_404(Agency.objects.visible_to(person(request)), public_id=public_id)
    scope = scope_of(person(request))
    if scope.is_administrator and not scope.is_head_office and agency.pk not in scope.agency_ids:
        raise PermissionDenied
    return agency


def agency_of_own(request: HttpRequest, public_id: UUID) -> Agency:
    """The agency, for those who read its expectations: its own people and those of its units, not the Ombudsman."""
    agency = agency_to_read(request, public_id)
    if not permissions.is_of_agency(person(request), agency):
        raise PermissionDenied
    return agency


def unit_to_read(request: HttpRequest, public_id: UUID) -> ServiceUnit:
    """The unit, for its own people, its agency's and the Ombudsman's side."""
    unit = get_object_or_404(
        ServiceUnit.objects.visible_to(person(request)).select_related("agency"), public_id=public_id
    )
    if not permissions.can_read_preparation(person(request), unit):
        raise PermissionDenied
    return unit


def unit_to_prepare(request: HttpRequest, public_id: UUID) -> ServiceUnit:
    """The unit, for its contact and its bureau."""
    unit = unit_to_read(request, public_id)
    if not permissions.can_prepare(person(request), unit):
        raise PermissionDenied
    return unit


def unit_to_lead(request: HttpRequest, public_id: UUID) -> ServiceUnit:
    """The unit, for its bureau alone."""
    unit = unit_to_read(request, public_id)
    if not permissions.leads_preparation(person(request), unit.agency):
        raise PermissionDenied
    return unit
