"""Photos in pieces: asked where to go on, taken piece by piece, and whole only when the fingerprint agrees."""

import io
from hashlib import sha256 as sha256_of
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from agencies.models import User
from assessments.files.checking import largest_upload
from assessments.models import Locus, PhotoPiece, PhotoUpload
from assessments.offline.errors import PieceError, PieceRefusedError

LARGEST_PIECE = 512 * 1024
"""Bytes in one piece."""
MOST_UNFINISHED = 200
"""Uploads that one person may have under way; those that are whole, and wait for their event or a decision, not."""


class NamedBytes(io.BytesIO):
    """A received file as a form would hand it over."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name: str | None = name


def received_bytes(*, user: User, upload_id: UUID) -> int:
    """How many bytes of an upload are here; 0 for one that has not begun, or became evidence."""
    last = PhotoPiece.objects.filter(upload__user=user, upload__public_id=upload_id).order_by("-start").first()
    return last.start + last.length if last else 0


@transaction.atomic
def take_piece(*, user: User, locus: Locus, upload_id: UUID, sha256: str, size: int, start: int, content: bytes) -> int:
    """Keep a piece, and say how many bytes are there now.

    Raises PieceError when the piece does not follow those that are there, PieceRefusedError for a file that will
    not be taken.
    """
    if not 0 < size <= largest_upload():
        raise PieceRefusedError(f"Foto lebih besar dari {largest_upload() // 1024 // 1024} MB.")
    if not 0 < len(content) <= LARGEST_PIECE or start + len(content) > size:
        raise PieceRefusedError("Potongan foto tidak sesuai ukurannya.")
    mine = PhotoUpload.objects.filter(user=user)
    upload = mine.filter(public_id=upload_id).first()
    if upload is None:
        if mine.annotate(here=Sum("pieces__length")).filter(here__lt=F("size")).count() >= MOST_UNFINISHED:
            raise PieceRefusedError("Terlalu banyak foto yang belum selesai dikirim.")
        upload = PhotoUpload.objects.create(public_id=upload_id, user=user, locus=locus, sha256=sha256, size=size)
    received = received_bytes(user=user, upload_id=upload_id)
    if start != received:
        raise PieceError(received)
    try:
        with transaction.atomic():
            PhotoPiece.objects.create(upload=upload, start=start, length=len(content), content=content)
    except IntegrityError:
        raise PieceError(received_bytes(user=user, upload_id=upload_id)) from None
    return start + len(content)


def is_whole(*, user: User, upload_id: UUID, sha256: str) -> bool:
    """Whether all bytes are there and give the fingerprint; bytes that do not are let go, to be sent again."""
    upload = PhotoUpload.objects.filter(user=user, public_id=upload_id).first()
    if upload is None or received_bytes(user=user, upload_id=upload_id) != upload.size:
        return False
    if sha256_of(_content(upload)).hexdigest() == sha256:
        return True
    upload.delete()
    return False


def whole_file(*, user: User, upload_id: UUID, name: str) -> NamedBytes:
    """The bytes of an upload that `is_whole`."""
    return NamedBytes(_content(PhotoUpload.objects.get(user=user, public_id=upload_id)), name)


def forget_upload(*, user: User, upload_id: UUID) -> None:
    """Let the pieces go once the file is kept as evidence."""
    PhotoUpload.objects.filter(user=user, public_id=upload_id).delete()


def _content(upload: PhotoUpload) -> bytes:
    return b"".join(bytes(piece.content) for piece in upload.pieces.order_by("start"))
