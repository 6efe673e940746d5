"""Results that were computed and kept here, as years beside those that sources tell of."""

from collections.abc import Iterable, Sequence

from assessments.history.claims import Stated, claims_of, derived_from
from assessments.history.selectors import Said, Statement, YearOfHistory
from assessments.instruments.by_year import count_alike
from assessments.models import Result


def year_of_result(result: Result, *, before: str) -> YearOfHistory:
    """A result as if it had been published, with nothing said beyond its score; `before`: the edition shown before."""
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


def with_results(history: Sequence[YearOfHistory], results: Iterable[Result]) -> tuple[YearOfHistory, ...]:
    """The years that sources tell of, and of the others those with a score kept here, the latest of each year."""
    told = {year.year for year in history if year.agency.statements}
    kept = {result.year: result for result in results if result.score is not None and result.year not in told}
    years = {year.year: year for year in history}
    for year in sorted(kept):
        earlier = [code.instrument for number, code in years.items() if number < year]
        years[year] = year_of_result(kept[year], before=earlier[-1] if earlier else "")
    return tuple(years[year] for year in sorted(years))
