"""Who mends a gap, and until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from assessments.models import Result, UnitResult
from assessments.results.explain import IndicatorStory, ResultStory, UnitStory

UNSET = "belum ditetapkan"


@dataclass(frozen=True, slots=True)
class Remedy:
    """`who` mends it, `until` a day in words or that none is set."""

    who: str
    until: str


def heads_of(result: Result) -> dict[UUID, str]:
    """The heads of the units that a result counts by title, "Kepala Dinas Sosial", for each locus; one query."""
    rows = UnitResult.objects.filter(result=result).values_list(
        "locus__public_id", "locus__unit__head_title", "unit_name"
    )
    return {locus: head_of(title, name) for locus, title, name in rows}


def head_of(title: str, unit_name: str) -> str:
    """The head of a unit as one addresses it."""
    return f"{title} {unit_name}".strip()


def remedies(story: ResultStory, codes: Sequence[str], heads: Mapping[UUID, str]) -> dict[str, Remedy]:
    """For each indicator the heads of the units that lose most through it; nobody has set a day."""
    return {code: Remedy(_named(_losing(story, code), heads), UNSET) for code in codes}


def _losing(story: ResultStory, code: str) -> list[UnitStory]:
    """The units that lose points through an indicator, the largest loss first."""
    found: list[tuple[UnitStory, IndicatorStory]] = [
        (unit, indicator) for unit in story.units for indicator in unit.indicators if indicator.code == code
    ]
    losing = [(unit, each.lost) for unit, each in found if each.lost]
    return [unit for unit, _ in sorted(losing, key=lambda pair: (-(pair[1] or 0), pair[0].name))]


def _named(units: Sequence[UnitStory], heads: Mapping[UUID, str]) -> str:
    """The head who can mend most, and how many others: the summary has one line for it."""
    if not units:
        return UNSET
    first, more = heads[units[0].locus_id], len(units) - 1
    return f"{first} dan {more} lainnya" if more else first
