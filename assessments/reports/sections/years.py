"""The years before: the step from the last published score, and the picture of all of them with this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assessments.history.kept_results import year_of_result
from assessments.history.selectors import YearOfHistory
from assessments.history.trend import Trend, trend_of
from assessments.instruments.by_year import count_alike
from assessments.models import Result
from assessments.reports.phrases import number
from assessments.results.explain import ResultStory

WIDTH = 640
"""Units across the drawing on paper, of which 100 are about 27 mm."""


@dataclass(frozen=True, slots=True)
class Change:
    """This score against the last one before it: `words` as "Naik 1,59 dari 91,72 pada 2023"."""

    words: str
    remark: str


@dataclass(frozen=True, slots=True)
class _Before:
    """The score of an earlier year, and the edition that made it."""

    year: int
    score: Decimal
    instrument: str


def result_before(result: Result, *, at: datetime) -> Result | None:
    """The result of the year before that agencies could read at a moment, as it stood then; one query."""
    return (
        Result.objects.filter(
            assessment__agency=result.assessment.agency_id,
            assessment__period__released_at__lte=at,
            computed_at__lte=at,
            year__lt=result.year,
        )
        .select_related("issue")
        .order_by("-year", "-computed_at", "-pk")
        .first()
    )


def change(story: ResultStory, history: Sequence[YearOfHistory], before: Result | None = None) -> Change | None:
    """The step from the last year with a score: a result kept here, else a published one that no source disputes."""
    last = _last(history, before)
    if last is None or story.score is None:
        return None
    difference = story.score - last.score
    since = f"dari {number(last.score)} pada {last.year}"
    if difference:
        words = f"{'Naik' if difference > 0 else 'Turun'} {number(abs(difference))} {since}"
    else:
        words = f"Tetap {number(last.score)} seperti pada {last.year}"
    alike = count_alike(last.instrument, story.instrument_code)
    return Change(words, "" if alike else "cara menilai berubah, kedua nilai tidak dapat dibandingkan")


def _last(history: Sequence[YearOfHistory], before: Result | None) -> _Before | None:
    published = next((year for year in reversed(history) if year.agency.score is not None), None)
    if before is not None and before.score is not None and (published is None or before.year >= published.year):
        return _Before(before.year, before.score, before.issue.instrument.code)
    if published is None or published.agency.score is None:
        return None
    return _Before(published.year, published.agency.score, published.instrument)


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
    years = [*history, year_of_result(result, before=history[-1].instrument if history else "")]
    paper, screen = trend_of(years, width=WIDTH), trend_of(years)
    return YearsFigure(paper, screen) if paper and screen else None
