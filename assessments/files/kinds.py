"""The kinds of file that are taken: how each begins, what its name ends with, and what people call it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file; the first of `endings` is its own, the others are accepted."""

    media_type: str
    words: str
    endings: tuple[str, ...]
    is_image: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
JPEG = Kind("image/jpeg", "Foto JPG", ("jpg", "jpeg", "jpe", "jfif"), is_image=True)
PNG = Kind("image/png", "Gambar PNG", ("png",), is_image=True)
WEBP = Kind("image/webp", "Gambar WEBP", ("webp",), is_image=True)
HEIC = Kind("image/heic", "Foto HEIC", ("heic", "heif", "hif"), is_image=True)
PDF = Kind("application/pdf", "PDF", ("pdf",))
DOCX = Kind(f"{_OFFICE}.wordprocessingml.document", "Dokumen Word", ("docx",))
XLSX = Kind(f"{_OFFICE}.spreadsheetml.sheet", "Lembar Excel", ("xlsx",))
PPTX = Kind(f"{_OFFICE}.presentationml.presentation", "Paparan PowerPoint", ("pptx",))

KINDS = {kind.media_type: kind for kind in (JPEG, PNG, WEBP, HEIC, PDF, DOCX, XLSX, PPTX)}
ACCEPTED_WORDS = "foto (JPG, PNG, WEBP, HEIC), PDF, atau dokumen Word, Excel, dan PowerPoint (DOCX, XLSX, PPTX)"
ACCEPT = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)
"""The `accept` of a file input: a help for the person who chooses; what counts is the content."""
