"""What a unit and its agency may expect to get: the one scoring code over expected values, with where each is from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from agencies.models import Agency, ServiceUnit
from assessments.instruments import Instrument
from assessments.instruments.crosswalk import CarriedValue, NoCrosswalkError, Succession, crosswalk_between
from assessments.models import SelfAssessment, SelfAssessmentState
from assessments.preparation.expected_items import indicators_for
from assessments.preparation.last_result import LastUnit
from assessments.scoring import AgencyScore, ExpectedUnit, Rules, UnitScore, score_expected


class Basis(StrEnum):
    """Where an expected value is from."""

    REVIEWED = "reviewed"  # the unit's own judgement, reviewed by the bureau
    LAST = "last"  # the last result, by the crosswalk: our assumption
    MISSING = "missing"
    NOT_APPLICABLE = "na"  # judged not applicable from within, and reviewed


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """The value 0-1 that an indicator is expected to get; `before` is what the last result had in its place."""

    indicator: str
    value: Fraction | None
    basis: Basis
    before: Fraction | None = None
    succession: Succession | None = None

    @property
    def is_own(self) -> bool:
        """Whether the unit has judged it itself, and the bureau has reviewed it."""
        return self.basis is Basis.REVIEWED

    @property
    def has_fallen(self) -> bool:
        """Whether the unit now judges itself lower than it was assessed, like for like."""
        return self.is_own and self.value is not None and self.before is not None and self.value < self.before


@dataclass(frozen=True, slots=True)
class UnitForecast:
    """A unit's expected values in the order of the edition, with the score that follows from them."""

    unit: ServiceUnit
    values: tuple[ExpectedValue, ...]
    expected: ExpectedUnit
    score: UnitScore
    last: LastUnit | None

    @property
    def known(self) -> int:
        """How many indicators have an expected value, or are known not to apply."""
        return sum(each.basis is not Basis.MISSING for each in self.values)

    @property
    def stands_lower(self) -> bool:
        """Whether the expected score lies below the last printed one."""
        return bool(
            self.last
            and self.last.score is not None
            and self.score.score is not None
            and self.score.score < self.last.score
        )

    @property
    def fallen(self) -> tuple[ExpectedValue, ...]:
        return tuple(each for each in self.values if each.has_fallen)


@dataclass(frozen=True, slots=True)
class Forecast:
    """An agency's forecast; `carries_over` is False when no crosswalk leads from the last edition to this one."""

    agency: AgencyScore
    units: tuple[UnitForecast, ...]
    carries_over: bool

    @property
    def expected(self) -> tuple[ExpectedUnit, ...]:
        return tuple(unit.expected for unit in self.units)


def forecast_of(
    *,
    agency: Agency,
    units: Iterable[ServiceUnit],
    instrument: Instrument,
    rules: Rules,
    own: Mapping[int, Mapping[str, SelfAssessment]],
    last: Mapping[int, LastUnit],
    last_edition: str | None,
) -> Forecast:
    """The forecast of an agency; `own` and `last` are by unit key. An unreviewed judgement does not count."""
    crosswalk = None
    if last_edition is not None:
        try:
            crosswalk = crosswalk_between(last_edition, instrument.code)
        except NoCrosswalkError:
            crosswalk = None
    found: list[tuple[ServiceUnit, tuple[ExpectedValue, ...], ExpectedUnit]] = []
    for unit in units:
        earlier = last.get(unit.pk)
        carried = crosswalk.carried_over(earlier.values) if crosswalk and earlier else {}
        mine = own.get(unit.pk, {})
        values = tuple(
            _expected(indicator.code, instrument.max_level_of(indicator), mine, carried)
            for _, indicator in indicators_for(instrument, agency_kind=agency.kind, unit_kind=unit.kind)
        )
        expected = ExpectedUnit(
            key=str(unit.public_id),
            agency_kind=agency.kind,
            unit_kind=unit.kind,
            values={each.indicator: each.value for each in values},
            not_applicable=frozenset(each.indicator for each in values if each.basis is Basis.NOT_APPLICABLE),
        )
        found.append((unit, values, expected))
    scores = score_expected([expected for _, _, expected in found], rules)
    return Forecast(
        agency=scores.agency,
        units=tuple(
            UnitForecast(unit, values, expected, scores.units[expected.key], last.get(unit.pk))
            for unit, values, expected in found
        ),
        carries_over=last_edition is None or crosswalk is not None,
    )


def _expected(
    code: str, max_level: int, own: Mapping[str, SelfAssessment], carried: Mapping[str, CarriedValue]
) -> ExpectedValue:
    earlier = carried.get(code)
    before = earlier.value if earlier else None
    judgement = own.get(code)
    if judgement is not None and judgement.reviewed_at is not None:
        if judgement.state == SelfAssessmentState.NOT_APPLICABLE:
            return ExpectedValue(code, None, Basis.NOT_APPLICABLE, before)
        if judgement.value is not None:
            return ExpectedValue(code, Fraction(judgement.value) / max_level, Basis.REVIEWED, before)
    if earlier is not None:
        return ExpectedValue(code, earlier.value, Basis.LAST, before, earlier.succession)
    return ExpectedValue(code, None, Basis.MISSING)
