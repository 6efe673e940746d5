"""The published opinions, for everyone and without signing in: agencies with score, zone and opinion."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.csv_lines import csv_lines
from assessments.publishing.forms import OpinionSearchForm
from assessments.publishing.presenters import csv_rows, opinion_rows
from assessments.publishing.selectors import opinions_found, public_periods

OPINIONS_ON_A_PAGE = 50


@login_not_required
@require_GET
def opinions(request: HttpRequest) -> HttpResponse:
    """The newest public period, or the one asked for; searched by name and kind."""
    form = _asked(request)
    wanted = form.wanted
    found = opinions_found(wanted)
    page = Paginator(found, OPINIONS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    rows = opinion_rows(page.object_list)
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "period": wanted.period,
        "query": f"{query.urlencode()}&" if query else "",
        "is_example": any(row.is_example for row in rows),
    }
    return render(request, "assessments/publishing/opinions.html", context)


@login_not_required
@require_GET
def opinions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table for a spreadsheet, streamed."""
    found = opinions_found(_asked(request).wanted)
    response = StreamingHttpResponse(csv_lines(csv_rows(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="opini-ombudsman.csv"'
    return response


def _asked(request: HttpRequest) -> OpinionSearchForm:
    """What is looked for: where no period is named the newest one, and all of them where the field came empty."""
    asked = request.GET.copy()
    newest = None if "periode" in asked else public_periods().order_by("-year", "-released_at").first()
    if newest is not None:
        asked["periode"] = newest.code
    return OpinionSearchForm(asked)
