"""Charts as plain geometry: a template draws each as inline SVG, the same picture on a page and in a PDF.

Bars: lengths and places across are percents of the full width (which is the scale 0-100 itself), heights are pixels,
so that letters keep their size on a phone, on a desk and on paper. Trend: everything in units of one drawing.
Colour never speaks alone: bars differ by pattern, marks by shape, and every value has its words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from textwrap import wrap

from assessments.numbers_in_text import comma

# Letters that fit on one line of a phone, and how many of them leave room for the value beside them.
LINE_LETTERS = 44
LETTERS_BESIDE = 43
LINE_HEIGHT = 18
BAR_HEIGHT = 14
ROW_GAP = 14
AXIS_HEIGHT = 24


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to draw as a bar: `value`, `low` and `high` 0-100; `words` say what the value means.

    `colour` is hijau, kuning, merah, or "" for a bar without a zone.
    """

    label: str
    value: Decimal | None
    words: str = ""
    colour: str = ""
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def value_text(self) -> str:
        number = "belum ada nilai" if self.value is None else comma(self.value)
        return f"{number} · {self.words}" if self.words else number


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where its foot stands, in pixels from the top."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its lines of text; `length` is a percent of the width, None when there is no value.

    `span` is what is still possible: percents from and to, None when nothing is missing.
    """

    lines: tuple[Line, ...]
    value: Line
    top: int
    length: Decimal | None
    colour: str
    span: tuple[Decimal, Decimal] | None

    @property
    def middle(self) -> int:
        return self.top + BAR_HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Limit:
    """A mark across all bars at a percent of the width, with its text below; `anchor` keeps the text inside."""

    at: Decimal
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below each other; `key` makes the identifiers of the drawing unique on its page."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    limits: tuple[Limit, ...]
    height: int
    bar_height: int = BAR_HEIGHT

    @property
    def foot(self) -> int:
        """Where the bars end and the texts of the limits begin."""
        return self.height - AXIS_HEIGHT


def bars(measures: Iterable[Measure], *, key: str, title: str, limits: Sequence[Decimal] = ()) -> BarChart:
    """Measures as horizontal bars on the scale 0-100; `limits` are marked across all of them."""
    drawn: list[Bar] = []
    told: list[str] = []
    top = 0
    for measure in measures:
        bar = _bar(measure, top)
        drawn.append(bar)
        told.append(f"{measure.label}: {measure.value_text}")
        top = bar.top + BAR_HEIGHT + ROW_GAP
    return BarChart(
        key=key,
        title=title,
        description="; ".join(told) + "." if told else "Belum ada nilai.",
        bars=tuple(drawn),
        limits=tuple(_limit(at) for at in (Decimal(0), *sorted(limits), Decimal(100))),
        height=top + AXIS_HEIGHT,
    )


def _bar(measure: Measure, top: int) -> Bar:
    """The bar of a measure whose first line of text begins at `top`."""
    texts = wrap(measure.label, LINE_LETTERS) or [""]
    lines = tuple(Line(text, top + LINE_HEIGHT * number) for number, text in enumerate(texts, start=1))
    fits = len(texts[-1]) + len(measure.value_text) <= LETTERS_BESIDE
    foot = lines[-1].y if fits else lines[-1].y + LINE_HEIGHT
    span = None
    if measure.low is not None and measure.high is not None and measure.low != measure.high:
        span = (measure.low, measure.high)
    return Bar(
        lines=lines,
        value=Line(measure.value_text, foot),
        top=foot + 6,
        length=measure.value,
        colour=measure.colour,
        span=span,
    )


def _limit(at: Decimal) -> Limit:
    anchor = "start" if at == 0 else "end" if at == 100 else "middle"
    return Limit(at, comma(at.quantize(Decimal(1)) if at == at.to_integral_value() else at), anchor)


# --- a score through the years ------------------------------------------------------------------
TREND_WIDTH = 360
TREND_HEIGHT = 232
PLOT_LEFT, PLOT_RIGHT = 46, 340
PLOT_TOP, PLOT_FOOT = 24, 184
# From so many years on the scores stand above and below their marks in turn, so that they do not touch.
CROWDED = 7


@dataclass(frozen=True, slots=True)
class YearScore:
    """A year of a trend: its `score` 0-100, or the several that sources dispute; `words` say what it means.

    `method_break`: counted differently from the year before, so that the two cannot be compared.
    """

    year: int
    score: Decimal | None
    colour: str = ""
    words: str = ""
    disputed: tuple[Decimal, ...] = ()
    method_break: bool = False

    @property
    def text(self) -> str:
        if self.disputed:
            return f"{self.year}: diperselisihkan, {' atau '.join(comma(score) for score in self.disputed)}"
        number = "tidak ada nilai" if self.score is None else comma(self.score)
        return f"{self.year}: {number}" + (f" · {self.words}" if self.words else "")


@dataclass(frozen=True, slots=True)
class Mark:
    """A score in the drawing; a `disputed` one is drawn open. `text_y` is where its number stands."""

    x: int
    y: int
    text: str
    text_y: int
    colour: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class YearLabel:
    x: int
    text: str


@dataclass(frozen=True, slots=True)
class GridLine:
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Scores by year. `lines` join neighbouring years that were counted alike: ((x1, y1), (x2, y2)).

    `breaks` are the places across where the method changed.
    """

    key: str
    title: str
    description: str
    marks: tuple[Mark, ...]
    lines: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    breaks: tuple[int, ...]
    years: tuple[YearLabel, ...]
    grid: tuple[GridLine, ...]
    width: int = TREND_WIDTH
    height: int = TREND_HEIGHT
    left: int = PLOT_LEFT
    right: int = PLOT_RIGHT
    top: int = PLOT_TOP
    foot: int = PLOT_FOOT


def trend(years: Sequence[YearScore], *, key: str, title: str) -> TrendChart:
    """A score through the years, oldest first, on the scale 0-100, with a mark wherever the method changed."""
    places = {each.year: _across(number, len(years)) for number, each in enumerate(years)}
    lines = tuple(
        ((places[before.year], _down(before.score)), (places[after.year], _down(after.score)))
        for before, after in pairwise(years)
        if before.score is not None and after.score is not None and not after.method_break
    )
    breaks = tuple(
        (places[before.year] + places[after.year]) // 2 for before, after in pairwise(years) if after.method_break
    )
    told = [each.text + (" (cara penilaian berubah)" if each.method_break else "") for each in years]
    return TrendChart(
        key=key,
        title=title,
        description="; ".join(told) + "." if told else "Belum ada nilai.",
        marks=tuple(
            mark for number, each in enumerate(years) for mark in _marks(each, places[each.year], number, len(years))
        ),
        lines=lines,
        breaks=breaks,
        years=tuple(YearLabel(places[each.year], _year_text(each.year, len(years))) for each in years),
        grid=tuple(GridLine(_down(Decimal(at)), str(at)) for at in (0, 25, 50, 75, 100)),
    )


def _across(number: int, count: int) -> int:
    """Years share the width evenly, each in the middle of its part."""
    return PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * (2 * number + 1) // (2 * count)


def _down(score: Decimal) -> int:
    return PLOT_FOOT - int((PLOT_FOOT - PLOT_TOP) * score / 100)


def _marks(year: YearScore, x: int, number: int, count: int) -> Iterable[Mark]:
    scores = year.disputed or (() if year.score is None else (year.score,))
    below = count >= CROWDED and number % 2 == 1
    for place, score in enumerate(sorted(scores, reverse=True)):
        y = _down(score)
        text_y = y + 20 if below or place else y - 10
        yield Mark(x, y, comma(score), text_y, "" if year.disputed else year.colour, bool(year.disputed))


def _year_text(year: int, count: int) -> str:
    return f"’{year % 100:02d}" if count > CROWDED + 2 else str(year)
