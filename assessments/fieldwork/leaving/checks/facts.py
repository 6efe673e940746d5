"""What the checks look at: a sheet as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """One question and the team's value for it.

    `subject` is the key of whom or what it asks. `value` is a level 0..`top`, None while open or not applicable;
    `is_answered` tells these apart. `wants_evidence` says that the edition names evidence for this method.
    """

    indicator: str
    method: str
    subject: int
    top: int
    is_answered: bool = False
    value: Decimal | None = None
    is_disputed: bool = False
    wants_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that stands as evidence: size in pixels, mean brightness 0-255 (None where nobody measured)."""

    evidence: str
    title: str
    width: int
    height: int
    brightness: int | None


@dataclass(frozen=True, slots=True)
class Quota:
    """How many people a locus has and needs: of the whole unit, or of one product (`subject`)."""

    code: str
    have: int
    need: int
    subject: int | None = None


@dataclass(frozen=True, slots=True)
class Doubted:
    """A judgement whose evidence was replaced or withdrawn since; `what` says which."""

    indicator: str
    method: str
    subject: int
    what: str


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """All that the checks may know of a locus; `evidence` counts the standing pieces of an indicator."""

    said: tuple[Said, ...] = ()
    evidence: Mapping[str, int] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()
    quotas: tuple[Quota, ...] = ()
    doubted: tuple[Doubted, ...] = ()
