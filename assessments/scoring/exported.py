"""The rules of an edition as plain data, for the reader on devices in the field that works out the same numbers."""

from fractions import Fraction

from assessments.scoring.rules import Rules


def rules_as_data(rules: Rules) -> dict[str, object]:
    """An edition as JSON: fractions as "numerator/denominator", bounds as text, so that no float ever touches them."""
    return {
        "places": rules.places,
        "dimensions": [
            {
                "code": dimension.code,
                "weight": _exact(dimension.weight),
                "indicators": [
                    {
                        "code": rule.code,
                        "weight": _exact(rule.weight),
                        "max_level": rule.max_level,
                        "methods": list(rule.methods),
                        "combine": rule.combine,
                        "loci": sorted(rule.loci),
                        "agency_kinds": sorted(rule.agency_kinds),
                    }
                    for rule in dimension.indicators
                ],
            }
            for dimension in rules.dimensions
        ],
        "bands": [
            {
                "lower": f"{band.lower:f}",
                "opinion": band.opinion,
                "zone": band.zone or band.indicative_zone,
                "is_indicative": band.zone is None,
            }
            for band in rules.bands
        ],
    }


def _exact(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
