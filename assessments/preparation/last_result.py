"""The last released result of an agency, as the starting point of its next year."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from agencies.models import Agency
from assessments.instruments import Instrument
from assessments.models import Result, ResultLine, UnitResult
from assessments.scoring import rounded


@dataclass(frozen=True, slots=True)
class LostPoints:
    """What one indicator cost a unit: `lost` of the unit score's 100, beside what it brought."""

    unit_id: int
    unit_name: str
    indicator: str
    label: str
    lost: Decimal
    value: Fraction


@dataclass(frozen=True, slots=True)
class LastUnit:
    """A unit's part of the last result; `values` are its indicators' exact values 0-1."""

    name: str
    score: Decimal | None
    zone: str
    indicative_zone: str
    opinion: str
    values: Mapping[str, Fraction]
    lost: tuple[LostPoints, ...]


@dataclass(frozen=True, slots=True)
class LastResult:
    """The result with its units by the key of the service unit, and the edition it was made by."""

    result: Result
    instrument: Instrument
    units: Mapping[int, LastUnit]

    def weakest(self, count: int, *, among: frozenset[int] | None = None) -> tuple[LostPoints, ...]:
        """What cost most over the units (or those whose keys are in `among`), the largest loss first."""
        lost = [
            each for key, unit in self.units.items() if among is None or key in among for each in unit.lost if each.lost
        ]
        return tuple(sorted(lost, key=lambda each: (-each.lost, each.unit_name, each.indicator))[:count])


def last_result_of(agency: Agency) -> LastResult | None:
    """The newest released result of an agency, in three queries; None before the first."""
    result = (
        Result.objects.current()
        .filter(assessment__agency=agency, assessment__period__released_at__lte=timezone.now())
        .select_related("issue")
        .order_by("-year", "-computed_at")
        .first()
    )
    if result is None:
        return None
    instrument = result.issue.instrument
    labels = {indicator.code: indicator.label for _, indicator in instrument.indicators}
    rows = UnitResult.objects.filter(result=result).select_related("locus").defer("inputs", "dimensions")
    units = {row.pk: row for row in rows}
    values: dict[int, dict[str, Fraction]] = {key: {} for key in units}
    lost: dict[int, list[LostPoints]] = {key: [] for key in units}
    lines = ResultLine.objects.filter(unit__result=result).order_by("unit", "indicator")
    for key, code, value, lost_ in lines.values_list("unit", "indicator", "value", "lost"):
        if value:
            exact = values[key][code] = Fraction(value)
            row = units[key]
            points = rounded(Fraction(lost_ or 0), places=2)
            lost[key].append(LostPoints(row.locus.unit_id, row.unit_name, code, labels[code], points, exact))
    return LastResult(
        result=result,
        instrument=instrument,
        units={
            row.locus.unit_id: LastUnit(
                name=row.unit_name,
                score=row.score,
                zone=row.zone,
                indicative_zone=row.indicative_zone,
                opinion=row.opinion,
                values=values[key],
                lost=tuple(lost[key]),
            )
            for key, row in units.items()
        },
    )
