"""The agencies of a list in words, each with the latest that is published of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agencies.models import Agency
from assessments.history.selectors import YearOfHistory
from assessments.presenters import decimal_comma, zone_words


@dataclass(frozen=True)
class Latest:
    """The latest published year; without score and zone where sources dispute them or do not tell."""

    year: int
    disputed: bool
    score: str
    zone: str
    zone_text: str
    indicative: bool
    opinion: str


@dataclass(frozen=True)
class AgencyRow:
    """One line of the list of agencies; `latest` is None where nothing is published."""

    agency: Agency
    assessed_by: str
    latest: Latest | None


def agency_rows(agencies: Iterable[Agency], latest: Mapping[int, YearOfHistory]) -> tuple[AgencyRow, ...]:
    """The lines of a list; `latest` by the key of the agency."""
    return tuple(
        AgencyRow(agency, assessed_by(agency), _latest(latest[agency.pk]) if agency.pk in latest else None)
        for agency in agencies
    )


def assessed_by(agency: Agency) -> str:
    """The office that assesses an agency: "Perwakilan Jambi", "Kantor Pusat"."""
    return agency.office.name if agency.office else "Kantor Pusat"


def _latest(year: YearOfHistory) -> Latest:
    said = year.agency
    indicative = all(band.zone is None for band in year.bands)
    opinions = {band.opinion for band in said.bands}
    return Latest(
        year=year.year,
        disputed=said.disputed,
        score="" if said.score is None else decimal_comma(said.score),
        zone=said.zone,
        zone_text=zone_words(said.zone, indicative=indicative),
        indicative=indicative,
        opinion=opinions.pop() if len(opinions) == 1 else "",
    )
