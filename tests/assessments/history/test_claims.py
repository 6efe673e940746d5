"""What sources say is held against the band table of the year, never against a second table of our own."""

from decimal import Decimal

import pytest

from assessments.history.claims import Derived, Stated, agrees, derived_from, zone_word
from assessments.instruments.by_year import NoEditionError, edition_code_of
from assessments.instruments.scoring_rules import rules_of


def verdict(year, score="", zone="", category="", opinion="", **how):
    rules = rules_of(edition_code_of(year))
    return agrees(Decimal(score) if score else None, Stated(zone, category, opinion), rules, **how)


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (2016, "kepatuhan-2021"),
        (2019, "kepatuhan-2021"),
        (2021, "kepatuhan-2021"),
        (2022, "kepatuhan-2022"),
        (2023, "kepatuhan-2023"),
        (2024, "kepatuhan-2024"),
        (2025, "opini-2025"),
        (2026, "opini-2026"),
    ],
)
def test_every_year_has_the_edition_it_was_assessed_by(year, code):
    assert edition_code_of(year) == code


@pytest.mark.parametrize("year", [1999, 2015, 2020, 2027])
def test_a_year_without_an_edition_says_which_years_have_one(year):
    with pytest.raises(NoEditionError, match=f"tahun {year} .* 2016, 2017, 2018, 2019, 2021, 2022"):
        edition_code_of(year)


@pytest.mark.parametrize(
    ("year", "score", "derived"),
    [
        (2019, "81.00", Derived("hijau", None, None, "Kepatuhan Tinggi")),
        (2021, "80.99", Derived("kuning", None, None, "Kepatuhan Sedang")),
        (2022, "88.00", Derived("hijau", None, "A", "Kualitas Tertinggi")),
        (2023, "87.99", Derived("hijau", None, "B", "Kualitas Tinggi")),
        (2025, "76.00", Derived(None, "hijau", "Baik", "Kualitas Tinggi")),
        (2025, "65.98", Derived(None, "kuning", "Cukup", "Kualitas Sedang")),
    ],
)
def test_a_score_leads_to_the_words_of_its_own_year(year, score, derived):
    assert derived_from(Decimal(score), rules_of(edition_code_of(year))) == derived


def test_without_a_score_nothing_is_derived():
    assert derived_from(None, rules_of("kepatuhan-2024")) == Derived()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ({"year": 2023, "score": "91.72", "zone": "hijau", "category": "A", "opinion": "Kualitas Tertinggi"}, True),
        ({"year": 2023, "score": "91.72", "zone": " Zona HIJAU", "category": "a"}, True),
        ({"year": 2023, "score": "91.72", "zone": "hijau", "category": "B"}, False),
        ({"year": 2023, "score": "91.72", "opinion": "Kualitas Terbaik"}, False),
        ({"year": 2023, "score": "91.72"}, None),
        ({"year": 2024, "score": "90.00", "opinion": "Kualitas Tertinggi Tanpa Maladministrasi"}, False),
        ({"year": 2025, "score": "90.00", "opinion": "Kualitas Tertinggi Tanpa Maladministrasi"}, True),
        ({"year": 2025, "score": "90.00", "opinion": "kualitas tertinggi"}, True),
        ({"year": 2025, "score": "80.51", "zone": "hijau"}, True),
        ({"year": 2025, "score": "70.00", "zone": "hijau"}, False),
        ({"year": 2019, "score": "85.67", "category": "Kepatuhan Tinggi"}, True),
        ({"year": 2019, "score": "85.67", "category": "A"}, False),
    ],
)
def test_with_a_score_every_stated_word_is_compared_with_the_derived_one(statement, expected):
    assert verdict(**statement) is expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ({"year": 2022, "zone": "hijau", "opinion": "Kualitas Sedang"}, False),
        ({"year": 2022, "zone": "hijau", "opinion": "Kualitas Tinggi"}, True),
        ({"year": 2022, "zone": "hijau", "category": "B", "opinion": "Kualitas Tertinggi"}, False),
        ({"year": 2016, "zone": "kuning", "opinion": "Kepatuhan Sedang"}, True),
        ({"year": 2025, "category": "Sangat Baik", "opinion": "Kualitas Tinggi Tanpa Maladministrasi"}, False),
        ({"year": 2022, "zone": "hijau"}, None),
        ({"year": 2022, "opinion": "Kualitas Sedang"}, None),
        ({"year": 2022}, None),
    ],
)
def test_without_a_score_the_stated_words_are_checked_against_each_other(statement, expected):
    assert verdict(**statement) is expected


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Hijau", "hijau"), ("zona kuning", "kuning"), ("Zonasi Merah ", "merah"), ("biru", None), ("", None)],
)
def test_a_zone_is_one_of_three_words(text, zone):
    assert zone_word(text) == zone
