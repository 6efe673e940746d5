"""The letter that comes with a report: to whom, what about, and its words as they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.instruments import Instrument
from assessments.results.services import HEAD_OFFICE_NAME

DECREE = "Keputusan Ketua"


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """`addressee` are the lines under "Yth.", `paragraphs` its words in their order; the report has number and day."""

    subject: str
    enclosed: str
    addressee: tuple[str, ...]
    paragraphs: tuple[str, ...]
    signer: str
    copies: tuple[str, ...] = ()


def cover_letter(
    words: Mapping[str, str],
    *,
    parts: Sequence[str],
    addressee: Sequence[str],
    enclosed: str,
    copies: Sequence[str] = (),
) -> CoverLetter:
    """A letter from the words of its places, `parts` being those of its paragraphs."""
    return CoverLetter(
        subject=words["subject"],
        enclosed=enclosed,
        addressee=tuple(line for line in addressee if line),
        paragraphs=tuple(words[part] for part in parts),
        signer=words["signer"],
        copies=tuple(copies),
    )


def basis(instrument: Instrument) -> str:
    """What the letter rests on: the decree on the results where the edition names one, else its own regulation."""
    decrees = [each for each in instrument.legal_basis if each.startswith(DECREE)]
    return (decrees or list(instrument.legal_basis))[-1]


def signer(office_name: str) -> str:
    """Who signs for an office: its head, or the chair for the head office."""
    return f"Ketua {HEAD_OFFICE_NAME}" if office_name == HEAD_OFFICE_NAME else f"Kepala {office_name}"
