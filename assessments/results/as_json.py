"""Scores and editions as plain JSON values: decimals as strings, decimal point, the codes of the commands."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments.instruments import Indicator, Instrument
from assessments.instruments.model import Dimension
from assessments.scoring import (
    AgencyScore,
    Band,
    Classification,
    UnitAnswers,
    UnitScore,
    rounded,
    score_agency,
    score_unit,
)
from assessments.scoring.rules import Rules

Json = dict[str, Any]
# Points and shares are rounded for display only, finely enough to add up visibly.
DISPLAY_PLACES = 4


def scores_as_json(agencies: Mapping[str, Mapping[str, UnitAnswers]], rules: Rules, instrument: Instrument) -> Json:
    """Every agency and unit of a file scored, as `manage.py score` prints it."""
    return {
        "instrument": instrument.code,
        "sha256": instrument.sha256,
        "agencies": [_agency(name, units, rules) for name, units in agencies.items()],
    }


def _agency(name: str, units: Mapping[str, UnitAnswers], rules: Rules) -> Json:
    scores = {unit: score_unit(answers, rules) for unit, answers in units.items()}
    return {
        "agency": name,
        **_score(score_agency(scores.values(), rules)),
        "units": [
            {"unit": unit, **_score(score), "dimensions": {line.code: points(line.points) for line in score.dimensions}}
            for unit, score in scores.items()
        ],
    }


def _score(score: UnitScore | AgencyScore) -> Json:
    return {
        "score": text(score.score),
        "provisional": score.provisional,
        "interval": [text(bound) for bound in score.interval] if score.interval else None,
        "bands_touched": [band.opinion for band in score.bands_touched],
        **_band(score.band),
        "opinion": score.band.opinion if score.band else None,
    }


def _band(band: Band | None) -> Json:
    return {
        "category": band.category if band else None,
        "zone": band.zone if band else None,
        "indicative_zone": band.indicative_zone if band else None,
    }


def classification_as_json(found: Classification) -> Json:
    return {"score": text(found.score), **_band(found.band), "opinion": found.opinion, "final": found.final}


def instrument_as_json(instrument: Instrument) -> Json:
    """An edition as `manage.py instrument CODE --json` prints it; weights and shares in %."""
    return {
        "code": instrument.code,
        "sha256": instrument.sha256,
        "dimensions": [_dimension(instrument, dimension) for dimension in instrument.dimensions],
        "bands": [
            {
                "from": text(band.from_),
                "zone": band.zone,
                "category": band.category,
                "opinion": band.opinion,
                "indicative_zone": band.indicative_zone,
                "assumed": band.assumed,
            }
            for band in instrument.bands
        ],
    }


def _dimension(instrument: Instrument, dimension: Dimension) -> Json:
    return {
        "code": dimension.code,
        "weight": text(dimension.weight.value),
        "assumed": dimension.weight.assumed,
        "indicators": [_indicator(instrument, dimension, indicator) for indicator in dimension.indicators],
    }


def _indicator(instrument: Instrument, dimension: Dimension, indicator: Indicator) -> Json:
    return {
        "code": indicator.code,
        "label": indicator.label,
        "variable": indicator.variable,
        "weight": text(indicator.weight.value),
        "share": points(100 * dimension.share_of(indicator)),
        "max_level": instrument.max_level_of(indicator),
        "methods": list(indicator.methods),
        "combine": indicator.combine,
        "subjects": {
            code: {"kind": method.subject, "expected": method.expected} for code, method in indicator.methods.items()
        },
        "loci": list(indicator.loci),
        "agency_kinds": list(indicator.agency_kinds),
        "assumed": indicator.weight.assumed,
    }


def text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def points(value: Fraction | None) -> str | None:
    """Points, or a share in %, to four decimals."""
    return None if value is None else str(rounded(value, places=DISPLAY_PLACES))
