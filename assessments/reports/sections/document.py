"""The outside of a paper: cover, running heads, contents, and what its file says of itself."""

from dataclasses import dataclass
from datetime import datetime

from assessments.results.services import HEAD_OFFICE_NAME


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the contents; `anchor` names the section it leads to."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """`heading` and `year` name the assessment, `paper` the kind of paper, `name` what it is about, `within` of what.

    `created` is when its numbers were computed: the file's own date, so that it does not depend on the clock.
    """

    heading: str
    year: int
    paper: str
    name: str
    within: str
    addressee: tuple[str, ...]
    office: str
    period: str
    description: str
    created: datetime
    is_example: bool
    contents: tuple[Chapter, ...]
    publisher: str = HEAD_OFFICE_NAME

    @property
    def title(self) -> str:
        """The title of the file."""
        return f"{self.heading} {self.year} — {self.name}"

    @property
    def own_office(self) -> str:
        """The office beside the publisher; empty where the head office itself assessed."""
        return "" if self.office == self.publisher else self.office
