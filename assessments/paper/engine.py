"""WeasyPrint kept warm: one font configuration, parsed stylesheets, and no way out to network or file system.

Importing this module needs WeasyPrint's system libraries; `rendering` says so when they are missing.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# Never resolved: the fetcher below answers for this host from the project's static files, and for nothing else.
ORIGIN = "https://static.invalid/"
MEDIA_TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}


class MissingPartError(Exception):
    """A document asked for something that is not among the project's static files."""


class StaticFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves static files of the project by address; whatever else a document asks for stops the rendering."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("https",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> Any:
        path = _static_path(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MEDIA_TYPES[path.suffix]})


def _static_path(url: str) -> Path:
    name = unquote(url.removeprefix(ORIGIN))
    found = finders.find(name) if url.startswith(ORIGIN) and Path(name).suffix in MEDIA_TYPES else None
    if found is None:
        raise MissingPartError(url)
    return Path(found)


fetcher = StaticFilesOnly()
fonts = FontConfiguration()


def pdf_from(html: str, *, stylesheet: str, options: dict[str, Any], finisher: Any) -> bytes:
    """The PDF of an HTML text under one stylesheet, a name below static/; MissingPartError names a part not found."""
    try:
        document = HTML(string=html, base_url=ORIGIN, url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(
            stylesheets=[parsed(stylesheet)], font_config=fonts, finisher=finisher, **options
        )
    except FatalURLFetchingError as error:
        raise MissingPartError(str(error)) from error
    return pdf


def parsed(stylesheet: str) -> CSS:
    """A stylesheet below static/, parsed once for each text it has had: an edit shows without a restart."""
    return _parsed(stylesheet, _static_path(ORIGIN + stylesheet).read_text())


@lru_cache(maxsize=8)
def _parsed(name: str, text: str) -> CSS:
    return CSS(string=text, base_url=ORIGIN + name, url_fetcher=fetcher, font_config=fonts)
