"""Where a statement comes from: the text of its source taken apart into address and reading notes."""

import re
from dataclasses import dataclass

_NOTE = re.compile(r"\[note:\s*([^\]]*)\]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_FILLED_IN = "inferred from the score"


@dataclass(frozen=True, slots=True)
class Source:
    """`text` without the notes; `address` when that is a web page, else ""; `notes` as whoever collected it wrote."""

    text: str
    address: str
    notes: tuple[str, ...]

    @property
    def words_are_its_own(self) -> bool:
        """Whether zone, category and opinion stand in the source, and were not filled in later from the score."""
        return not any(_FILLED_IN in note for note in self.notes)


def source_of(written: str) -> Source:
    """The parts of "https://... [note: year inferred]"."""
    text = " ".join(_NOTE.sub(" ", written).split())
    return Source(
        text=text,
        address=text if _ADDRESS.fullmatch(text) else "",
        notes=tuple(note.strip() for note in _NOTE.findall(written)),
    )
