"""The history of one thing, and the log of reads and downloads."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from agencies.models import User
from assessments import permissions
from assessments.chronicle.presenters import line_of
from assessments.chronicle.selectors import WantedReads, reads
from assessments.chronicle.subjects import SUBJECTS, events_of, is_agency_side
from assessments.event_words import READS, SENTENCES

LINES_ON_A_PAGE = 50


@require_GET
def history(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Everything that happened to one thing, as far as this person may know."""
    subject = SUBJECTS.get(kind)
    if subject is None:
        raise Http404
    user = _person(request)
    row = get_object_or_404(subject.found(user), public_id=public_id)
    if not subject.may_read(user, row):
        raise PermissionDenied
    page = Paginator(events_of(subject, row, user), LINES_ON_A_PAGE).get_page(request.GET.get("halaman"))
    for_agency = is_agency_side(user)
    context = {
        "kind": subject.name,
        "title": str(row),
        "back": subject.url(row),
        "page": page,
        "lines": [line_of(event, for_agency=for_agency) for event in page],
        "for_agency": for_agency,
        "is_example": subject.is_example(row),
    }
    return render(request, "assessments/chronicle/history.html", context)


@require_GET
def access_log(request: HttpRequest) -> HttpResponse:
    """Who read or took which report, file or list, and when."""
    if not permissions.can_read_access_log(_person(request)):
        raise PermissionDenied
    wanted = WantedReads(words=request.GET.get("cari", "").strip()[:100], verb=request.GET.get("jenis", ""))
    page = Paginator(reads(wanted), LINES_ON_A_PAGE).get_page(request.GET.get("halaman"))
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {
        "page": page,
        "lines": [line_of(event, with_place=True) for event in page],
        "kinds": sorted(((verb, SENTENCES[verb]) for verb in READS), key=lambda pair: pair[1]),
        "wanted": wanted,
        "query": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "assessments/chronicle/access_log.html", context)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the sign-in middleware has seen to it
    return request.user
