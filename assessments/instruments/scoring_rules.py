"""An edition in the form that scoring reads."""

from fractions import Fraction
from functools import lru_cache

from assessments.instruments.loader import load_edition
from assessments.instruments.model import Instrument
from assessments.scoring.rules import Band, DimensionRule, IndicatorRule, Rules


@lru_cache(maxsize=32)
def rules_of(code: str) -> Rules:
    """The rules of a shipped edition; UnknownInstrumentError when there is none of that code."""
    return rules_from(load_edition(code))


def rules_from(instrument: Instrument) -> Rules:
    """Weights and bounds of an edition as exact values."""
    return Rules(
        places=instrument.places,
        dimensions=tuple(
            DimensionRule(
                code=dimension.code,
                weight=Fraction(dimension.weight.value),
                indicators=tuple(
                    IndicatorRule(
                        code=indicator.code,
                        weight=Fraction(indicator.weight.value),
                        max_level=instrument.max_level_of(indicator),
                        methods=tuple(indicator.methods),
                        combine=indicator.combine,
                        loci=frozenset(indicator.loci),
                        agency_kinds=frozenset(indicator.agency_kinds),
                    )
                    for indicator in dimension.indicators
                ),
            )
            for dimension in instrument.dimensions
        ),
        bands=tuple(
            Band(
                lower=band.from_,
                opinion=band.opinion,
                category=band.category,
                zone=band.zone,
                indicative_zone=band.indicative_zone,
            )
            for band in instrument.bands
        ),
        follow_up_suffix=instrument.follow_up.suffix if instrument.follow_up else None,
    )
