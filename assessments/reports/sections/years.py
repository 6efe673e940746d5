"""The years before: the step from the last published score, and the picture of all of them with this one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessments.charts import TrendChart, YearScore, trend
from assessments.history.selectors import YearOfHistory
from assessments.instruments.by_year import count_alike
from assessments.reports.phrases import number
from assessments.results.explain import ResultStory


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


def years_figure(story: ResultStory, history: Sequence[YearOfHistory]) -> TrendChart | None:
    """The published scores and this one; its title carries the words for those who do not see it."""
    if not any(year.agency.score is not None for year in history) or story.score is None:
        return None
    this = YearScore(
        year=story.year,
        score=story.score,
        colour=story.colour,
        words=story.opinion,
        method_break=not count_alike(history[-1].instrument, story.instrument_code),
    )
    drawn = trend([*map(_published, history), this], key="years", title="Nilai instansi dari tahun ke tahun")
    return replace(drawn, title=f"{drawn.title}: {drawn.description}")


def _published(year: YearOfHistory) -> YearScore:
    said = year.agency
    scores = sorted({each.score for each in said.statements if each.score is not None})
    return YearScore(
        year=year.year,
        score=said.score,
        colour=said.zone,
        disputed=tuple(scores) if said.disputed else (),
        method_break=year.method_break,
    )
