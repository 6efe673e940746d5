"""The geometry of the chart of an agency's years: columns across the width, heights in pixels.

On a page columns are percents, so that letters keep their size however wide it is; on paper, whose width is known, they
are in the units of the drawing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from assessments.history.claims import Claim
from assessments.history.selectors import Said, Statement, YearOfHistory, only_zone
from assessments.instruments.by_year import count_alike, edition_code_of, was_assessed
from assessments.instruments.scoring_rules import rules_of
from assessments.numbers_in_text import comma
from assessments.scoring import Band

HEIGHT = 260
_TOP, _BOTTOM = 26, 226
"""Where a score of 100 and the lowest score drawn stand, in pixels."""


@dataclass(frozen=True, slots=True)
class Field:
    """One zone of the years that count alike: a rectangle; `lower` is its bound where that is drawn, else ""."""

    zone: str
    indicative: bool
    x: str
    width: str
    y: str
    height: str
    lower: str
    lower_y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What a year's sources say: a point (`label`: the score) or, without a score, a bar over all scores possible.

    `dx` moves marks of one year apart, in pixels from the middle of its column.
    """

    x: str
    dx: int
    y: str
    zone: str
    label: str = ""
    low_y: str = ""
    disputed: bool = False

    @property
    def is_bar(self) -> bool:
        return bool(self.low_y)


@dataclass(frozen=True, slots=True)
class Step:
    """A line from one undisputed score to the next under the same way of counting; `skips` a year or more."""

    x1: str
    y1: str
    x2: str
    y2: str
    skips: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Two rounds scored again on what both asked: their years, the scores 0-100, and each round by name."""

    before_year: int
    before: Decimal
    before_name: str
    after_year: int
    after: Decimal
    after_name: str


@dataclass(frozen=True, slots=True)
class AlikeEnd:
    """One end of a line between rounds scored alike; `dy` moves its label to where none stands yet, in pixels."""

    x: str
    y: str
    label: str
    dy: int


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """A line of its own beside the scores: from one round to the next, each scored on what both asked."""

    before: AlikeEnd
    after: AlikeEnd

    @property
    def ends(self) -> tuple[AlikeEnd, AlikeEnd]:
        return self.before, self.after


@dataclass(frozen=True, slots=True)
class Column:
    """A year on the time line; `x` its middle, `left` its edge."""

    year: int
    x: str
    left: str
    unassessed: bool
    method_changes: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything the picture draws, ready for its attributes; `sentences` tell the same in words."""

    lowest: int
    columns: tuple[Column, ...]
    fields: tuple[Field, ...]
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]
    sentences: tuple[str, ...]
    alike: tuple[AlikeLine, ...] = ()
    height: int = HEIGHT
    bottom: int = _BOTTOM

    @property
    def is_indicative(self) -> bool:
        return any(field.indicative for field in self.fields)

    @property
    def has_bars(self) -> bool:
        return any(mark.is_bar for mark in self.marks)

    @property
    def has_disputes(self) -> bool:
        return any(mark.disputed for mark in self.marks)


def trend_of(years: Sequence[YearOfHistory], *, width: int | None = None, alike: Sequence[Alike] = ()) -> Trend | None:
    """The chart of at least two years of which anything about the agency as a whole is known; None for fewer.

    `alike`: rounds compared on what both asked, oldest first, a line of their own; their years count as known.
    `width`: of a drawing of that many units; None for a page, where places across are percents.
    """
    known = [year for year in years if year.agency.statements]
    shown = {year.year for year in known} | {year for pair in alike for year in (pair.before_year, pair.after_year)}
    if len(shown) < 2:
        return None
    scale = _Scale(first=min(shown), last=max(shown), lowest=_lowest(known, alike), drawn=width)
    marks = tuple(mark for year in known for mark in _marks(year, scale))
    return Trend(
        lowest=scale.lowest,
        columns=tuple(_columns(scale)),
        fields=tuple(_fields(scale)),
        steps=tuple(_steps(known, scale)),
        marks=marks,
        sentences=(*(_sentences(known) if known else ()), *_alike_sentences(alike)),
        alike=tuple(_alike_lines(alike, scale, marks)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    lowest: int
    drawn: int | None

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def edge(self, year: int) -> str:
        """The left edge of a year's column."""
        return self._across(Decimal(year - self.first))

    def middle(self, year: int) -> str:
        return self._across(year - self.first + Decimal("0.5"))

    def width(self, columns: int) -> str:
        return self._across(Decimal(columns))

    def y(self, score: Decimal) -> Decimal:
        """The height of a score; what lies below the scale is drawn at its foot."""
        part = (max(score, Decimal(self.lowest)) - self.lowest) / (100 - self.lowest)
        return (_BOTTOM - part * (_BOTTOM - _TOP)).quantize(Decimal("0.1"))

    def _across(self, columns: Decimal) -> str:
        across = (columns * (self.drawn or 100) / len(self.years)).quantize(Decimal("0.01"))
        return str(across) if self.drawn else f"{across}%"


def _lowest(years: Sequence[YearOfHistory], alike: Sequence[Alike]) -> int:
    """The foot of the scale: a multiple of ten, ten below the lowest score, 50 at most."""
    scores = [each.score for year in years for each in year.agency.statements if each.score is not None]
    scores += [score for pair in alike for score in (pair.before, pair.after)]
    floors = [band.lower for year in years for each in year.agency.statements for band in each.bands]
    lowest = min([*scores, *floors], default=Decimal(50))
    return max(0, min(50, int(lowest) // 10 * 10 - 10))


def _columns(scale: _Scale) -> Iterator[Column]:
    before: str | None = None
    for year in scale.years:
        code = edition_code_of(year) if was_assessed(year) else None
        changes = before is not None and code is not None and not count_alike(before, code)
        yield Column(
            year=year, x=scale.middle(year), left=scale.edge(year), unassessed=code is None, method_changes=changes
        )
        before = code or before


def _fields(scale: _Scale) -> Iterator[Field]:
    """The zones behind the years, a rectangle for each run of years that count alike."""
    for (zones, indicative), run in groupby(scale.years, key=_zones_of):
        years = list(run)
        above = Decimal(100)
        for zone, lower in zones:
            if above <= scale.lowest:
                break
            top, foot = scale.y(above), scale.y(lower)
            yield Field(
                zone=zone,
                indicative=indicative,
                x=scale.edge(years[0]),
                width=scale.width(len(years)),
                y=str(top),
                height=str(foot - top),
                lower=comma(lower) if lower > scale.lowest else "",
                lower_y=str(foot),
            )
            above = lower


def _zones_of(year: int) -> tuple[tuple[tuple[str, Decimal], ...], bool]:
    """Each zone of a year with its lower bound, highest first, and whether the colours are only indicative."""
    if not was_assessed(year):
        return (), False
    bands = rules_of(edition_code_of(year)).bands
    # Several bands share a zone; the last one has its lower bound.
    return tuple({_zone_of(band): band.lower for band in bands}.items()), any(band.indicative_zone for band in bands)


def _zone_of(band: Band) -> str:
    return band.zone or band.indicative_zone or ""


def _steps(years: Sequence[YearOfHistory], scale: _Scale) -> Iterator[Step]:
    scored = [(year, year.agency.score) for year in years if year.agency.score is not None]
    for (one, from_score), (other, to_score) in pairwise(scored):
        if from_score is None or to_score is None or not count_alike(one.instrument, other.instrument):
            continue
        yield Step(
            x1=scale.middle(one.year),
            y1=str(scale.y(from_score)),
            x2=scale.middle(other.year),
            y2=str(scale.y(to_score)),
            skips=other.year - one.year > 1,
        )


def _marks(year: YearOfHistory, scale: _Scale) -> Iterator[Mark]:
    """One mark for what undisputed sources say together, or one for each of those that contradict each other."""
    said = year.agency
    if not said.disputed:
        mark = _mark(said.score, said.bands, year, scale, dx=0)
        if mark:
            yield mark
        return
    # Sources that say the same share a mark.
    sayings = list(dict.fromkeys((each.score, each.bands) for each in said.statements))
    for place, (score, bands) in enumerate(sayings):
        mark = _mark(score, bands, year, scale, dx=14 * place - 7 * (len(sayings) - 1), disputed=True)
        if mark:
            yield mark


def _mark(
    score: Decimal | None, bands: Claim, year: YearOfHistory, scale: _Scale, *, dx: int, disputed: bool = False
) -> Mark | None:
    """None where nothing tells how high to draw."""
    zone = only_zone(bands)
    x = scale.middle(year.year)
    if score is not None:
        return Mark(x=x, dx=dx, y=str(scale.y(score)), zone=zone, label=comma(score), disputed=disputed)
    if not bands:
        return None
    top = max(_upper(band, year.bands) for band in bands)
    foot = min(band.lower for band in bands)
    return Mark(x=x, dx=dx, y=str(scale.y(top)), low_y=str(scale.y(foot)), zone=zone, disputed=disputed)


_BELOW, _ABOVE, _LINE = 18, -11, 13
"""Where a label may stand, from the middle of its point, and how much height it takes, in pixels."""


def _alike_lines(alike: Sequence[Alike], scale: _Scale, marks: Sequence[Mark]) -> Iterator[AlikeLine]:
    """The lines with their labels, each below its end unless another label of its column stands there."""
    taken = [(mark.x, Decimal(mark.y) + _ABOVE) for mark in marks if mark.label]

    def end(year: int, score: Decimal) -> AlikeEnd:
        x, y = scale.middle(year), scale.y(score)
        column = [at for where, at in taken if where == x]
        places = (_BELOW, _ABOVE, _BELOW + _LINE, _ABOVE - _LINE)
        dy = next((dy for dy in places if all(abs(y + dy - at) >= _LINE for at in column)), _BELOW)
        taken.append((x, y + dy))
        return AlikeEnd(x=x, y=str(y), label=comma(score), dy=dy)

    for pair in alike:
        yield AlikeLine(end(pair.before_year, pair.before), end(pair.after_year, pair.after))


def _alike_sentences(alike: Sequence[Alike]) -> Iterator[str]:
    for pair in alike:
        before = f"{pair.before_name} ({pair.before_year}) {comma(pair.before)}"
        yield f"Sebanding: {before}, {pair.after_name} ({pair.after_year}) {comma(pair.after)}."


def _upper(band: Band, bands: Sequence[Band]) -> Decimal:
    """Where the next higher band begins, 100 for the highest."""
    return min((each.lower for each in bands if each.lower > band.lower), default=Decimal(100))


def _sentences(years: Sequence[YearOfHistory]) -> Iterator[str]:
    by_year = {year.year: year for year in years}
    for year in range(years[0].year, years[-1].year + 1):
        if year in by_year:
            yield f"{year}: {_told(by_year[year].agency)}."
        elif not was_assessed(year):
            yield f"{year}: tidak ada penilaian."


def _told(said: Said) -> str:
    if said.disputed:
        return "disengketakan, " + " atau ".join(dict.fromkeys(_words(each) for each in said.statements))
    return next((comma(each.score) for each in said.statements if each.score is not None), None) or ", ".join(
        dict.fromkeys(_words(each) for each in said.statements)
    )


def _words(statement: Statement) -> str:
    if statement.score is not None:
        return comma(statement.score)
    stated = statement.stated
    return stated.opinion or stated.category or f"zona {stated.zone}"
