"""Bars as plain geometry: a template draws them as inline SVG.

Lengths and places across are percents of the full width (which is the scale 0-100 itself), heights are pixels, so that
letters keep their size on a phone and on a desk. Colour never speaks alone: bars differ by pattern, and every value has
its words. A score through the years is drawn by `assessments.history.trend`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
