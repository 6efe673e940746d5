"""The one page that says it all, and the units beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.reports.figures import Figure, Measure, figure
from assessments.reports.phrases import Verdict, number, verdict
from assessments.reports.sections.remedies import Remedy
from assessments.results.explain import DimensionStory, IndicatorAcross, ResultStory, UnitStory

MOST_GAPS = 5
# More units than this leave no room on one page; the comparison that follows has them all.
MOST_BARS = 8
NOTHING = "belum ada nilai"
HALF = MOST_BARS // 2


@dataclass(frozen=True, slots=True)
class Across:
    """An indicator over all units: its mean value, and what it takes from the agency's score."""

    code: str
    label: str
    percent: str
    where: str
    lost: str
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's line in the table of units and dimensions; `cells` in the order of the dimensions."""

    name: str
    verdict: Verdict
    cells: tuple[tuple[str, str], ...]
    """The name of each dimension with the points it brings."""


@dataclass(frozen=True, slots=True)
class DimensionHead:
    """A dimension's column: its name and the points it brings at most."""

    name: str
    about: str
    weight: str
    assumed: bool
    mean: str


def gap_codes(story: ResultStory) -> list[str]:
    """The indicators that take most from the agency's score, the largest loss first."""
    return [each.code for each in story.losses_by_indicator[:MOST_GAPS] if each.mean_lost]


def gaps(story: ResultStory, remedies: Mapping[str, Remedy]) -> list[Across]:
    """The indicators that take most from the agency's score, each with who mends it."""
    found = story.losses_by_indicator[:MOST_GAPS]
    return [replace(_across(each), remedy=remedies.get(each.code)) for each in found if each.mean_lost]


def strengths(story: ResultStory) -> list[Across]:
    return [_across(each) for each in story.strengths]


def _across(across: IndicatorAcross) -> Across:
    return Across(
        code=across.code,
        label=across.label,
        percent=number(across.mean_percent),
        where=_where(across.units_below_top, across.units),
        lost=number(across.mean_lost),
    )


def _where(below_top: int, units: int) -> str:
    if below_top < units:
        return f"{below_top} dari {units} unit"
    return f"semua {units} unit" if units > 1 else "satu-satunya unit"


@dataclass(frozen=True, slots=True)
class NextBand:
    """The next higher band, and how far away it is."""

    opinion: str
    lower: str
    distance: str


def next_band(story: ResultStory) -> NextBand | None:
    """None from the highest band, and without a score."""
    score = story.score
    if score is None or story.band is None:
        return None
    higher = [band for band in story.bands if band.lower > score]
    if not higher:
        return None
    nearest = min(higher, key=lambda band: band.lower)
    return NextBand(nearest.opinion, number(nearest.lower), number(nearest.lower - score))


def unit_rows(story: ResultStory) -> list[UnitRow]:
    return [
        UnitRow(unit.name, verdict(unit), tuple((each.name, number(each.points)) for each in unit.dimensions))
        for unit in story.units
    ]


def some_rescaled(story: ResultStory) -> bool:
    """Whether a unit's dimension counts for more than its weight, because another one left or is unanswered."""
    return any(
        each.share is not None and 100 * each.share > each.weight for unit in story.units for each in unit.dimensions
    )


def dimension_heads(story: ResultStory) -> list[DimensionHead]:
    abouts = {dimension.code: dimension.about for unit in story.units for dimension in unit.dimensions}
    return [
        DimensionHead(
            name=row.name,
            about=abouts.get(row.code, ""),
            weight=number(row.weight),
            assumed=row.weight_assumed,
            mean=number(row.mean_percent),
        )
        for row in story.dimensions
    ]


def units_heading(story: ResultStory) -> str:
    if len(story.units) <= MOST_BARS:
        return "Nilai tiap unit layanan"
    return f"{HALF} unit dengan nilai tertinggi dan {HALF} terendah"


def units_figure(story: ResultStory) -> Figure | None:
    """Units as bars, the bounds of the bands marked: all of them, or both ends where they are too many for one page.

    None for a single unit, whose number is the agency's.
    """
    units: Sequence[UnitStory] = story.units
    if len(units) < 2:
        return None
    if len(units) > MOST_BARS:
        scored = sorted((unit for unit in units if unit.score is not None), key=_highest_first)
        units = [*scored[:HALF], *scored[HALF:][-HALF:]]
    return figure(
        (_of_unit(unit) for unit in units),
        key="units",
        title=f"{units_heading(story)}, dari 100",
        limits=_limits(story),
    )


def _highest_first(unit: UnitStory) -> Decimal:
    return -(unit.score or Decimal(0))


def _of_unit(unit: UnitStory) -> Measure:
    words = [number(unit.score), unit.colour, "sementara" if unit.provisional else ""]
    if unit.score is None:
        words = [NOTHING]
    beside = " · ".join(word for word in words if word)
    return Measure(unit.name, unit.score, beside, beside.replace(" · ", ", "), unit.colour, unit.low, unit.high)


def _limits(story: ResultStory) -> tuple[Decimal, ...]:
    return tuple(band.lower for band in story.bands if band.lower)


def profile_figure(dimensions: tuple[DimensionStory, ...], *, key: str) -> Figure:
    """A unit's dimensions as bars: how much of each was reached."""
    return figure(
        (
            _measure(
                each.name,
                each.percent,
                f" · {number(each.points)} dari {_top(each)} poin",
                f" dan menyumbang {number(each.points)} dari {_top(each)} poin",
            )
            for each in dimensions
        ),
        key=key,
        title="Capaian tiap dimensi dari 100",
    )


def agency_profile_figure(story: ResultStory) -> Figure:
    """The mean of the units in each dimension."""
    return figure(
        (_measure(each.name, each.mean_percent) for each in story.dimensions),
        key="dimensions",
        title="Capaian rata-rata tiap dimensi dari 100",
    )


def _measure(label: str, percent: Decimal | None, beside: str = "", spoken: str = "") -> Measure:
    """A dimension's bar; `beside` and `spoken` follow its number."""
    if percent is None:
        return Measure(label, None, NOTHING, NOTHING)
    return Measure(label, percent, f"{number(percent)}{beside}", f"mencapai {number(percent)}{spoken}")


def _top(dimension: DimensionStory) -> str:
    """The points a dimension can bring, more than its weight when other dimensions have left."""
    return number(dimension.weight if dimension.share is None else 100 * dimension.share)
