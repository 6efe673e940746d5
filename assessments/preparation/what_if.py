"""The what-if of the page: which improvements are offered, which are ticked, and what they do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import get_args

from assessments.instruments import Indicator, Instrument
from assessments.instruments.model import CostClass
from assessments.preparation.forecast import Forecast, UnitForecast
from assessments.scoring import (
    Band,
    ExpectedScores,
    Improvement,
    Plan,
    Rules,
    gain_of,
    improved,
    next_band,
    score_expected,
    smallest_plan,
)

COST_RANKS: Mapping[str, int] = {cost: rank for rank, cost in enumerate(get_args(CostClass), start=1)}
"""Our assumption: a document is cheapest, then a signature, a publication, a facility, training, and time."""


LARGEST = 10
"""As many improvements as a bureau takes up at once (our assumption)."""


class Step(StrEnum):
    """How far one improvement lifts an indicator."""

    ONE = "satu"
    TOP = "penuh"


@dataclass(frozen=True, slots=True)
class Offer:
    """An improvement that can be ticked; `key` names it in an address, `gain` is what it alone adds to its unit."""

    key: str
    unit: UnitForecast
    indicator: Indicator
    improvement: Improvement
    now: Fraction
    max_level: int
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Effect:
    """The scores before and after the ticked improvements."""

    ticked: tuple[Offer, ...]
    before: ExpectedScores
    after: ExpectedScores

    @property
    def cost(self) -> int:
        return sum(offer.improvement.cost for offer in self.ticked)


def offers_of(forecast: Forecast, instrument: Instrument, *, step: Step) -> tuple[Offer, ...]:
    """What each unit could lift by its own work, the largest gain of a unit first; figures of others are left out."""
    indicators = {indicator.code: indicator for _, indicator in instrument.indicators}
    offers: list[Offer] = []
    for place, unit in enumerate(forecast.units, start=1):
        found: list[Offer] = []
        for each in unit.values:
            indicator = indicators[each.indicator]
            if each.value is None or each.value >= 1 or not indicator.is_in_own_hands:
                continue
            top = instrument.max_level_of(indicator)
            target = Fraction(1) if step is Step.TOP else Fraction((each.value * top) // 1 + 1, top)
            improvement = Improvement(unit.expected.key, each.indicator, target, COST_RANKS[indicator.cost])
            gain = gain_of(unit.score, improvement)
            found.append(Offer(f"{place}-{each.indicator}", unit, indicator, improvement, each.value, top, gain))
        offers += sorted(found, key=lambda offer: (-offer.gain, offer.indicator.code))
    return tuple(offers)


def effect_of(forecast: Forecast, rules: Rules, *, ticked: Iterable[Offer]) -> Effect:
    """The exact effect of some improvements on every unit and on the agency."""
    chosen = tuple(ticked)
    return Effect(
        ticked=chosen,
        before=score_expected(forecast.expected, rules),
        after=score_expected(improved(forecast.expected, (offer.improvement for offer in chosen)), rules),
    )


def largest(offers: Iterable[Offer], *, only: UnitForecast | None = None, count: int = LARGEST) -> tuple[Offer, ...]:
    """The offers (of `only` one unit) that each add most by themselves, the cheaper one of two alike first."""
    found = [offer for offer in offers if only is None or offer.unit is only]
    return tuple(sorted(found, key=lambda offer: (-offer.gain, offer.improvement.cost, offer.key))[:count])


def goals_above(score: Decimal | None, rules: Rules) -> tuple[Band, ...]:
    """The bands above a printed score, the next one first."""
    if score is None or next_band(score, rules) is None:
        return ()
    return tuple(band for band in reversed(rules.bands) if band.lower > score)


def plan_for(
    forecast: Forecast, rules: Rules, *, offers: Iterable[Offer], goal: Band, only: UnitForecast | None = None
) -> tuple[Plan, tuple[Offer, ...]]:
    """The smallest set of offers that lifts the agency (or `only` one unit) to a band; OutOfReachError if none does."""
    units = (only.expected,) if only else forecast.expected
    keys = {unit.key for unit in units}
    by_step = {offer.improvement: offer for offer in offers if offer.improvement.unit in keys}
    plan = smallest_plan(units, rules, goal=goal, improvements=by_step)
    return plan, tuple(by_step[step] for step in plan.steps)
