"""The last released result of an agency, as the starting point of its next year."""

from collections.abc import Iterable, Mapping
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


def last_results_of(agency: Agency) -> tuple[LastResult, ...]:
    """The current released results of an agency, oldest first, in three queries."""
    results = list(
        Result.objects.current()
        .filter(assessment__agency=agency, assessment__period__released_at__lte=timezone.now())
        .select_related("issue")
        .order_by("year", "computed_at")
    )
    if not results:
        return ()
    units: dict[int, list[UnitResult]] = {result.pk: [] for result in results}
    for row in UnitResult.objects.filter(result__in=units).select_related("locus").defer("inputs", "dimensions"):
        units[row.result_id].append(row)
    lines: dict[int, list[tuple[str, str, str | None]]] = {row.pk: [] for rows in units.values() for row in rows}
    found = ResultLine.objects.filter(unit__result__in=units).order_by("unit", "indicator")
    for key, code, value, lost in found.values_list("unit", "indicator", "value", "lost"):
        if value:
            lines[key].append((code, value, lost))
    return tuple(_last(result, units[result.pk], lines) for result in results)


def _last(
    result: Result, rows: Iterable[UnitResult], lines: Mapping[int, list[tuple[str, str, str | None]]]
) -> LastResult:
    instrument = result.issue.instrument
    labels = {indicator.code: indicator.label for _, indicator in instrument.indicators}
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
                values={code: Fraction(value) for code, value, _ in lines[row.pk]},
                lost=tuple(
                    LostPoints(
                        row.locus.unit_id,
                        row.unit_name,
                        code,
                        labels[code],
                        rounded(Fraction(lost or 0), places=2),
                        Fraction(value),
                    )
                    for code, value, lost in lines[row.pk]
                ),
            )
            for row in rows
        },
    )
