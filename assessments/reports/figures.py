"""Bars for paper: one line a row, on the scale 0-100, drawn by a template as inline SVG in millimetres.

Colour never speaks alone: zones differ by pattern too, and every bar has its number and words beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import shorten, wrap

from assessments import charts
from assessments.numbers_in_text import comma

# The drawing is as wide as the text of a page; labels stand on the left, the plot in the middle, words on the right.
WIDTH = 170
PLOT_LEFT, PLOT_WIDTH = Decimal(56), Decimal(72)
LETTERS = 38
ROW = Decimal("6.7")
BAR = Decimal("3.4")
LINE = Decimal("3.1")
AXIS = Decimal(5)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to draw: `value`, `low` and `high` 0-100; `colour` hijau, kuning, merah or "" for none.

    `words` stand beside the bar, `spoken` in the sentence for those who do not see it.
    """

    label: str
    value: Decimal | None
    words: str
    spoken: str
    colour: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    y: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: the lines of its label, the bar's place and length, its words, and the span that is still possible."""

    label: tuple[TextLine, ...]
    top: Decimal
    length: Decimal | None
    words: TextLine
    colour: str
    span: tuple[Decimal, Decimal] | None

    @property
    def span_y(self) -> Decimal:
        return self.top + BAR + Decimal("0.75")


@dataclass(frozen=True, slots=True)
class Limit:
    """A dashed line across all rows, with its number below."""

    x: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with the words that stand for it; `key` makes the names of its patterns unique in the document."""

    key: str
    title: str
    words: str
    measures: tuple[Measure, ...]
    bars: tuple[Bar, ...]
    limits: tuple[Limit, ...]
    bounds: tuple[Decimal, ...]
    height: Decimal
    width: int = WIDTH
    left: Decimal = PLOT_LEFT
    plot: Decimal = PLOT_WIDTH
    thickness: Decimal = BAR

    @property
    def chart(self) -> charts.BarChart:
        """The same for a screen, where the page decides how wide it is."""
        alike = (
            charts.Measure(each.label, each.value, each.words.partition(" · ")[2], each.colour, each.low, each.high)
            for each in self.measures
        )
        return charts.bars(alike, key=self.key, title=self.title, limits=self.bounds)

    @property
    def foot(self) -> Decimal:
        """Where the rows end."""
        return self.height - AXIS

    @property
    def right(self) -> Decimal:
        """Where the words beside the bars begin."""
        return self.left + self.plot + 3


def figure(measures: Iterable[Measure], *, key: str, title: str, limits: Sequence[Decimal] = ()) -> Figure:
    """Measures as bars below each other; `limits` (0-100) are marked across all of them."""
    drawn = tuple(measures)
    told = "; ".join(f"{each.label} {each.spoken}" for each in drawn)
    return Figure(
        key=key,
        title=title,
        measures=drawn,
        bounds=tuple(limits),
        words=f"{title}: {told}." if told else f"{title}: belum ada.",
        bars=tuple(_bar(measure, ROW * place) for place, measure in enumerate(drawn)),
        limits=tuple(Limit(_x(at), _plain(at)) for at in (Decimal(0), *sorted(limits), Decimal(100))),
        height=ROW * len(drawn) + AXIS,
    )


def _bar(measure: Measure, top: Decimal) -> Bar:
    middle = top + ROW / 2
    texts = wrap(shorten(measure.label, 2 * LETTERS, placeholder=" …"), LETTERS)
    first = middle - LINE * (len(texts) - 1) / 2 + 1
    span = None
    if measure.low is not None and measure.high is not None and measure.low != measure.high:
        span = (_x(measure.low), _x(measure.high))
    return Bar(
        label=tuple(TextLine(first + LINE * number, text) for number, text in enumerate(texts)),
        top=middle - BAR / 2,
        length=None if measure.value is None else PLOT_WIDTH * measure.value / 100,
        words=TextLine(middle + 1, measure.words),
        colour=measure.colour,
        span=span,
    )


def _x(at: Decimal) -> Decimal:
    return PLOT_LEFT + PLOT_WIDTH * at / 100


def _plain(at: Decimal) -> str:
    return comma(at.quantize(Decimal(1)) if at == at.to_integral_value() else at)
