"""An agency's years: what sources say, where they contradict each other, where the method changes; one query."""

from decimal import Decimal

import pytest

from assessments.history.selectors import history_of

pytestmark = pytest.mark.django_db


def test_years_come_oldest_first_in_one_query(muba, told, django_assert_num_queries):
    told("2024,,,93.31,,,", "2019,,,85.67,,,", "2024,Dinas Sosial,,90,,,", "2023,,,91.72,hijau,A,")
    with django_assert_num_queries(1):
        years = history_of(muba)
    assert [(year.year, year.agency.score) for year in years] == [
        (2019, Decimal("85.67")),
        (2023, Decimal("91.72")),
        (2024, Decimal("93.31")),
    ]


def test_an_agency_without_any_published_result_has_no_years(muba):
    assert history_of(muba) == ()


@pytest.mark.parametrize(
    ("rows", "disputed"),
    [
        (["2018,,,90.71,hijau,,", "2018,,,84.14,hijau,,"], True),
        (["2022,,,,hijau,,", "2022,,,,,,Kualitas Sedang"], True),
        (["2018,,,,merah,,", "2018,,,,kuning,,"], True),
        (["2022,,,83.45,hijau,,", "2022,,,,kuning,,"], True),
        (["2023,,,91.72,hijau,A,", "2023,,,91.72,hijau,,"], False),
        (["2022,,,,hijau,,", "2022,,,,,,Kualitas Tinggi"], False),
        (["2022,,,83.45,,,", "2022,,,,hijau,,"], False),
        (["2025,,,88.49,,,Kualitas Tertinggi", "2025,,,,,,Kualitas Tertinggi Tanpa Maladministrasi"], False),
        (["2022,,,,hijau,,Kualitas Sedang"], False),
        (["2022,Dinas Sosial,,80,,,", "2022,Dinas Sosial,,70,,,"], False),
    ],
)
def test_a_year_is_disputed_when_two_of_its_sources_exclude_each_other(told, rows, disputed):
    (year,) = told(*rows)
    assert year.disputed is disputed


def test_a_disputed_year_keeps_both_statements_and_has_no_score_of_its_own(told):
    (year,) = told("2018,,,90.71,hijau,,", "2018,,,84.14,hijau,,")
    assert [each.score for each in year.agency.statements] == [Decimal("90.71"), Decimal("84.14")]
    assert year.agency.score is None
    assert year.agency.bands == frozenset()


def test_sources_that_agree_narrow_down_what_is_known_without_a_score(told):
    (year,) = told("2022,,,,hijau,,", "2022,,,,,,Kualitas Tinggi")
    assert [band.category for band in year.agency.bands] == ["B"]


def test_units_and_dimensions_stand_below_their_year(told):
    (year,) = told(
        "2025,,,88.49,,,",
        "2025,Dinas Sosial,,89.25,,,",
        "2025,Dinas Sosial,input,23.32,,,",
        "2025,RSUD,,89.15,,,",
        "2025,,proses,20.5,,,",
    )
    assert [(unit.said.name, unit.said.score) for unit in year.units] == [
        ("Dinas Sosial", Decimal("89.25")),
        ("RSUD", Decimal("89.15")),
    ]
    assert [(each.name, each.score) for each in year.units[0].dimensions] == [("input", Decimal("23.32"))]
    assert [(each.name, each.score) for each in year.dimensions] == [("proses", Decimal("20.50"))]
    assert len(year.agency.statements) == 1


def test_a_unit_is_disputed_on_its_own(told):
    (year,) = told("2025,Dinas Sosial,,80,,,", "2025,Dinas Sosial,,70,,,", "2025,RSUD,,89.15,,,")
    assert [unit.said.disputed for unit in year.units] == [True, False]


def test_the_method_changes_in_2022_and_in_2025_and_only_there(told):
    years = told(*(f"{year},,,80,,," for year in (2016, 2019, 2021, 2022, 2023, 2024, 2025, 2026)))
    assert [year.year for year in years if year.method_break] == [2022, 2025]


def test_a_change_shows_at_the_next_known_year_even_when_years_are_missing(told):
    years = told("2019,,,80,,,", "2026,,,80,,,")
    assert [year.method_break for year in years] == [False, True]
