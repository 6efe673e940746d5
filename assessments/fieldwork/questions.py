"""What a sheet asks: every question of a locus, sorted into the parts that a person fills in one go.

A question is one indicator examined by one method of one subject. A part holds the questions of one subject,
in the order of the edition: one officer's interview, one product, the documents of the unit.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assessments.instruments import Dimension, Indicator, Instrument
from assessments.models import Locus, Subject, SubjectKind

Key = tuple[str, str, int]
"""(indicator, method, subject key)."""

LINE_OF_METHOD = {"document": "Dokumen", "observation": "Pengamatan", "interview": "Wawancara", "survey": "Survei"}
"""How a rubric with one line for each method marks the line."""


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator, examined by one method, of one subject."""

    dimension: Dimension
    indicator: Indicator
    method: str
    subject: Subject
    max_level: int

    @property
    def key(self) -> Key:
        return self.indicator.code, self.method, self.subject.pk

    @property
    def is_secondary(self) -> bool:
        """Whether the answer is a number from 0 to the top instead of a level."""
        return self.method == "secondary"

    def level_text(self, level: int) -> str:
        """What the rubric says of a level, in the line of this question's method where it has one for each."""
        return level_text(self.indicator, level, self.method)


class Area(StrEnum):
    """The tabs of a sheet, in the order of a visit."""

    OFFICERS = "petugas"
    PRODUCTS = "produk"
    UNIT = "dokumen"
    COMPLAINTS = "pengaduan"
    USERS = "pengguna"
    SECONDARY = "data-sekunder"


_AREA_OF_KIND = {
    SubjectKind.SERVICE_OFFICER: Area.OFFICERS,
    SubjectKind.PRODUCT: Area.PRODUCTS,
    SubjectKind.UNIT: Area.UNIT,
    SubjectKind.COMPLAINT_OFFICER: Area.COMPLAINTS,
    SubjectKind.USER: Area.USERS,
    SubjectKind.AGENCY: Area.SECONDARY,
}


@dataclass(frozen=True)
class Part:
    """The questions about one subject in one area, in the order of the edition."""

    area: Area
    subject: Subject
    questions: tuple[Question, ...]

    @cached_property
    def slug(self) -> str:
        """How the address calls it: "petugas-2", "dokumen", "pengaduan-dokumen"."""
        if self.area is Area.COMPLAINTS:
            return "pengaduan-dokumen" if self.subject.kind == SubjectKind.UNIT else f"pengaduan-{self._number}"
        if self.subject.kind in {SubjectKind.UNIT, SubjectKind.AGENCY}:
            return self.area.value
        return f"{self.area.value}-{self._number}"

    @property
    def is_interview(self) -> bool:
        """Whether it is one user's interview, which is filled by taps, one user a screen."""
        return self.area is Area.USERS

    @property
    def _number(self) -> int:
        return self.subject.position


def instrument_at(locus: Locus) -> Instrument:
    """The edition that a locus is assessed by; needs the period's issue joined."""
    return locus.assessment.period.issue.instrument


def question_at(locus: Locus, indicator: str, method: str, subject: Subject) -> Question | None:
    """The question that an address names; None when the edition does not ask it."""
    instrument = instrument_at(locus)
    for dimension, each in instrument.indicators:
        if each.code == indicator and method in each.methods:
            return Question(dimension, each, method, subject, instrument.max_level_of(each))
    return None


def indicators_at(
    locus: Locus, instrument: Instrument, *, excluded: Collection[str] = ()
) -> Iterator[tuple[Dimension, Indicator]]:
    """The indicators that a locus answers, in order: within scope and not left out."""
    for dimension, indicator in instrument.indicators:
        fits = indicator.applies_to(agency_kind=locus.assessment.agency.kind, unit_kind=locus.unit.kind)
        if fits and indicator.code not in excluded:
            yield dimension, indicator


def questions_at(
    locus: Locus, instrument: Instrument, *, subjects: Iterable[Subject], excluded: Collection[str] = ()
) -> Iterator[Question]:
    """Every question of a locus: each method of each indicator asks every subject of its kind."""
    by_kind: dict[str, list[Subject]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, []).append(subject)
    for dimension, indicator in indicators_at(locus, instrument, excluded=excluded):
        for method, rule in indicator.methods.items():
            for subject in by_kind.get(rule.subject_key, ()):
                yield Question(dimension, indicator, method, subject, instrument.max_level_of(indicator))


def parts_of(questions: Iterable[Question]) -> tuple[Part, ...]:
    """The questions sorted into parts, in the order of areas and subjects."""
    sorted_in: dict[tuple[Area, int], list[Question]] = {}
    for question in questions:
        sorted_in.setdefault((area_of(question), question.subject.pk), []).append(question)
    parts = [Part(area, found[0].subject, tuple(found)) for (area, _), found in sorted_in.items()]
    order = list(Area)
    return tuple(
        sorted(
            parts,
            key=lambda part: (order.index(part.area), part.subject.kind != SubjectKind.UNIT, part.subject.position),
        )
    )


def area_of(question: Question) -> Area:
    """Where a question is asked; the unit's documents on complaints stay with the complaint officers."""
    kind = SubjectKind(question.subject.kind)
    asks_complaint_officers = any(
        rule.subject_key == SubjectKind.COMPLAINT_OFFICER for rule in question.indicator.methods.values()
    )
    if kind is SubjectKind.UNIT and asks_complaint_officers:
        return Area.COMPLAINTS
    return _AREA_OF_KIND[kind]


def level_text(indicator: Indicator, level: int, method: str) -> str:
    """The rubric text of a level; of a text with one line for each method, the line of that method."""
    text = indicator.levels[level]
    marker = f"{LINE_OF_METHOD.get(method, '')}:"
    for line in text.splitlines():
        if line.startswith(marker):
            found = line.removeprefix(marker).strip()
            return found[:1].upper() + found[1:]
    return text


def subject_counts(instrument: Instrument, *, agency_kind: str, unit_kind: str) -> dict[str, int]:
    """How many subjects of each kind such a unit should have: the most that any of its methods expects."""
    counts: dict[str, int] = {}
    for _, indicator in instrument.indicators:
        if not indicator.applies_to(agency_kind=agency_kind, unit_kind=unit_kind):
            continue
        for rule in indicator.methods.values():
            counts[rule.subject_key] = max(counts.get(rule.subject_key, 0), rule.expected)
    return counts


def part_with(parts: Sequence[Part], slug: str) -> Part | None:
    """The part that an address names."""
    return next((part for part in parts if part.slug == slug), None)
