"""Word, Excel and PowerPoint: a zip that is unpacked part by part, within limits, and may hold nothing that runs."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence

from assessments.files.kinds import DOCX, PPTX, XLSX
from assessments.files.reader.found import Found, RefusedError

LARGEST_UNPACKED = 160 * 1024 * 1024
MOST_PARTS = 5_000
CHUNK = 256 * 1024
_CONTENTS = "[Content_Types].xml"
_MAIN = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_ACTIVE_PART = re.compile(
    r"vbaproject|vbadata|activex|embeddings/.*(?<!\.xlsx)$|\.(?:exe|dll|js|vbs|ps1|bat|cmd|html?|svgz)$"
)
"""The figures behind a chart are embedded as XLSX; anything else that is embedded may run."""
_ACTIVE_TYPE = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_FETCHES = re.compile(rb"attachedTemplate|oleObject|/frame|subDocument", re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_office(content: bytes) -> Found:
    """Which Office document a zip is; RefusedError for other archives, bombs, macros, and what fetches from outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _refuse_odd_shape(content, packed, parts)
            return _read_parts(packed, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise RefusedError("damaged") from error


def _refuse_odd_shape(content: bytes, packed: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if _CONTENTS not in names:
        raise RefusedError("archive")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise RefusedError("bomb")
    if len({name.lower() for name in names}) != len(names) or any(_leads_away(part.orig_filename) for part in parts):
        raise RefusedError("two_kinds")
    if any(part.flag_bits & 0x1 for part in parts):
        raise RefusedError("locked")
    starts = min(part.header_offset for part in parts)
    ends = content.rfind(b"PK\x05\x06") + 22
    if starts != 0 or packed.comment or ends != len(content):
        raise RefusedError("two_kinds")
    if any(_ACTIVE_PART.search(name.lower()) for name in names):
        raise RefusedError("active")


def _leads_away(name: str) -> bool:
    return "\x00" in name or "\\" in name or name.startswith("/") or ":" in name or ".." in name.split("/")


def _read_parts(packed: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> Found:
    """Unpack every part, which also proves its checksum; the list of contents names the kind."""
    contents = b""
    unpacked = 0
    for part in parts:
        head = b""
        with packed.open(part) as opened:
            while chunk := opened.read(CHUNK):
                unpacked += len(chunk)
                head = head or chunk
                if unpacked > LARGEST_UNPACKED:
                    raise RefusedError("bomb")
        if part.filename.endswith((".xml", ".rels")) and _DECLARES.search(head.replace(b"\x00", b"")):
            raise RefusedError("active")
        if part.filename.endswith(".rels") and b"External" in head and _FETCHES.search(head):
            raise RefusedError("active")
        if part.filename == _CONTENTS:
            contents = head
    if _ACTIVE_TYPE.search(contents):
        raise RefusedError("active")
    kinds = [kind for mark, kind in _MAIN.items() if mark in contents]
    if len(kinds) != 1:
        raise RefusedError("archive")
    return Found(kinds[0].media_type)
