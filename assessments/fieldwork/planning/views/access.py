"""The way to a plan: in scope or 404, allowed or 403."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from agencies.models import User
from assessments import permissions
from assessments.fieldwork.planning.selectors.plan import assessments_to_plan, loci_to_plan
from assessments.models import Assessment, Locus, Period


def person(request: HttpRequest) -> User:
    """Who is signed in; every page of planning asks for a sign-in before its view runs."""
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user


def period_to_plan(request: HttpRequest, public_id: UUID) -> Period:
    """The period, for those who plan in it."""
    mine = Period.objects.visible_to(person(request)).select_related("issue").prefetch_related("windows")
    period = get_object_or_404(mine, public_id=public_id)
    if not permissions.can_plan_somewhere(person(request)):
        raise PermissionDenied
    return period


def assessment_to_change(request: HttpRequest, public_id: UUID) -> Assessment:
    """The assessment, for those who may change its plan."""
    found = get_object_or_404(assessments_to_plan(person(request)), public_id=public_id)
    if not permissions.can_change_plan(person(request), found):
        raise PermissionDenied
    return found


def assessment_to_schedule(request: HttpRequest, public_id: UUID) -> Assessment:
    """The assessment, for those who may set its visits."""
    found = get_object_or_404(assessments_to_plan(person(request)), public_id=public_id)
    if not permissions.can_schedule(person(request), found):
        raise PermissionDenied
    return found


def locus_to_change(request: HttpRequest, public_id: UUID) -> Locus:
    """The locus, for those who may change the plan that it is in."""
    found = get_object_or_404(loci_to_plan(person(request)), public_id=public_id)
    if not permissions.can_change_plan(person(request), found.assessment):
        raise PermissionDenied
    return found


def locus_to_visit(request: HttpRequest, public_id: UUID) -> Locus:
    """The locus, for those who may set its visits."""
    found = get_object_or_404(loci_to_plan(person(request)), public_id=public_id)
    if not permissions.can_schedule(person(request), found.assessment):
        raise PermissionDenied
    return found
