"""Reads one file from standard input; answers with a line of JSON, then with the screen copies.

The first line is the verdict, written before anything is drawn: {"refused": reason} or the facts. For PDF a second
step draws the first page; if that fails, the file is kept without a picture. The copies follow as a line
"screen thumbnail" with their lengths in bytes, and the bytes.

With the word `table` it reads a spreadsheet instead, and answers with its cells as text in one line of JSON.
"""

import json
import resource
import sys
from dataclasses import asdict

from assessments.files.kinds import PDF
from assessments.files.reader.found import Copies, Found, RefusedError
from assessments.files.reader.sniffing import ZIP, claimed_kind

MEMORY = 1536 * 1024 * 1024
SECONDS = 25


def main() -> None:
    """Read, judge, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        if sys.argv[1:] == ["table"]:
            from assessments.files.reader.tables import read_table

            _line({"sheets": read_table(content)})
            return
        found, copies = _read(content)
    except RefusedError as refused:
        _line({"refused": refused.reason})
        return
    except MemoryError:
        _line({"refused": "bomb"})
        return
    _line(asdict(found))
    if found.media_type == PDF.media_type:
        from assessments.files.reader.pdfs import picture_of_pdf

        copies = picture_of_pdf(content)
    _write(f"{len(copies.screen)} {len(copies.thumbnail)}\n".encode() + copies.screen + copies.thumbnail)


def _read(content: bytes) -> tuple[Found, Copies]:
    """Each library is loaded only for its own kind of file: most of the time goes into loading them."""
    kind = claimed_kind(content)
    if kind == ZIP:
        from assessments.files.reader.office import read_office

        return read_office(content), Copies()
    if kind == PDF.media_type:
        from assessments.files.reader.pdfs import read_pdf

        return read_pdf(content), Copies()
    from assessments.files.reader.images import read_image

    return read_image(content, kind)


def _line(said: object) -> None:
    _write(json.dumps(said).encode() + b"\n")


def _write(answer: bytes) -> None:
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


main()
