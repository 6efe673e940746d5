"""The years before: the step from the last published score, and the picture of all of them with this one."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.history.claims import Stated, claims_of, derived_from
from assessments.history.selectors import Said, Statement, YearOfHistory
from assessments.history.trend import Trend, trend_of
from assessments.instruments.by_year import count_alike
from assessments.models import Result
from assessments.reports.phrases import number
from assessments.results.explain import ResultStory

WIDTH = 640
"""Units across the drawing on paper, of which 100 are about 27 mm."""


@dataclass(frozen=True, slots=True)
class Change:
    """This score against the last published one: `words` as "Naik 1,59 dari 91,72 pada 2023"."""

    words: str
    remark: str


def change(story: ResultStory, history: Sequence[YearOfHistory]) -> Change | None:
    """The step from the last year whose published score no source disputes."""
    last = next((year for year in reversed(history) if year.agency.score is not None), None)
    if last is None or last.agency.score is None or story.score is None:
        return None
    difference = story.score - last.agency.score
    since = f"dari {number(last.agency.score)} pada {last.year}"
    if difference:
        words = f"{'Naik' if difference > 0 else 'Turun'} {number(abs(difference))} {since}"
    else:
        words = f"Tetap {number(last.agency.score)} seperti pada {last.year}"
    alike = count_alike(last.instrument, story.instrument_code)
    return Change(words, "" if alike else "cara menilai berubah, kedua nilai tidak dapat dibandingkan")


@dataclass(frozen=True, slots=True)
class YearsFigure:
    """The same picture twice: `paper` in units of the drawing, `screen` in percents; `words` for those who hear it."""

    paper: Trend
    screen: Trend

    @property
    def words(self) -> str:
        told = "; ".join(f"pada tahun {sentence.rstrip('.')}" for sentence in self.paper.sentences)
        return f"Nilai instansi dari tahun ke tahun: {told}."


def years_figure(result: Result, history: Sequence[YearOfHistory]) -> YearsFigure | None:
    """The published years and this result; None without a score, or without a year to set beside it."""
    if result.score is None:
        return None
    years = [*history, _this_year(result, history[-1].instrument if history else "")]
    paper, screen = trend_of(years, width=WIDTH), trend_of(years)
    return YearsFigure(paper, screen) if paper and screen else None


def _this_year(result: Result, before: str) -> YearOfHistory:
    """This result as if it had been published, with nothing said beyond its score."""
    rules = result.issue.rules
    statement = Statement(
        score=result.score,
        derived=derived_from(result.score, rules),
        stated=Stated(),
        agrees=None,
        source="",
        claims=claims_of(result.score, Stated(), rules),
    )
    code = result.issue.instrument.code
    return YearOfHistory(
        year=result.year,
        instrument=code,
        bands=rules.bands,
        agency=Said("", (statement,)),
        dimensions=(),
        units=(),
        method_break=bool(before) and not count_alike(before, code),
    )
