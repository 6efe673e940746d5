"""Indonesian words for the pages of the follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessments.models import OWED_STEPS, FollowUpStep, Recommendation

CHIPS = {
    FollowUpStep.PROPOSED: "",
    FollowUpStep.ISSUED: "chip-yellow",
    FollowUpStep.PROVEN: "chip-accent",
    FollowUpStep.TAKEN_BACK: "chip-yellow",
    FollowUpStep.INADEQUATE: "chip-red",
    FollowUpStep.ADEQUATE: "chip-green",
    FollowUpStep.DROPPED: "",
}
STEP_WORDS = {
    FollowUpStep.PROPOSED: "mengusulkan saran ini",
    FollowUpStep.ISSUED: "menerbitkan saran ini",
    FollowUpStep.PROVEN: "mengajukan bukti untuk diperiksa",
    FollowUpStep.TAKEN_BACK: "menarik bukti yang sudah diajukan",
    FollowUpStep.INADEQUATE: "menyatakan bukti belum memadai",
    FollowUpStep.ADEQUATE: "menyatakan bukti memadai",
    FollowUpStep.DROPPED: "membatalkan saran ini",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One recommendation in a list."""

    row: Recommendation
    status: str
    chip: str
    is_late: bool
    place: str
    owner: str


def line_of(row: Recommendation, today: date) -> Line:
    """A recommendation, read `with_step()` and with its names, as a line of a list."""
    step = FollowUpStep(row.step)
    return Line(
        row=row,
        status=step.label,
        chip=CHIPS[step],
        is_late=row.is_late(today),
        place=row.unit.name if row.unit else "Instansi secara keseluruhan",
        owner=row.owner_words or "belum ditentukan",
    )


@dataclass(frozen=True, slots=True)
class Ledger:
    """An agency's list in its parts, each the most urgent first."""

    owed: tuple[Line, ...]
    checking: tuple[Line, ...]
    proposed: tuple[Line, ...]
    closed: tuple[Line, ...]

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.owed)

    @property
    def done(self) -> int:
        return sum(line.row.step == FollowUpStep.ADEQUATE for line in self.closed)


def ledger_shown(rows: Iterable[Recommendation], today: date) -> Ledger:
    """The list in the parts of its page."""
    lines = [line_of(row, today) for row in rows]

    def at(*steps: FollowUpStep) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.row.step in steps)

    return Ledger(
        owed=at(*OWED_STEPS),
        checking=at(FollowUpStep.PROVEN),
        proposed=at(FollowUpStep.PROPOSED),
        closed=at(FollowUpStep.ADEQUATE, FollowUpStep.DROPPED),
    )


def late_words(due_on: date | None, today: date) -> str:
    """ "3 hari lewat batas", "hari ini", "12 hari lagi"; empty without a day."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days < 0:
        return f"{-days} hari lewat batas"
    return "hari ini" if days == 0 else f"{days} hari lagi"
