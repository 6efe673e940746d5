"""What the last result cost each unit, indicator by indicator, for the start page."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.preparation.last_result import LastResult, LastUnit, LostPoints
from assessments.preparation.presenters import level_words
from assessments.presenters import decimal_comma

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Loss:
    """One indicator of a unit: the level it was given, and the points of the unit's 100 that it lost."""

    code: str
    label: str
    level: str
    lost: str


@dataclass(frozen=True, slots=True)
class UnitLosses:
    """A unit's losses, the largest first; `more` are left out, `below_half` counts indicators under half their top.

    `is_prepared`: the edition that is prepared for visits this unit too.
    """

    name: str
    score: str
    total: str
    below_half: int
    losses: tuple[Loss, ...]
    more: int
    is_prepared: bool


def losses_by_unit(
    last: LastResult, *, most: int | None, prepared: frozenset[int], among: frozenset[int] | None = None
) -> tuple[UnitLosses, ...]:
    """The units (those with keys in `among`) that lost most first, each with its `most` largest losses, or all."""
    units = [(key, unit) for key, unit in last.units.items() if among is None or key in among]
    ranked = sorted(units, key=lambda each: (-_total(each[1]), each[1].name))
    return tuple(_losses(last, unit, most, is_prepared=key in prepared) for key, unit in ranked if _total(unit))


def _total(unit: LastUnit) -> Decimal:
    return sum((each.lost for each in unit.lost), Decimal(0))


def _losses(last: LastResult, unit: LastUnit, most: int | None, *, is_prepared: bool) -> UnitLosses:
    lost = sorted((each for each in unit.lost if each.lost), key=lambda each: (-each.lost, each.indicator))
    tops = {indicator.code: last.instrument.max_level_of(indicator) for _, indicator in last.instrument.indicators}

    def line(each: LostPoints) -> Loss:
        return Loss(each.indicator, each.label, level_words(each.value, tops[each.indicator]), decimal_comma(each.lost))

    return UnitLosses(
        name=unit.name,
        score=decimal_comma(unit.score),
        total=decimal_comma(_total(unit)),
        below_half=sum(each.value < HALF for each in unit.lost),
        losses=tuple(line(each) for each in lost[:most]),
        more=len(lost[most:]) if most else 0,
        is_prepared=is_prepared,
    )
