"""A result that is only looked at, not kept."""

from dataclasses import dataclass

from assessments.models import Result, ResultLine, UnitResult


@dataclass(frozen=True, slots=True)
class Draft:
    """A result as it would be kept now, with its units and their lines; none of the rows is saved."""

    result: Result
    units: tuple[UnitResult, ...]
    lines: tuple[ResultLine, ...]
