"""What a file remembers of the moment it was made, sealed, so that nothing is taken for newer or older than it is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

SALT = "assessments.fieldwork.workbook"
CELL = 30_000
"""Letters that one cell of a spreadsheet holds for sure."""


class NotOurFileError(Exception):
    """The file was not made here, or its hidden part was changed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The locus and the moment of a file, what each cell showed, and the version of every person's answer then.

    `shown` holds the texts of the cells by the id of the question; `people` those of respondents by their key.
    `versions` are kept by question and rater: "IN-01|document|3" -> {"7": 2}.
    """

    locus: str
    made_at: str
    made_by: str
    shown: Mapping[str, list[str]]
    people: Mapping[str, list[str]]
    versions: Mapping[str, Mapping[str, int]]

    def sealed(self) -> list[str]:
        """The text for the hidden sheet, cut to fit its cells."""
        text = signing.dumps(asdict(self), salt=SALT, compress=True)
        return [text[start : start + CELL] for start in range(0, len(text), CELL)]


def stamp_in(pieces: list[str]) -> Stamp:
    """The stamp of a file; NotOurFileError when it is not whole."""
    try:
        found: dict[str, Any] = signing.loads("".join(pieces), salt=SALT)
        return Stamp(**found)
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise NotOurFileError from error
