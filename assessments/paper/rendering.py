"""HTML to PDF/UA-1 bytes: the same HTML, stylesheet, fonts and library give the same bytes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from assessments.paper.tagging import complete_tags

# PDF/UA-1 with an identifier made from the content: nothing in the file depends on the clock or on chance.
OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True}
_one_at_a_time = Lock()


class EngineMissingError(Exception):
    """WeasyPrint cannot load the system libraries that it draws with."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(
            "The PDF engine cannot start because a system library is missing. Run `make setup`, or install"
            f" libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0. ({cause})"
        )


def render_pdf(html: str, *, stylesheet: str) -> bytes:
    """The tagged PDF of an HTML document (lang and title set in it), styled by a file below static/.

    Raises EngineMissingError without the system libraries, engine.MissingPartError for a part that is not a
    static file of the project.
    """
    try:
        from assessments.paper import engine  # the site must start without the system libraries
    except OSError as missing:
        raise EngineMissingError(missing) from missing
    # The font configuration is shared, and threads are slower than one render after the other.
    with _one_at_a_time, _no_garbage_collection():
        return engine.pdf_from(html, stylesheet=stylesheet, options=OPTIONS, finisher=complete_tags)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Layout makes millions of short-lived objects without cycles; looking for cycles costs a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
