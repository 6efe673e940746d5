"""What the shipped editions promise: the published numbers, nothing else called official, and never a change."""

from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest

from assessments.instruments import edition_codes, load_edition
from assessments.instruments.loader import EDITIONS, FROZEN
from assessments.scoring import rounded

CODES = ("kepatuhan-2021", "kepatuhan-2022", "kepatuhan-2023", "kepatuhan-2024", "opini-2025", "opini-2026")
INDICATORS = {
    "kepatuhan-2021": {"K": 20},
    "kepatuhan-2022": {"IN": 15, "PR": 11, "OUT": 7, "PG": 6},
    "kepatuhan-2023": {"IN": 15, "PR": 11, "OUT": 7, "PG": 6},
    "kepatuhan-2024": {"IN": 15, "PR": 11, "OUT": 7, "PG": 6},
    "opini-2025": {"IN": 5, "PR": 3, "OUT": 4, "PG": 9, "KP": 5},
    "opini-2026": {"IN": 3, "PR": 14, "OUT": 4, "PG": 9, "KP": 5},
}
WEIGHTS = {
    "kepatuhan-2021": ["100"],
    "kepatuhan-2022": ["21.85", "32.37", "24.24", "21.54"],
    "kepatuhan-2023": ["21.85", "32.37", "24.24", "21.54"],
    "kepatuhan-2024": ["21.85", "32.37", "24.24", "21.54"],
    "opini-2025": ["25", "20", "10", "15", "30"],
    "opini-2026": ["25", "20", "10", "15", "30"],
}


def test_every_edition_ships_oldest_first():
    assert edition_codes() == CODES


@pytest.mark.parametrize("code", CODES)
def test_dimensions_weights_and_counts_are_as_published(code):
    instrument = load_edition(code)
    assert {dimension.code: len(dimension.indicators) for dimension in instrument.dimensions} == INDICATORS[code]
    assert [dimension.weight.value for dimension in instrument.dimensions] == [Decimal(text) for text in WEIGHTS[code]]


@pytest.mark.parametrize("code", ["kepatuhan-2022", "kepatuhan-2023", "kepatuhan-2024"])
def test_the_one_published_share_stands_and_the_rest_is_split_equally(code):
    instrument = load_edition(code)
    dimension = instrument.dimensions[0]
    shares = [dimension.share_of(indicator) for indicator in dimension.indicators]
    assert shares[0] == Fraction("0.1222")
    assert set(shares[1:]) == {Fraction("0.8778") / 14}
    assert [indicator.weight.assumed for indicator in dimension.indicators] == [False] + [True] * 14


@pytest.mark.parametrize("code", CODES)
def test_shares_of_a_dimension_make_a_whole(code):
    for dimension in load_edition(code).dimensions:
        assert sum(dimension.share_of(indicator) for indicator in dimension.indicators) == 1
        assert rounded(sum(100 * dimension.share_of(each) for each in dimension.indicators), places=4) == 100


@pytest.mark.parametrize("code", CODES)
def test_output_data_is_asked_only_of_those_it_exists_for(code):
    scopes = {
        indicator.code: set(indicator.agency_kinds)
        for _, indicator in load_edition(code).indicators
        if "secondary" in indicator.methods
    }
    regional = {"provinsi", "kabupaten", "kota"}
    if code.startswith("opini"):
        national = {"kementerian", "lembaga"}
        assert scopes == {"OUT-01": regional, "OUT-02": regional, "OUT-03": set(), "OUT-04": national}
    elif code != "kepatuhan-2021":
        others = {"kementerian", "lembaga", "bumn", "bumd", "bums", "vertikal"}
        assert scopes == {"OUT-06": regional, "OUT-07": others}


@pytest.mark.parametrize("code", CODES)
def test_colours_are_official_until_2024_and_indicative_from_2025(code):
    bands = load_edition(code).bands
    assert all((band.zone is None) == code.startswith("opini") for band in bands)
    assert all((band.indicative_zone is not None) == code.startswith("opini") for band in bands)


@pytest.mark.parametrize("code", CODES)
def test_no_level_text_serves_two_indicators(code):
    places = {}
    for _, indicator in load_edition(code).indicators:
        for text in indicator.levels.values():
            words = " ".join(text.casefold().split())
            assert places.setdefault(words, indicator.code) == indicator.code


@pytest.mark.parametrize("code", CODES)
def test_every_indicator_can_be_judged_from_what_the_page_shows(code):
    for _, indicator in load_edition(code).indicators:
        assert indicator.question
        assert indicator.legal
        assert indicator.levels or indicator.scale


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_agency_has_its_loci(code):
    assert set(load_edition(code).loci) == {
        "kementerian",
        "lembaga",
        "provinsi",
        "kabupaten",
        "kota",
        "bumn",
        "bumd",
        "bums",
        "vertikal",
    }


def test_a_published_edition_never_changes():
    """A change is a new revision in a new file: sha256sum of the new file is added to the frozen list."""
    frozen = dict(reversed(line.split()) for line in FROZEN.read_text(encoding="ascii").splitlines())
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in EDITIONS.glob("*.yaml")} == frozen
