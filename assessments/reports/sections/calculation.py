"""How the number was made: one indicator of this very result calculated by hand, and the bands."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessments.reports.phrases import bounds, category, zone_words
from assessments.results.explain import IndicatorStory, ResultStory, Step, UnitStory


@dataclass(frozen=True, slots=True)
class Stage:
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Example:
    unit: str
    indicator: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class BandRow:
    bounds: str
    category: str
    opinion: str
    zone: str
    zone_text: str
    assumed: bool
    is_here: bool


def shown(story: ResultStory) -> dict[str, object]:
    """What the closing chapters of a report show: the worked example, bands, rules, assumptions, evidence."""
    return {
        "example": example(story),
        "bands": list(band_rows(story)),
        "published_rules": [rule for rule in story.rules if not rule.assumed],
        "assumptions": story.assumptions,
        "with_evidence": any(indicator.evidence for unit in story.units for indicator in unit.indicators),
    }


def example(story: ResultStory) -> Example | None:
    """The indicator that loses most among those with several answers, followed up to the agency's score."""
    found = [
        (unit, indicator)
        for unit in story.units
        if unit.score is not None
        for indicator in unit.indicators
        if indicator.steps
    ]
    return _example(story, *max(found, key=_telling)) if found else None


def _telling(found: tuple[UnitStory, IndicatorStory]) -> tuple[bool, Decimal]:
    _, indicator = found
    return sum(method.answered for method in indicator.methods) > 1, indicator.lost or Decimal(0)


def _example(story: ResultStory, unit: UnitStory, indicator: IndicatorStory) -> Example:
    dimension = next(each for each in unit.dimensions if each.code == indicator.dimension)
    methods = tuple(method.step for method in indicator.methods if method.step)
    stages = (
        Stage("Dari jawaban menjadi nilai indikator", (*methods, *indicator.steps)),
        Stage(f"Dari indikator menjadi nilai dimensi {dimension.name}", dimension.steps),
        Stage("Dari dimensi menjadi nilai unit", unit.steps),
        Stage("Dari unit menjadi nilai instansi", story.steps),
    )
    return Example(
        unit=unit.name,
        indicator=f"{indicator.label} ({indicator.code})",
        stages=tuple(stage for stage in stages if stage.steps),
    )


def band_rows(story: ResultStory) -> Iterator[BandRow]:
    for band in story.bands:
        yield BandRow(
            bounds=bounds(band),
            category=category(band),
            opinion=band.opinion,
            zone=band.colour,
            zone_text=zone_words(band),
            assumed=band.assumed,
            is_here=band == story.band,
        )
