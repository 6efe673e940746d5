"""Reading the worked examples that stand beside this module."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from assessments.scoring import Answer, Band, DimensionRule, IndicatorRule, Rules, State, UnitAnswers

EXAMPLES = Path(__file__).parent / "examples"


def read(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / name).read_text(encoding="utf-8"))


def small_rules() -> Rules:
    raw = read("small.rules.yaml")
    return Rules(
        places=raw["places"],
        follow_up_suffix=raw["follow_up_suffix"],
        bands=tuple(Band(**{**band, "lower": Decimal(band["lower"])}) for band in raw["bands"]),
        dimensions=tuple(
            DimensionRule(
                code=dimension["code"],
                weight=Fraction(dimension["weight"]),
                indicators=tuple(_indicator(each) for each in dimension["indicators"]),
            )
            for dimension in raw["dimensions"]
        ),
    )


def _indicator(raw: dict[str, Any]) -> IndicatorRule:
    return IndicatorRule(
        code=raw["code"],
        weight=Fraction(raw["weight"]),
        max_level=raw["max_level"],
        methods=tuple(raw["methods"]),
        combine=raw.get("combine", "mean"),
        loci=frozenset(raw.get("loci", ())),
        agency_kinds=frozenset(raw.get("agency_kinds", ())),
    )


def unit_of(example: dict[str, Any]) -> UnitAnswers:
    answers = [
        _answer(indicator, method, subject, value)
        for indicator, methods in example["answers"].items()
        for method, values in methods.items()
        for subject, value in enumerate(values)
    ]
    expected = {
        (indicator, method): count
        for indicator, methods in example.get("expected", {}).items()
        for method, count in methods.items()
    }
    return UnitAnswers(
        agency_kind=example.get("agency_kind", "kabupaten"),
        unit_kind=example.get("unit_kind", "dinsos"),
        answers=tuple(answers),
        not_applicable=frozenset(example.get("not_applicable", ())),
        expected=expected,
    )


def _answer(indicator: str, method: str, subject: int, value: object) -> Answer:
    if value == "na":
        return Answer(indicator, method, str(subject), state=State.NOT_APPLICABLE)
    if value is None:
        return Answer(indicator, method, str(subject), state=State.UNANSWERED)
    number = value if isinstance(value, int) else Decimal(str(value))
    return Answer(indicator, method, str(subject), number)
