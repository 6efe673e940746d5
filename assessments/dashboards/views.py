"""The agencies in a person's scope: a list to search, and a page for each."""

from typing import cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from agencies.models import Agency, User
from assessments import permissions
from assessments.dashboards.forms import AgencySearchForm
from assessments.dashboards.presenters import agency_rows, assessed_by
from assessments.dashboards.selectors import agencies_found, agency_file, offices_to_choose
from assessments.history.presenters import history_shown
from assessments.history.selectors import latest_of

ROWS_ON_A_PAGE = 50


@vary_on_headers("HX-Request")
def agency_list(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = AgencySearchForm(request.GET, offices=offices_to_choose(user))
    form.is_valid()
    wanted = form.cleaned_data
    found = agencies_found(
        user, words=wanted.get("q", ""), kind=wanted.get("jenis", ""), office=wanted.get("kantor", "")
    )
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    chosen = {name: value for name, value in wanted.items() if value}
    context = {
        "form": form,
        "page": page,
        "rows": agency_rows(page.object_list, latest_of(page.object_list)),
        "query": f"{urlencode(chosen)}&" if chosen else "",
    }
    htmx = cast(HtmxDetails, getattr(request, "htmx"))  # noqa: B009 - set by a middleware, unknown to the types
    part = htmx and not htmx.history_restore_request
    template = "_agency_results.html" if part else "agency_list.html"
    return render(request, f"assessments/dashboards/{template}", context)


def agency_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    user = cast(User, request.user)
    agency = get_object_or_404(Agency.objects.visible_to(user).with_places(), public_id=public_id)
    file = agency_file(agency, user=user)
    context = {
        "file": file,
        "agency": agency,
        "assessed_by": assessed_by(agency),
        "history": history_shown(file.history),
        "can_read_events": permissions.can_read_agency_events(user, agency),
    }
    return render(request, "assessments/dashboards/agency_detail.html", context)
