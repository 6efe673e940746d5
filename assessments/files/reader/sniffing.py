"""Which kind of file the first bytes claim, and whether a second kind hides in the rest."""

import io
import re
import zipfile

from assessments.files.kinds import HEIC, JPEG, PDF, PNG, WEBP
from assessments.files.reader.found import RefusedError

ZIP = "zip"
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
_REFUSED = (
    (
        (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"{\\rtf", b"\x4c\x00\x00\x00\x01\x14"),
        "runs",
    ),
    ((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06"), "archive"),
    ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), "old_office"),
    ((b"GIF8", b"BM", b"II*\x00", b"MM\x00*"), "other_image"),
)
_BOMS = b"\xef\xbb\xbf\xff\xfe\xff\x00 \t\r\n"
_MARKUP = re.compile(
    rb"<(?:script|html|iframe|object)[\s>/]|<\?php\s|<!doctype\s|<!entity\s|http://www\.w3\.org/2000/svg|javascript:",
    re.IGNORECASE,
)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_PDF_HEAD = 1024
"""Readers of PDF look for its header this far into a file."""


def claimed_kind(content: bytes) -> str:
    """The media type that the first bytes claim, or ZIP; only the very first byte on counts."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG.media_type
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG.media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP.media_type
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return HEIC.media_type
    if content.startswith(b"%PDF-"):
        return PDF.media_type
    if content.startswith(b"PK\x03\x04"):
        return ZIP
    raise RefusedError(_why_not(content))


def _why_not(content: bytes) -> str:
    for beginnings, reason in _REFUSED:
        if content.startswith(beginnings):
            return reason
    head = content[:_PDF_HEAD]
    if head.lstrip(_BOMS).startswith(b"<") or _MARKUP.search(head.replace(b"\x00", b"")):
        return "runs"
    return "two_kinds" if b"%PDF-" in head else "unknown"


def refuse_second_kind(content: bytes) -> None:
    """Refuse an image that some program would also read as a page, a PDF or an archive."""
    if b"%PDF-" in content[:_PDF_HEAD] or any(mark in content for mark in _ARCHIVES) or _MARKUP.search(content):
        raise RefusedError("two_kinds")
    if b"PK\x05\x06" in content[-65_557:] and zipfile.is_zipfile(io.BytesIO(content)):
        raise RefusedError("two_kinds")


def refuse_around_pdf(content: bytes) -> None:
    """Refuse a PDF with a page in its head, or with anything but blanks after its end."""
    if _MARKUP.search(content[:_PDF_HEAD]) or zipfile.is_zipfile(io.BytesIO(content)):
        raise RefusedError("two_kinds")
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise RefusedError("damaged")
    if content[end + len(b"%%EOF") :].strip(b"\x00\x1a \t\r\n\f"):
        raise RefusedError("two_kinds")
