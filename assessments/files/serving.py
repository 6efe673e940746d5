"""Giving files out: originals as downloads that no browser runs, screen copies as the pictures we made ourselves."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def download(file: FieldFile, *, name: str, media_type: str) -> FileResponse:
    """An original, to be saved and never shown: whatever it is, nothing in it runs at our address."""
    return _safe(FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=media_type))


def screen_copy(file: FieldFile) -> FileResponse:
    """A JPEG of our own making, shown in place; it belongs to one version for good, so the browser may keep it."""
    response = _safe(FileResponse(file.open("rb"), content_type="image/jpeg"))
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def _safe(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
