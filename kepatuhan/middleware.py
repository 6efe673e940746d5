"""The sign-in that every page asks for, the way back to where a person was, and pages sent compressed."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's own, but an expired sign-in leads back to the page that was open, not to a part or a form of it."""

    def handle_no_permission(  # type: ignore[override]  # htmx reads the new address from a header, not from a 302
        self, request: HttpRequest, view_func: object
    ) -> HttpResponseBase:
        to_sign_in = redirect_to_login(_open_page(request))
        if request.headers.get("HX-Request"):
            # A part of a page must not be replaced by the sign-in page: the browser goes there as a whole.
            return HttpResponseClientRedirect(to_sign_in.url)
        return to_sign_in


def _open_page(request: HttpRequest) -> str:
    """The address, without the host, of the page that the person has on screen."""
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return request.get_full_path()
    shown = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if shown.path and shown.netloc == request.get_host():
        return shown._replace(scheme="", netloc="", fragment="").geturl()
    return reverse("home")


class CompressPagesMiddleware(GZipMiddleware):
    """Send pages compressed, for phones with a weak signal; files leave byte for byte as they are kept."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
