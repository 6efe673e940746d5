"""The list of editions, and one page for each: the rules are open to everyone who can sign in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.catalogue.presenters import edition_page, edition_rows
from assessments.instruments import UnknownInstrumentError


def instrument_list(request: HttpRequest) -> HttpResponse:
    return render(request, "assessments/catalogue/instrument_list.html", {"editions": edition_rows()})


def instrument_detail(request: HttpRequest, code: str) -> HttpResponse:
    try:
        page = edition_page(code)
    except UnknownInstrumentError as unknown:
        raise Http404(str(unknown)) from unknown
    return render(request, "assessments/catalogue/instrument_detail.html", {"page": page})
