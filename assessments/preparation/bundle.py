"""Many files at once: a ZIP whose file names say which item each one answers."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from assessments.files.checking import largest_upload
from assessments.preparation.errors import UploadRefusedError

MOST_FILES = 40
ENTRY = b"PK\x01\x02"
"""What each entry in the list of a ZIP begins with; documents inside may carry a few of their own."""

MOST_ENTRIES = 20_000
"""A ZIP is not opened when it may list more: the list itself would fill the memory of a web process."""

LARGEST_TIMES = 5
"""A ZIP may be as large as so many files of the largest size."""

_NAMED = re.compile(r"(?<![A-Z])([A-Z]{2,3})[-_ ]?(\d{2})(?:[-_. ](\d{1,2})(?!\d))?")
_NOISE = re.compile(r"(^|/)(__MACOSX/|\.(?!\.?/)|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


class Fate(Enum):
    """What became of one file of a ZIP."""

    ATTACHED = "terpasang"
    KNOWN = "sudah ada"
    LOOSE = "belum terpasang"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class Sorted:
    """One file of a ZIP: its name, what became of it, and the item it was attached to or why it was not."""

    name: str
    fate: Fate
    item: tuple[str, int] | None = None
    words: str = ""


@dataclass(slots=True)
class Inside:
    """A file in a ZIP as an upload; `path` is the whole of its place in the ZIP, `name` the last part of it."""

    path: str
    name: str | None
    content: io.BytesIO

    def read(self, size: int = -1, /) -> bytes:
        return self.content.read(size)


def files_inside(content: bytes) -> Iterator[Inside]:
    """The files of a ZIP one after another, each opened no further than one byte over the largest upload.

    Raises UploadRefusedError before the first file when it is no ZIP, locked, or holds too many files.
    """
    if content.count(ENTRY) > MOST_ENTRIES:
        raise UploadRefusedError(f"ZIP ini memuat terlalu banyak berkas; paling banyak {MOST_FILES} sekali unggah.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UploadRefusedError("Berkas ini bukan ZIP yang utuh. Buat lagi ZIP-nya, lalu unggah.") from None
    members = [each for each in archive.infolist() if not each.is_dir() and not _NOISE.search(each.filename)]
    if not members:
        raise UploadRefusedError("ZIP ini kosong. Masukkan berkasnya dahulu, lalu unggah.")
    if len(members) > MOST_FILES:
        raise UploadRefusedError(f"ZIP ini memuat {len(members)} berkas; paling banyak {MOST_FILES} sekali unggah.")
    if any(each.flag_bits & 0x1 for each in members):
        raise UploadRefusedError("ZIP ini terkunci kata sandi. Buat lagi tanpa kata sandi, lalu unggah.")
    return (_opened(archive, each) for each in members)


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Inside:
    """A member that cannot be read comes out empty, which the check of files refuses by name."""
    path = member.filename.replace("\\", "/")
    content = io.BytesIO()
    try:
        with archive.open(member) as packed:
            content = io.BytesIO(packed.read(largest_upload() + 1))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        pass
    return Inside(path, path.rpartition("/")[2], content)


def item_named(path: str, items: Collection[tuple[str, int]]) -> tuple[str, int] | None:
    """The item that a path names: "PR-12.1 maklumat.pdf", "pr12_1.jpg" or "PR-12/1 maklumat.pdf".

    Without a number the indicator must ask for one thing only; the part nearest to the file's name wins.
    """
    text = path.upper().replace("/", " ")
    for letters, digits, number in reversed(_NAMED.findall(text)):
        code = f"{letters}-{digits}"
        asked = [key for key in items if key[0] == code]
        if number and (code, int(number)) in asked:
            return code, int(number)
        if not number and len(asked) == 1:
            return asked[0]
    return None
