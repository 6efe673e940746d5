"""Two rounds compared on what both of them asked: the one scoring code over the comparable indicators alone.

Editions ask different things, so their scores do not compare. What the crosswalk calls the same or reworded does; that
the rest is left out, and that the newer edition's weights hold for both rounds, is our assumption.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from agencies.models import Agency, ServiceUnit
from assessments.history.trend import Alike
from assessments.instruments import Instrument
from assessments.instruments.crosswalk import NoCrosswalkError, crosswalk_between
from assessments.preparation.expected_items import indicators_for
from assessments.preparation.forecast import Forecast
from assessments.preparation.last_result import LastResult
from assessments.scoring import ExpectedUnit, Rules, score_expected


@dataclass(frozen=True, slots=True)
class LikeForLike:
    """The scores 0-100 of two rounds on `indicators` comparable answers of `units` units that both rounds have."""

    before_name: str
    before_year: int
    after_name: str
    after_year: int
    before: Decimal
    after: Decimal
    units: int
    indicators: int

    @property
    def has_fallen(self) -> bool:
        return self.after < self.before

    @property
    def drawn(self) -> Alike:
        """As the chart of the years takes it."""
        return Alike(self.before_year, self.before, self.before_name, self.after_year, self.after, self.after_name)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an agency: exact values 0-1 by unit key and indicator of its edition."""

    name: str
    year: int
    instrument: Instrument
    rules: Rules
    values: Mapping[int, Mapping[str, Fraction]]


def round_of_result(last: LastResult) -> Round:
    values = {key: unit.values for key, unit in last.units.items()}
    return Round(last.result.period_name, last.result.year, last.instrument, last.result.issue.rules, values)


def round_of_forecast(forecast: Forecast, *, name: str, year: int, instrument: Instrument, rules: Rules) -> Round:
    """What the units judge of themselves; values carried over from the last result would compare it with itself."""
    values = {
        unit.unit.pk: {each.indicator: each.value for each in unit.values if each.value is not None and each.is_own}
        for unit in forecast.units
    }
    return Round(name, year, instrument, rules, values)


def like_for_like(agency: Agency, units: Iterable[ServiceUnit], rounds: Sequence[Round]) -> tuple[LikeForLike, ...]:
    """Each round against the one before it, oldest first; pairs with nothing comparable are left out."""
    known = {unit.pk: unit for unit in units}
    pairs = (_pair(agency, known, before, after) for before, after in pairwise(rounds))
    return tuple(pair for pair in pairs if pair)


def _pair(agency: Agency, units: Mapping[int, ServiceUnit], before: Round, after: Round) -> LikeForLike | None:
    earlier: list[ExpectedUnit] = []
    later: list[ExpectedUnit] = []
    for key, unit in units.items():
        if key not in before.values or key not in after.values:
            continue
        then = _carried(before, after, key)
        now = {code: value for code, value in after.values[key].items() if code in then}
        if now:
            earlier.append(_only(agency, unit, after, {code: then[code] for code in now}))
            later.append(_only(agency, unit, after, now))
    if not earlier:
        return None
    was, is_ = (score_expected(each, after.rules).agency.score for each in (earlier, later))
    if was is None or is_ is None:
        return None
    compared = sum(len(unit.values) for unit in later)
    return LikeForLike(
        before_name=before.name,
        before_year=before.year,
        after_name=after.name,
        after_year=after.year,
        before=was,
        after=is_,
        units=len(later),
        indicators=compared,
    )


def _carried(before: Round, after: Round, key: int) -> dict[str, Fraction]:
    """The earlier values under the codes of the later edition."""
    if before.instrument.code == after.instrument.code:
        return dict(before.values[key])
    try:
        crosswalk = crosswalk_between(before.instrument.code, after.instrument.code)
    except NoCrosswalkError:
        return {}
    return {code: each.value for code, each in crosswalk.carried_over(before.values[key]).items()}


def _only(agency: Agency, unit: ServiceUnit, after: Round, values: Mapping[str, Fraction]) -> ExpectedUnit:
    """The unit with these values; every other indicator that it would be asked leaves the score."""
    asked = indicators_for(after.instrument, agency_kind=agency.kind, unit_kind=unit.kind)
    return ExpectedUnit(
        key=str(unit.public_id),
        agency_kind=agency.kind,
        unit_kind=unit.kind,
        values=dict(values),
        not_applicable=frozenset(indicator.code for _, indicator in asked) - values.keys(),
    )
