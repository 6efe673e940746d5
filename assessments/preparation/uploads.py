"""Whether a file may be kept: judged by its content, read by the library of its kind, never by its name."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Protocol

import pikepdf
from PIL import Image, UnidentifiedImageError

from assessments.preparation.errors import UploadRefusedError

LARGEST = 20 * 1024 * 1024
"""Bytes of one file: a scan of a long document, or a photo of any phone."""
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PIXELS = 80_000_000
ACCEPTED = "PDF, foto (JPG, PNG, WEBP), atau dokumen Word, Excel, dan PowerPoint (DOCX, XLSX, PPTX)"

_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_RUNS = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile")


class Upload(Protocol):
    """A file as a form hands it over."""

    name: str | None
    size: int | None

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """A file that may be kept; `content` is exactly what was sent."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def examined(upload: Upload) -> ExaminedFile:
    """The file with its true kind and its fingerprint; UploadRefusedError says what to do instead."""
    name = PurePath((upload.name or "").replace("\\", "/")).name[:200] or "berkas"
    content = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UploadRefusedError(
            f"{name} lebih besar dari {LARGEST // 1024 // 1024} MB. Kecilkan dahulu, misalnya pindai 150 dpi."
        )
    if not content:
        raise UploadRefusedError(f"{name} kosong. Pilih berkas lain.")
    return ExaminedFile(name, _media_type(name, content), content, sha256(content).hexdigest())


def _media_type(name: str, content: bytes) -> str:
    if b"%PDF-" in content[:1024]:
        return _pdf(name, content)
    if content.startswith(b"PK\x03\x04"):
        return _office(name, content)
    return _image(name, content)


def _image(name: str, content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_IMAGES)) as picture:
                kind, pixels = picture.format, picture.width * picture.height
                if pixels > MOST_PIXELS:
                    raise UploadRefusedError(f"{name} berukuran lebih dari 80 megapiksel. Kecilkan dahulu fotonya.")
                picture.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise UploadRefusedError(f"{name} bukan jenis berkas yang diterima. Unggah {ACCEPTED}.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UploadRefusedError(f"{name} rusak dan tidak dapat dibuka. Simpan atau foto ulang.") from error
    return _IMAGES[str(kind)]


def _pdf(name: str, content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if any(key in _RUNS for key in _keys(document)):
                raise UploadRefusedError(
                    f"{name} memuat perintah atau berkas tertanam. Cetak ulang menjadi PDF biasa, lalu unggah."
                )
    except pikepdf.PasswordError as error:
        raise UploadRefusedError(f"{name} terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah.") from error
    except pikepdf.PdfError as error:
        raise UploadRefusedError(f"{name} rusak dan tidak dapat dibuka. Cetak ulang menjadi PDF.") from error
    return "application/pdf"


def _keys(document: pikepdf.Pdf) -> Iterator[str]:
    """The keys and action names of every object of a PDF, nested ones too."""
    for each in document.objects:
        pending = [each]
        while pending:
            found = pending.pop()
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                for key in found.keys():  # noqa: SIM118 - a PDF dictionary is not iterated by its keys
                    yield key
                    inner = found.get(key)
                    if isinstance(inner, pikepdf.Name):
                        yield str(inner)
                    elif isinstance(inner, pikepdf.Object) and not inner.is_indirect:
                        pending.append(inner)
            elif isinstance(found, pikepdf.Array):
                pending += [
                    inner for inner in list(found) if isinstance(inner, pikepdf.Object) and not inner.is_indirect
                ]


def _office(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise UploadRefusedError(f"{name} rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah.") from error
    names = [part.filename for part in parts]
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UploadRefusedError(f"{name} menjadi terlalu besar bila dibuka. Pecah menjadi beberapa berkas.")
    if any(each.lower().endswith("vbaproject.bin") or "/embeddings/" in each.lower() for each in names):
        raise UploadRefusedError(f"{name} memuat makro atau berkas tertanam. Simpan sebagai PDF, lalu unggah.")
    kinds = [media for folder, media in _OFFICE.items() if any(each.startswith(folder) for each in names)]
    if "[Content_Types].xml" not in names or len(kinds) != 1:
        raise UploadRefusedError(f"{name} bukan jenis berkas yang diterima. Unggah {ACCEPTED}.")
    return kinds[0]
