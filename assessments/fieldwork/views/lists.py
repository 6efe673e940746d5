"""Lists: what is mine to do, and how an assessment goes."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from assessments import permissions
from assessments.fieldwork.planning.selectors.calendar import coming_visits
from assessments.fieldwork.presenters import finding_words
from assessments.fieldwork.selectors.worklist import loci_of_assessment, undeclared_assessments, worklist_of
from assessments.fieldwork.views.access import person
from assessments.models import Assessment, Finding, SecondRating, TeamMember


@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """The loci of the teams that a person is in."""
    found = worklist_of(person(request))
    user = person(request)
    is_example = any(each.locus.assessment.is_example for each in (*found.open, *found.handed_over))
    context = {
        "worklist": found,
        "visits": coming_visits(user),
        "undeclared": undeclared_assessments(user, found),
        "second_ratings": SecondRating.objects.outstanding().filter(rater=user).count(),
        "is_example": is_example,
    }
    return render(request, "assessments/fieldwork/worklist.html", context)


@require_GET
def assessment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An assessment with its loci, their stages and progress, and its team."""
    user = person(request)
    team = Prefetch("team", TeamMember.objects.with_independence())
    mine = Assessment.objects.visible_to(user).with_names().prefetch_related(team)
    found = get_object_or_404(mine, public_id=public_id)
    if not permissions.can_read_assessment(user, found):
        raise PermissionDenied
    listed = loci_of_assessment(found, user)
    readable = [each.locus for each in listed if permissions.can_read_sheet(user, each.locus)]
    findings = Finding.objects.open_counts(readable)
    context = {
        "assessment": found,
        "listed": [(each, permissions.can_read_sheet(user, each.locus)) for each in listed],
        "findings": [(locus, finding_words(findings[locus.pk])) for locus in readable if locus.pk in findings],
        "is_mine": permissions.place_in_team(user, found) is not None,
        "can_schedule": permissions.can_schedule(user, found),
        "can_declare": permissions.can_declare(user, found) and not found.period.is_released,
        "is_example": found.is_example,
    }
    return render(request, "assessments/fieldwork/assessment.html", context)
