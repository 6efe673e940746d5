"""The evidence of one indicator as a strip of small pictures, with a place to add more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.fieldwork.evidence import presenters
from assessments.fieldwork.evidence.selectors import Piece
from assessments.files.checking import largest_upload
from assessments.files.kinds import ACCEPT
from assessments.models import Locus

ROOM = 6
"""Pieces that a strip shows; a page with many strips stays light on a telephone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence with its words."""

    piece: Piece
    kind: str
    size: str
    taken: str
    place: str

    @property
    def is_photo(self) -> bool:
        return self.piece.version.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands at one indicator; `problems` are refusals of the last upload, `added` counts what it brought."""

    locus: Locus
    code: str
    pieces: tuple[Shown, ...]
    can_add: bool
    back: str = ""
    added: int = 0
    problems: tuple[str, ...] = ()

    @property
    def newest(self) -> tuple[Shown, ...]:
        """The pieces that a strip has room for."""
        return self.pieces[:ROOM]

    @property
    def accept(self) -> str:
        return ACCEPT

    @property
    def largest(self) -> int:
        """Bytes that one file may have."""
        return largest_upload()


def shown(piece: Piece) -> Shown:
    """A piece with its words."""
    version = piece.version
    return Shown(
        piece,
        presenters.kind_words(version.media_type),
        presenters.size_words(version.size),
        presenters.taken_words(version),
        presenters.place_words(version),
    )


def strip_of(
    locus: Locus,
    code: str,
    pieces: Mapping[str, Sequence[Piece]],
    *,
    can_add: bool,
    back: str = "",
    added: int = 0,
    problems: Iterable[str] = (),
) -> Strip:
    """The strip of an indicator; `back` is the part of the sheet that a plain upload leads back to."""
    return Strip(
        locus, code, tuple(shown(each) for each in pieces.get(code, ())), can_add, back, added, tuple(problems)
    )
