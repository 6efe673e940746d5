"""What goes into a unit's score: single answers, and how they are counted for each method."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.scoring.rules import IndicatorRule, Rules


class State(StrEnum):
    """Scored, not applicable (leaves the method's mean), or without a value that is still owed.

    What could not be seen and what a respondent refused to answer count as unanswered: never zero, never not
    applicable by silence; the result stays provisional (asumsi).
    """

    SCORED = "scored"
    NOT_APPLICABLE = "na"
    NOT_SEEN = "unseen"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Answer:
    """One subject's value under one method: a level 0..max, or 0-100 with decimals for secondary data."""

    indicator: str
    method: str
    subject: str
    value: Decimal | int | None = None
    state: State = State.SCORED


@dataclass(frozen=True, slots=True)
class UnitAnswers:
    """All answers of a unit.

    `not_applicable`: codes of indicators that do not apply to this unit as a whole.
    `expected`: how many subjects a method of an indicator should have, where the locus states it; absent
    ones count as missing. Keys are (indicator, method).
    """

    agency_kind: str
    unit_kind: str
    answers: tuple[Answer, ...]
    not_applicable: frozenset[str] = frozenset()
    expected: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """The answers of one method of one indicator, counted: the sum of levels, and how many of each state."""

    total: Fraction | int = 0
    answered: int = 0
    unanswered: int = 0
    not_applicable: int = 0

    @property
    def rows(self) -> int:
        return self.answered + self.unanswered + self.not_applicable


class AnswerError(ValueError):
    """Answers that contradict the edition; `problems` holds one sentence for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def tallied(unit: UnitAnswers, rules: Rules) -> dict[tuple[str, str], Tally]:
    """The unit's answers counted by (indicator, method); AnswerError when one of them cannot be."""
    indicators = rules.indicators
    tallies: dict[tuple[str, str], Tally] = {}
    seen: set[tuple[str, str, str]] = set()
    problems: list[str] = []
    for answer in unit.answers:
        key = (answer.indicator, answer.method)
        if (*key, answer.subject) in seen:
            problems.append(f"{answer.indicator}, {answer.method}, '{answer.subject}': jawaban ini ada dua kali.")
        seen.add((*key, answer.subject))
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = Tally()
        if answer.state is State.SCORED:
            problem = _wrong_value(answer, unit, indicators.get(answer.indicator))
            if problem:
                problems.append(problem)
            elif answer.value is not None:
                tally.total += answer.value if isinstance(answer.value, int) else Fraction(answer.value)
                tally.answered += 1
        elif answer.state is State.NOT_APPLICABLE:
            tally.not_applicable += 1
        else:
            tally.unanswered += 1
    if problems:
        raise AnswerError(problems)
    return tallies


def _wrong_value(answer: Answer, unit: UnitAnswers, rule: IndicatorRule | None) -> str | None:
    """Why a scored answer cannot be counted, or None."""
    place = f"{answer.indicator}, {answer.method}, '{answer.subject}'"
    if rule is None:
        return f"{place}: indikator ini tidak ada dalam instrumen."
    if answer.method not in rule.methods:
        return f"{place}: cara ini tidak dipakai indikator; pilih {', '.join(rule.methods)}."
    if not rule.applies_to(agency_kind=unit.agency_kind, unit_kind=unit.unit_kind):
        return f"{place}: indikator ini tidak berlaku bagi {unit.agency_kind}/{unit.unit_kind}; hapus jawabannya."
    if answer.indicator in unit.not_applicable:
        return f"{place}: indikator dinyatakan tidak berlaku tetapi bernilai; pilih salah satu."
    if answer.value is None:
        return f"{place}: nilai belum diisi."
    if not 0 <= answer.value <= rule.max_level:
        return f"{place}: nilai {answer.value} di luar 0 sampai {rule.max_level}."
    if answer.method != "secondary" and answer.value != int(answer.value):
        return f"{place}: tingkat {answer.value} bukan bilangan bulat; pilih 0 sampai {rule.max_level}."
    return None
