"""The way to a locus: in scope or 404, allowed or 403."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from agencies.models import User
from assessments import permissions
from assessments.fieldwork.questions import Question, question_at
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.models import Locus, Subject


def person(request: HttpRequest) -> User:
    """Who is signed in; every page of fieldwork asks for a sign-in before its view runs."""
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user


def locus_to_read(request: HttpRequest, public_id: UUID) -> Locus:
    """The locus, for those who may read its sheet; two queries and the scope."""
    locus = get_object_or_404(loci_for_sheet(person(request)), public_id=public_id)
    if not permissions.can_read_sheet(person(request), locus):
        raise PermissionDenied
    return locus


def locus_to_fill(request: HttpRequest, public_id: UUID) -> Locus:
    """The locus, for those who may enter answers there now."""
    locus = get_object_or_404(loci_for_sheet(person(request)), public_id=public_id)
    if not permissions.can_enter_answers(person(request), locus):
        raise PermissionDenied
    return locus


def locus_to_answer(request: HttpRequest, public_id: UUID) -> Locus:
    """The locus, for the people of its team while it is open; until they declare, each save tells them to."""
    locus = get_object_or_404(loci_for_sheet(person(request)), public_id=public_id)
    if not permissions.belongs_in_field(person(request), locus):
        raise PermissionDenied
    return locus


def locus_to_lead(request: HttpRequest, public_id: UUID) -> Locus:
    """The locus, for the lead of its team while it is open."""
    locus = get_object_or_404(loci_for_sheet(person(request)), public_id=public_id)
    if not permissions.can_submit(person(request), locus):
        raise PermissionDenied
    return locus


def question_to_find(locus: Locus, indicator: str, method: str, subject: Subject) -> Question:
    """The question that an address names; 404 when the edition does not ask it."""
    question = question_at(locus, indicator, method, subject)
    if question is None:
        raise Http404
    return question
