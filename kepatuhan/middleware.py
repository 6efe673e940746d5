"""The sign-in that every page asks for, the way back to where a person was, and pages sent compressed."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import is_valid_path, reverse
from django_htmx.http import HttpResponseClientRedirect

EXPIRED = "Waktu masuk Anda sudah habis. Masuk lagi, lalu periksa apakah isian terakhir sudah tersimpan."


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's own, but an expired sign-in leads back to the page that was open, not to a part or a form of it."""

    def handle_no_permission(  # type: ignore[override]  # htmx reads the new address from a header, not from a 302
        self, request: HttpRequest, view_func: object
    ) -> HttpResponseBase:
        to_sign_in = redirect_to_login(_open_page(request))
        if request.headers.get("HX-Request"):
            # A part of a page must not be replaced by the sign-in page: the browser goes there as a whole.
            return HttpResponseClientRedirect(to_sign_in.url)
        if request.method == "POST" and request.path != reverse("logout"):
            messages.warning(request, EXPIRED)
        return to_sign_in


def _open_page(request: HttpRequest) -> str:
    """The address, without the host, of the page that the person has on screen."""
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return request.get_full_path()
    shown = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if shown.path and shown.netloc == request.get_host():
        return shown._replace(scheme="", netloc="", fragment="").geturl()
    return reverse("home")


class FormAddressMiddleware:
    """A page instead of an empty reply where somebody opens an address that only takes what a form sends.

    It happens by reloading such an address, or on the way back from an expired sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        above = {"page_above": _page_above(request.path)}
        page = render(request, "405.html", above, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page


def _page_above(path: str) -> str:
    """The nearest address above that is one of ours; the start page at last."""
    while path := path.rstrip("/").rpartition("/")[0]:
        if is_valid_path(f"{path}/"):
            return f"{path}/"
    return reverse("home")


ONE_PACKET = 1200
"""Bytes that travel in one packet beside the headers: compressed they would arrive no sooner."""


class CompressPagesMiddleware(GZipMiddleware):
    """Send pages compressed, for phones with a weak signal; files leave byte for byte as they are kept."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        if isinstance(response, HttpResponse) and len(response.content) < ONE_PACKET:
            return response
        return super().process_response(request, response)
