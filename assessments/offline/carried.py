"""Reading a journal that was carried as a file.

Layout of `KPTH-JURNAL-1`: the 14 bytes `KPTH-JURNAL-1\\n`, 16 bytes of salt, the rounds of PBKDF2-SHA-256 (4 bytes,
as all numbers with the high byte first), then frames: the length of what is sealed (4 bytes), 12 bytes of nonce,
AES-256-GCM with its tag. A frame's number n, from 0, is authenticated with it as 2n, the last one's as 2n + 1, so that
none can be left out or moved. Frame 0 is JSON: `device`, `person`, `events` (each as its canonical text), `photos` (the
uploads of frames 1, 2, ...), and `seal`, the HMAC-SHA-256 by the device's secret of the canonical list of the events'
fingerprints. A format, once shipped, is read for ever.
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256
from typing import Any, BinaryIO
from unicodedata import normalize
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessments.offline.canonical import canonical, fingerprint

MAGIC = b"KPTH-JURNAL-1\n"
MOST_ROUNDS = 2_000_000
LARGEST_FRAME = 64 * 1024 * 1024


class CarriedError(ValueError):
    """A file that is no journal, was damaged, or does not open with this passphrase."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An opened journal; `photos` by their upload ids."""

    device: UUID
    person: UUID
    events: tuple[Mapping[str, Any], ...]
    photos: Mapping[UUID, bytes]
    seal: str

    def is_sealed_by(self, secret: str) -> bool:
        """Whether the device that knows the secret wrote exactly these events."""
        listed = canonical([fingerprint(canonical(event)) for event in self.events])
        mark = hmac.new(bytes.fromhex(secret), listed.encode(), sha256).hexdigest()
        return hmac.compare_digest(mark, self.seal)


def opened(file: BinaryIO, passphrase: str) -> Carried:
    """The journal in a file. Raises CarriedError."""
    if file.read(len(MAGIC)) != MAGIC:
        raise CarriedError("Berkas ini bukan jurnal lapangan. Pilih berkas berakhiran .kepatuhan.")
    salt, rounds = _exactly(file, 16), _number(file)
    if not 100_000 <= rounds <= MOST_ROUNDS:
        raise CarriedError("Berkas ini rusak. Simpan sekali lagi dari perangkatnya.")
    key = pbkdf2_hmac("sha256", normalize("NFC", passphrase).encode(), salt, rounds)
    frames = list(_frames(file, AESGCM(key)))
    try:
        head = json.loads(frames[0])
        events = tuple(json.loads(raw) for raw in head["events"])
        uploads = [UUID(upload) for upload in head["photos"]]
        found = Carried(
            device=UUID(head["device"]),
            person=UUID(head["person"]),
            events=events,
            photos=dict(zip(uploads, frames[1:], strict=True)),
            seal=str(head["seal"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CarriedError("Isi berkas ini tidak terbaca. Simpan sekali lagi dari perangkatnya.") from error
    if not all(isinstance(event, dict) for event in events):
        raise CarriedError("Isi berkas ini tidak terbaca. Simpan sekali lagi dari perangkatnya.")
    return found


def _frames(file: BinaryIO, box: AESGCM) -> Iterator[bytes]:
    number, start = 0, file.read(4)
    while start:
        length = int.from_bytes(start)
        if len(start) != 4 or length > LARGEST_FRAME:
            raise CarriedError("Berkas ini terpotong atau rusak. Salin sekali lagi.")
        nonce, sealed = _exactly(file, 12), _exactly(file, length)
        start = file.read(4)
        try:
            yield box.decrypt(nonce, sealed, (2 * number + (0 if start else 1)).to_bytes(4))
        except InvalidTag as error:
            words = "Kata sandi tidak cocok." if number == 0 else "Berkas ini terpotong atau rusak. Salin sekali lagi."
            raise CarriedError(words) from error
        number += 1
    if not number:
        raise CarriedError("Berkas ini terpotong atau rusak. Salin sekali lagi.")


def _exactly(file: BinaryIO, length: int) -> bytes:
    content = file.read(length)
    if len(content) != length:
        raise CarriedError("Berkas ini terpotong atau rusak. Salin sekali lagi.")
    return content


def _number(file: BinaryIO) -> int:
    return int.from_bytes(_exactly(file, 4))
