"""PDF: every object is walked and every stream unpacked within limits; anything that runs or hides is refused."""

import io
from collections.abc import Iterator

import pikepdf

from assessments.files.kinds import PDF
from assessments.files.reader.found import Copies, Found, RefusedError
from assessments.files.reader.images import screen_copies
from assessments.files.reader.sniffing import refuse_around_pdf

LARGEST_STREAM = 128 * 1024 * 1024
LARGEST_UNPACKED = 512 * 1024 * 1024
MOST_PIXELS = 220_000_000
"""Of one picture inside: a page of A3 scanned at 600 dpi has 70 million."""
MOST_OBJECTS = 300_000
SCREEN_WIDTH = 1200
_PACKING = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_ACTIVE = {
    *("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA"),
    *("/ImportData", "/GoToE", "/Rendition"),
}


def read_pdf(content: bytes) -> Found:
    """What a PDF is; RefusedError for one that is damaged, locked, active, or grows without measure."""
    refuse_around_pdf(content)
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        max_stream_filters=3,
    )
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if not len(document.pages):
                raise RefusedError("damaged")
            _refuse_active(document)
            _refuse_bombs(document)
    except pikepdf.PasswordError as error:
        raise RefusedError("locked") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise RefusedError("bomb" if _swells(error) else "damaged") from error
    return Found(PDF.media_type)


def _refuse_active(document: pikepdf.Pdf) -> None:
    if len(document.objects) > MOST_OBJECTS:
        raise RefusedError("bomb")
    for name in _names(document):
        if name in _ACTIVE:
            raise RefusedError("active")


def _names(document: pikepdf.Pdf) -> Iterator[str]:
    """The keys and names of every object, nested ones too, as qpdf reads them: `/J#61vaScript` is `/JavaScript`."""
    for each in (document.trailer, *document.objects):
        pending: list[object] = [each]
        while pending:
            found = pending.pop()
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                for key in found.keys():  # noqa: SIM118 - a PDF dictionary is not iterated by its keys
                    yield key
                    pending.append(found.get(key))
            elif isinstance(found, pikepdf.Array):
                pending += list(found)
            elif isinstance(found, pikepdf.Name):
                yield str(found)
            pending = [inner for inner in pending if not (isinstance(inner, pikepdf.Object) and inner.is_indirect)]


def _refuse_bombs(document: pikepdf.Pdf) -> None:
    """Unpack what can be unpacked, one stream after the other, and add up the bytes."""
    unpacked = 0
    for each in document.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        _refuse_huge_picture(each)
        _refuse_packed_twice(each)
        try:
            unpacked += len(each.read_bytes(pikepdf.StreamDecodeLevel.generalized))
        except pikepdf.PdfError as error:
            if _swells(error):
                raise RefusedError("bomb") from error
            # A filter that only viewers know, or a picture with a scratch: nothing grew.
        if unpacked > LARGEST_UNPACKED:
            raise RefusedError("bomb")


def _swells(error: Exception) -> bool:
    """Whether qpdf stopped because a stream grew past the limit; it says so in words only."""
    return "memory limit exceeded" in str(error)


def _refuse_packed_twice(stream: pikepdf.Stream) -> None:
    """No program that people use packs a stream twice: it does not become smaller, only a bomb gains by it."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else []
    if sum(name in _PACKING for name in names) > 1:
        raise RefusedError("bomb")


def _refuse_huge_picture(stream: pikepdf.Stream) -> None:
    width, height = stream.get("/Width"), stream.get("/Height")
    if isinstance(width, int) and isinstance(height, int) and width * height > MOST_PIXELS:
        raise RefusedError("bomb")


def picture_of_pdf(content: bytes) -> Copies:
    """The first page as a picture, to be seen in place; empty when it cannot be drawn."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        page = document[0]
        scale = min(SCREEN_WIDTH / max(page.get_width(), 1), 3 * SCREEN_WIDTH / max(page.get_height(), 1), 4)
        picture = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, ValueError, RuntimeError):
        return Copies()
    copies, _ = screen_copies(picture)
    return copies
