"""A unit as it is expected to be: one value for each indicator instead of single answers, scored by the same code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from assessments.scoring.answers import Answer, UnitAnswers
from assessments.scoring.lines import AgencyScore, UnitScore
from assessments.scoring.rules import IndicatorRule, Rules
from assessments.scoring.weighted_mean_1 import score_agency, score_unit


class ExpectedValueError(ValueError):
    """An expected value outside 0-1, or of an indicator that the edition does not have or ask of such a unit."""

    def __init__(self, indicator: str, value: Fraction) -> None:
        self.indicator = indicator
        self.value = value
        super().__init__(f"{indicator}: nilai harapan {value} tidak dapat dipakai; isi 0 sampai 1 pada indikator unit.")


@dataclass(frozen=True, slots=True)
class ExpectedUnit:
    """What is expected of a unit: a value 0-1 for each indicator, None (or no entry) where nothing is known.

    `key` tells units apart. `not_applicable`: codes of indicators that leave the unit altogether.
    """

    key: str
    agency_kind: str
    unit_kind: str
    values: Mapping[str, Fraction | None]
    not_applicable: frozenset[str] = field(default_factory=frozenset)

    def with_values(self, better: Mapping[str, Fraction]) -> "ExpectedUnit":
        """The same unit with some of its values replaced."""
        return replace(self, values={**self.values, **better})


@dataclass(frozen=True, slots=True)
class ExpectedScores:
    """An agency's expected score with those of its units, by their keys."""

    agency: AgencyScore
    units: Mapping[str, UnitScore]


def score_expected(units: Iterable[ExpectedUnit], rules: Rules) -> ExpectedScores:
    """The scores that the expected values give; missing ones widen the interval as unanswered ones do.

    Raises ExpectedValueError for a value that no answer could have.
    """
    scores = {unit.key: score_unit(expected_answers(unit, rules), rules) for unit in units}
    return ExpectedScores(agency=score_agency(scores.values(), rules), units=scores)


def expected_answers(unit: ExpectedUnit, rules: Rules) -> UnitAnswers:
    """Answers whose mean is exactly the expected value, the same under every method of the indicator."""
    answers: list[Answer] = []
    indicators = rules.indicators
    for code, value in unit.values.items():
        if value is None or code in unit.not_applicable:
            continue
        rule = indicators.get(code)
        if rule is None or not 0 <= value <= 1 or not _asks(rule, unit):
            raise ExpectedValueError(code, value)
        levels = _levels(value, rule.max_level)
        answers += [
            Answer(code, method, str(number), level) for method in rule.methods for number, level in enumerate(levels)
        ]
    return UnitAnswers(unit.agency_kind, unit.unit_kind, tuple(answers), unit.not_applicable)


def _asks(rule: IndicatorRule, unit: ExpectedUnit) -> bool:
    return rule.applies_to(agency_kind=unit.agency_kind, unit_kind=unit.unit_kind)


def _levels(value: Fraction, max_level: int) -> list[int]:
    """The fewest whole levels 0..max whose mean is `value` of the top: 5/8 of 4 is 2 and 3."""
    total = value * max_level
    low, more = divmod(total.numerator, total.denominator)
    return [low + 1] * more + [low] * (total.denominator - more)
