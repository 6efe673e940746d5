"""The shell that a device keeps: the same for everyone, so that it holds nothing of anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET

from assessments.offline.shell import icon_url, release, shell_files, worker_source

TEMPLATE = "assessments/offline/shell.html"


@login_not_required
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The page that works without a connection; what it shows comes from the device."""
    page, _ = _page()
    response = HttpResponse(page)
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which keeps the shell and nothing else."""
    _, name = _page()
    response = HttpResponse(worker_source(reverse("offline_shell"), name), content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a browser needs to offer the page as an application."""
    return JsonResponse(
        {
            "id": reverse("offline_shell"),
            "name": "Kepatuhan di lapangan",
            "short_name": "Lapangan",
            "lang": "id",
            "start_url": reverse("offline_shell"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0a4d57",
            "icons": [{"src": icon_url(), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
        },
        content_type="application/manifest+json",
    )


def _page() -> tuple[str, str]:
    """The page, and the name of its release, which stands in it and comes from the rest of it."""
    urls = [file.url for file in shell_files()]
    context = {
        "styles": [url for url in urls if url.endswith(".css")],
        "icon": next(url for url in urls if url.endswith("favicon.svg")),
        "program": next(url for url in urls if url.endswith("/main.js")),
    }
    bare = render_to_string(TEMPLATE, {**context, "release": ""})
    name = release(bare)
    return render_to_string(TEMPLATE, {**context, "release": name}), name
