"""What a unit gave itself beside what it was given, indicator by indicator, once the round is out."""

from dataclasses import dataclass
from fractions import Fraction

from agencies.models import ServiceUnit
from assessments.instruments import Instrument
from assessments.models import Period, Result, ResultLine, SelfAssessment
from assessments.models.preparation import SelfAssessmentState


@dataclass(frozen=True, slots=True)
class GapLine:
    """An indicator's own and assessed value 0-1; None where it was not judged, or does not apply."""

    indicator: str
    label: str
    max_level: int
    own: Fraction | None
    assessed: Fraction | None
    is_reviewed: bool

    @property
    def gap(self) -> Fraction | None:
        """Own less assessed: above zero the unit thought better of itself than it was found."""
        return None if self.own is None or self.assessed is None else self.own - self.assessed


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit's last released round with its own judgement of it, the widest gaps first."""

    result: Result
    lines: tuple[GapLine, ...]

    @property
    def compared(self) -> int:
        return sum(line.gap is not None for line in self.lines)

    @property
    def too_high(self) -> int:
        return sum(line.gap is not None and line.gap > 0 for line in self.lines)

    @property
    def too_low(self) -> int:
        return sum(line.gap is not None and line.gap < 0 for line in self.lines)


def judged_period(unit: ServiceUnit) -> Period | None:
    """The newest period with results out that the unit judged itself in; None before the first; one query."""
    return (
        Period.objects.released()
        .filter(self_assessments__unit=unit, assessments__results__units__locus__unit=unit)
        .order_by("-year", "code")
        .distinct()
        .first()
    )


def gap_of(unit: ServiceUnit, period: Period) -> Gap | None:
    """The unit's gaps in a period, in three queries; None where it has no result there."""
    result = (
        Result.objects.current()
        .filter(assessment__period=period, units__locus__unit=unit)
        .select_related("issue")
        .order_by("-computed_at")
        .first()
    )
    if result is None:
        return None
    own = {row.indicator: row for row in SelfAssessment.objects.filter(unit=unit, period=period)}
    assessed = {
        code: Fraction(value)
        for code, value in ResultLine.objects.filter(unit__result=result, unit__locus__unit=unit)
        .order_by()
        .values_list("indicator", "value")
        if value
    }
    instrument = result.issue.instrument
    lines = [
        _line(code, instrument, own.get(code), assessed.get(code))
        for code in (indicator.code for _, indicator in instrument.indicators)
        if code in own or code in assessed
    ]
    return Gap(result, tuple(sorted(lines, key=lambda line: (line.gap is None, -abs(line.gap or 0)))))


def _line(code: str, instrument: Instrument, own: SelfAssessment | None, assessed: Fraction | None) -> GapLine:
    indicator = instrument.indicator(code)
    top = instrument.max_level_of(indicator)
    judged = own is not None and own.state == SelfAssessmentState.SCORED and own.value is not None
    return GapLine(
        indicator=code,
        label=indicator.label,
        max_level=top,
        own=Fraction(own.value) / top if judged and own and own.value is not None else None,
        assessed=assessed,
        is_reviewed=bool(own and own.reviewed_at),
    )
