"""Every example worked by hand comes out as written."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.instruments.scoring_rules import rules_of
from assessments.scoring import UnitScore, band_for, bands_between, classify, score_agency, score_unit

from .worked_examples import read, small_rules, unit_of

UNITS = read("units.yaml")
AGENCIES = read("agencies.yaml")
BANDS = [(code, example) for code, examples in read("bands.yaml").items() for example in examples]


@pytest.mark.parametrize("example", UNITS, ids=lambda example: example["name"])
def test_a_unit_scores_as_worked_by_hand(example):
    result = score_unit(unit_of(example), small_rules())
    expect = example["expect"]
    assert result.score == _decimal(expect["score"])
    assert result.provisional == expect["provisional"]
    points = {line.code: line.points for line in result.dimensions}
    assert points == {code: None if value is None else Fraction(value) for code, value in expect["points"].items()}
    if "interval" in expect:
        assert result.interval == _interval(expect["interval"])
    if "bands" in expect:
        assert [band.opinion for band in result.bands_touched] == expect["bands"]


@pytest.mark.parametrize("example", AGENCIES, ids=lambda example: example["name"])
def test_an_agency_scores_as_worked_by_hand(example):
    result = score_agency([_printed_unit(unit) for unit in example["units"]], small_rules())
    expect = example["expect"]
    assert result.score == _decimal(expect["score"])
    assert result.provisional == expect["provisional"]
    assert result.interval == _interval(expect["interval"])
    assert (result.band.opinion if result.band else None) == expect["opinion"]


@pytest.mark.parametrize(
    ("code", "example"), BANDS, ids=lambda value: value if isinstance(value, str) else value["score"]
)
def test_a_score_falls_into_the_published_band(code, example):
    result = classify(Decimal(example["score"]), rules_of(code))
    found = (result.band.zone, result.band.indicative_zone, result.band.category, result.opinion)
    assert found == (example.get("zone"), example.get("indicative_zone"), example["category"], example["opinion"])


def _printed_unit(raw):
    """A unit known only by what its paper prints."""
    rules = small_rules()
    printed = raw if isinstance(raw, dict) else {"score": raw, "interval": [raw, raw]}
    score, interval = _decimal(printed["score"]), _interval(printed["interval"])
    return UnitScore(
        exact=None,
        score=score,
        provisional=interval is not None and (score is None or interval[0] != interval[1]),
        interval=interval,
        band=band_for(score, rules) if score is not None else None,
        bands_touched=bands_between(*interval, rules) if interval else (),
        dimensions=(),
    )


def _decimal(text):
    return None if text is None else Decimal(text)


def _interval(pair):
    return None if pair is None else tuple(Decimal(text) for text in pair)
