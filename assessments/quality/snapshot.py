"""A locus as the rules of quality see it: plain frozen values, nothing to ask and nothing to change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from assessments.fieldwork.leaving.checks import Said as SheetSaid
from assessments.fieldwork.leaving.checks import SheetFacts
from assessments.models import SubjectKind
from assessments.scoring import Rules, UnitScore

PEOPLE = frozenset({SubjectKind.SERVICE_OFFICER, SubjectKind.COMPLAINT_OFFICER, SubjectKind.USER})
"""The subjects that are met and talked to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator that the edition asks of the locus; `top` is its highest level (100 for secondary data).

    `wants_evidence`: the methods for which the edition names something to see.
    """

    code: str
    label: str
    top: int
    wants_evidence: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that counts: `value` 0..top, None where it does not apply; `at` the clock at the place's zone."""

    indicator: str
    method: str
    kind: str
    number: int
    value: Fraction | None
    at: datetime
    rater: int

    @property
    def subject(self) -> tuple[str, int]:
        return self.kind, self.number

    @property
    def subject_words(self) -> str:
        """ "Petugas pelayanan 2"; never a person's name."""
        return f"{SubjectKind(self.kind).label} {self.number}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a rule may know of a locus.

    `expected`, `substitutes`: how many subjects of a kind there are, and how many of them stand in for another.
    `evidenced`: indicators with a file. `window`: first and last day of the data collection. `similar`: the printed
    scores of other units of that kind in the period. `last_year`: values 0-1 that comparable indicators had before.
    """

    asked: Mapping[str, Asked]
    said: tuple[Said, ...]
    score: UnitScore
    rules: Rules
    expected: Mapping[str, int] = field(default_factory=dict)
    substitutes: Mapping[str, int] = field(default_factory=dict)
    evidenced: frozenset[str] = frozenset()
    window: tuple[date, date] | None = None
    visits: tuple[date, ...] = ()
    handed_over_at: datetime | None = None
    similar: tuple[Decimal, ...] = ()
    last_year: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def sheet(self) -> SheetFacts:
        """The levels given, as the checks before leaving see them: both sides apply the same rules."""
        return SheetFacts(
            said=tuple(
                SheetSaid(
                    said.indicator,
                    said.method,
                    said.number,
                    asked.top,
                    value=Decimal(int(said.value)),
                    wants_evidence=said.method in asked.wants_evidence,
                )
                for said in self.said
                if said.method != "secondary" and said.value is not None
                for asked in [self.asked[said.indicator]]
            ),
            evidence=dict.fromkeys(self.evidenced, 1),
        )

    def by_subject(self, *kinds: str) -> dict[tuple[str, int], list[Said]]:
        """What was said of each subject of these kinds, in order."""
        found: dict[tuple[str, int], list[Said]] = {}
        for said in sorted(self.said, key=lambda each: (each.kind, each.number, each.indicator, each.method)):
            if said.kind in kinds:
                found.setdefault(said.subject, []).append(said)
        return found
