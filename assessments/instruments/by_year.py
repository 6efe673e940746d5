"""Which edition a year was, or is, assessed by."""

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


@cache
def _codes() -> dict[int, str]:
    return {year: code for code in edition_codes() for year in load_edition(code).years}
