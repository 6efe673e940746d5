"""Indonesian words and pictures for the pages about results."""

from dataclasses import dataclass

from assessments.charts import BarChart, Measure, bars
from assessments.models import Result, UnitResult
from assessments.numbers_in_text import comma
from assessments.results.explain import ResultStory, Standing, UnitStory


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list: a result or a unit's part of one, with its words; `colour` is hijau, kuning, merah or ""."""

    row: Result | UnitResult
    colour: str
    zone: str
    category: str


def listed(row: Result | UnitResult) -> Listed:
    return Listed(row, row.zone or row.indicative_zone, zone_text(row), category_text(row))


def category_text(row: Standing | Result | UnitResult) -> str:
    """ "Kategori B", or from 2025 on the quality label: "Mutu Baik"."""
    if not row.category:
        return ""
    return f"Kategori {row.category}" if row.zone else f"Mutu {row.category}"


def zone_text(row: Standing | Result | UnitResult) -> str:
    """The colour in words; from 2025 on it is said to be indicative."""
    if row.zone:
        return f"Zona {row.zone.title()}"
    return f"Warna indikatif {row.indicative_zone}" if row.indicative_zone else ""


def standing_text(standing: Standing) -> str:
    """What a number means beside a bar: "Zona Hijau", "hijau (indikatif)"; that it is provisional where it is."""
    words = f"Zona {standing.zone.title()}" if standing.zone else ""
    if standing.indicative_zone:
        words = f"{standing.indicative_zone} (indikatif)"
    return f"{words}, sementara".lstrip(", ") if standing.provisional else words


def possible_text(standing: Standing) -> str:
    """What a provisional number may still become; empty for a settled one."""
    if not standing.provisional or standing.low is None or standing.high is None:
        return ""
    span = f"Nilai akhir antara {comma(standing.low)} dan {comma(standing.high)}"
    opinions = [band.opinion for band in standing.bands_touched]
    if len(opinions) == 1:
        return f"{span}; opininya tetap {opinions[0]}."
    return f"{span}; opini yang masih mungkin: {', '.join(opinions[:-1])} atau {opinions[-1]}."


def units_compared(story: ResultStory) -> BarChart:
    """The units' scores as bars, with the bounds of the bands marked."""
    return bars(
        [
            Measure(
                label=unit.name,
                value=unit.score,
                words=standing_text(unit),
                colour=unit.colour,
                low=unit.low if unit.provisional else None,
                high=unit.high if unit.provisional else None,
            )
            for unit in story.units
        ],
        key="unit",
        title=f"Nilai unit layanan {story.agency_name}, {story.period_name}",
        limits=[band.lower for band in story.bands if band.lower > 0],
    )


def dimension_profile(story: ResultStory) -> BarChart:
    """The dimensions' mean values over the units, 0-100."""
    return bars(
        [Measure(row.name, row.mean_percent) for row in story.dimensions],
        key="dimensi",
        title=f"Nilai rata-rata tiap dimensi {story.agency_name}, {story.period_name}",
    )


def unit_profile(unit: UnitStory) -> BarChart:
    """A unit's dimensions, 0-100."""
    return bars(
        [Measure(dimension.name, dimension.percent) for dimension in unit.dimensions],
        key="dimensi",
        title=f"Nilai tiap dimensi {unit.name}",
    )
