"""Whether a file may be kept: judged by its content, never by its name, in a process of its own."""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any, Protocol

from django.conf import settings

from assessments.files.kinds import KINDS, Kind
from assessments.files.names import clean_name, refuse_disguise
from assessments.files.refusals import FileRefusedError, Refusal

PATIENCE = 60
"""Seconds of waiting for the reader, which has 25 seconds of work: machines may be busy."""


class Upload(Protocol):
    """A file as a form hands it over."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept; `content` is exactly what was sent.

    `screen` and `thumbnail` are JPEG copies without metadata, empty where the kind has no picture. `brightness` is
    0-255; `taken_at` is ISO text as the camera wrote it, `latitude` and `longitude` are degrees.
    """

    name: str
    kind: Kind
    content: bytes
    sha256: str
    screen: bytes = b""
    thumbnail: bytes = b""
    width: int = 0
    height: int = 0
    brightness: int | None = None
    taken_at: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    @property
    def media_type(self) -> str:
        return self.kind.media_type

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


def largest_upload() -> int:
    """The most bytes that one file may have."""
    return int(settings.UPLOAD_LARGEST_MB) * 1024 * 1024


def checked(upload: Upload) -> CheckedFile:
    """The file with its true kind, its fingerprint and its screen copies; FileRefusedError says what to do instead."""
    name = clean_name(upload.name or "")
    content = upload.read(largest_upload() + 1)
    if not content:
        raise FileRefusedError(Refusal.EMPTY, name=name)
    if len(content) > largest_upload():
        raise FileRefusedError(Refusal.TOO_LARGE, name=name, largest=settings.UPLOAD_LARGEST_MB)
    facts, screen, thumbnail = _read(content)
    if "refused" in facts:
        raise FileRefusedError(Refusal(facts["refused"]), name=name)
    kind = KINDS[facts["media_type"]]
    camera = facts["camera"]
    return CheckedFile(
        name=refuse_disguise(upload.name or "", name, kind),
        kind=kind,
        content=content,
        sha256=sha256(content).hexdigest(),
        screen=screen,
        thumbnail=thumbnail,
        width=facts["width"],
        height=facts["height"],
        brightness=facts["brightness"],
        taken_at=camera["taken_at"],
        latitude=Decimal(camera["latitude"]) if camera["latitude"] else None,
        longitude=Decimal(camera["longitude"]) if camera["longitude"] else None,
    )


def answer_of_reader(content: bytes, *words: str) -> tuple[dict[str, Any], io.BytesIO]:
    """The reader's verdict and what follows it; a reader that crashed, ran out of time or memory: a damaged file."""
    command = [sys.executable, "-m", "assessments.files.reader", *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the upload is in the command
            command, input=content, capture_output=True, cwd=settings.BASE_DIR, env={}, timeout=PATIENCE, check=False
        )
        answer = done.stdout
    except subprocess.TimeoutExpired as late:
        answer = late.stdout or b""
    lines = io.BytesIO(answer)
    verdict = lines.readline()
    if not verdict.endswith(b"\n"):
        return {"refused": Refusal.DAMAGED.value}, lines
    facts: dict[str, Any] = json.loads(verdict)
    return facts, lines


def _read(content: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """The reader's verdict and copies."""
    facts, lines = answer_of_reader(content)
    lengths = [int(length) for length in lines.readline().split()]
    copies = lines.read()
    if len(lengths) != 2 or len(copies) != sum(lengths):
        return facts, b"", b""
    return facts, copies[: lengths[0]], copies[lengths[0] :]
