"""Which edition a year was, or is, assessed by, and which editions can be compared."""

from functools import cache

from assessments.instruments.loader import edition_codes, load_edition


class NoEditionError(Exception):
    """No edition serves this year: nothing was assessed then (2020), or its rules do not ship."""

    def __init__(self, year: int) -> None:
        self.year = year
        years = sorted(_codes())
        super().__init__(
            f"tahun {year} tidak memiliki edisi instrumen; yang ada {', '.join(str(known) for known in years)}."
        )


def edition_code_of(year: int) -> str:
    """The code of the edition that serves a year ("kepatuhan-2021" serves 2016-2019 and 2021); else NoEditionError."""
    try:
        return _codes()[year]
    except KeyError:
        raise NoEditionError(year) from None


def was_assessed(year: int) -> bool:
    """Whether an edition serves a year; none does 2020."""
    return year in _codes()


@cache
def count_alike(one: str, other: str) -> bool:
    """Whether scores of two editions can be compared: the same dimensions, weights and bands."""
    return _way_of_counting(one) == _way_of_counting(other)


def _way_of_counting(code: str) -> tuple[object, ...]:
    edition = load_edition(code)
    return (
        edition.method,
        tuple((dimension.code, dimension.weight.value) for dimension in edition.dimensions),
        tuple((band.from_, band.opinion) for band in edition.bands),
    )


@cache
def _codes() -> dict[int, str]:
    return {year: code for code in edition_codes() for year in load_edition(code).years}
