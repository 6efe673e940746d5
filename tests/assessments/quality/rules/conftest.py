"""A small edition and a locus of it, as the rules see them; no database."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.quality.snapshot import Asked, Said, Snapshot
from assessments.scoring import Answer, Band, DimensionRule, IndicatorRule, Rules, UnitAnswers, score_unit

WIB = timezone(timedelta(hours=7))
NINE = datetime(2026, 11, 2, 9, tzinfo=WIB)
ASKED = {
    code: Asked(code=code, label=label, top=4, wants_evidence=frozenset({"document"}))
    for code, label in (("IN-01", "Renja"), ("IN-02", "Maklumat"), ("IN-03", "Biaya"), ("IN-04", "Waktu"))
}
RULES = Rules(
    places=2,
    dimensions=(
        DimensionRule(
            code="IN",
            weight=Fraction(100),
            indicators=tuple(
                IndicatorRule(code=code, weight=Fraction(weight), max_level=4, methods=("document",))
                for code, weight in (("IN-01", 5), ("IN-02", 45), ("IN-03", 48), ("IN-04", 2))
            ),
        ),
    ),
    bands=(Band(Decimal(78), "Tinggi"), Band(Decimal(54), "Sedang"), Band(Decimal(0), "Rendah")),
)


def scored(**levels: int | None):
    """The unit's score for levels such as IN_01=3; None where nothing is answered yet."""
    answers = tuple(
        Answer(code.replace("_", "-"), "document", "unit 1", level)
        for code, level in levels.items()
        if level is not None
    )
    return score_unit(UnitAnswers("kabupaten", "dinsos", answers), RULES)


@pytest.fixture
def said():
    """`said("IN-01", 3, method="interview", kind="user", number=2, minutes=5)`."""

    def make(indicator, value, *, method="document", kind="unit", number=1, minutes=0, at=None, rater=1) -> Said:
        moment = (at or NINE) + timedelta(minutes=minutes)
        return Said(indicator, method, kind, number, None if value is None else Fraction(value), moment, rater)

    return make


@pytest.fixture
def snapshot():
    """`snapshot(said=[...], similar=...)`: a locus with nothing wrong but what is told."""

    def make(**told) -> Snapshot:
        told["said"] = tuple(told.get("said", ()))
        complete = scored(IN_01=3, IN_02=3, IN_03=2, IN_04=3)
        return Snapshot(**({"asked": ASKED, "score": complete, "rules": RULES} | told))

    return make


__all__ = ["NINE", "UTC", "scored"]
