"""The chart puts every known year in its column, draws no line across a change of method, and never invents a score."""

from decimal import Decimal

import pytest

from assessments.history.trend import Alike, trend_of

pytestmark = pytest.mark.django_db


def test_one_known_year_is_no_trend(told):
    assert trend_of(()) is None
    assert trend_of(told("2024,,,93.31,,,")) is None


def test_every_year_between_has_its_column_and_2020_says_that_nothing_was_assessed(told):
    trend = trend_of(told("2019,,,85.67,,,", "2022,,,90,,,"))
    assert [(column.year, column.x) for column in trend.columns] == [
        (2019, "12.50%"),
        (2020, "37.50%"),
        (2021, "62.50%"),
        (2022, "87.50%"),
    ]
    assert [column.year for column in trend.columns if column.unassessed] == [2020]
    assert [column.year for column in trend.columns if column.method_changes] == [2022]


def test_lines_join_scores_of_one_method_only_and_show_where_a_year_is_missing(told):
    trend = trend_of(told(*(f"{year},,,80,,," for year in (2019, 2021, 2022, 2023, 2025, 2026))))
    assert [step.skips for step in trend.steps] == [True, False, False]
    assert [(step.x1, step.x2) for step in trend.steps] == [
        ("6.25%", "31.25%"),
        ("43.75%", "56.25%"),
        ("81.25%", "93.75%"),
    ]


def test_a_year_without_a_score_is_a_bar_over_all_scores_that_are_possible(told):
    trend = trend_of(told("2018,,,,kuning,,", "2019,,,85.67,,,"))
    bar, point = trend.marks
    assert (bar.is_bar, bar.zone, bar.label) == (True, "kuning", "")
    assert (point.is_bar, point.label) == (False, "85,67")
    bounds = {field.zone: Decimal(field.y) for field in trend.fields}
    assert (Decimal(bar.y), Decimal(bar.low_y)) == (bounds["kuning"], bounds["merah"])


def test_disputed_statements_stand_side_by_side_and_no_line_touches_them(told):
    trend = trend_of(told("2018,,,90.71,,,", "2018,,,84.14,,,", "2019,,,92,,,", "2021,,,93,,,"))
    assert [(mark.label, mark.dx) for mark in trend.marks if mark.disputed] == [("90,71", -7), ("84,14", 7)]
    assert len(trend.steps) == 1


def test_the_zones_behind_the_years_follow_the_bounds_of_each_method(told):
    trend = trend_of(told("2021,,,84.29,,,", "2022,,,60,,,", "2025,,,88,,,"))
    assert [(field.zone, field.lower, field.width) for field in trend.fields] == [
        ("hijau", "81", "20.00%"),
        ("kuning", "51", "20.00%"),
        ("merah", "", "20.00%"),
        ("hijau", "78", "60.00%"),
        ("kuning", "54", "60.00%"),
        ("merah", "", "60.00%"),
        ("hijau", "76", "20.00%"),
        ("kuning", "54", "20.00%"),
        ("merah", "", "20.00%"),
    ]
    assert [field.indicative for field in trend.fields] == [False] * 6 + [True] * 3


@pytest.mark.parametrize(("score", "lowest"), [("0", 0), ("12.5", 0), ("55", 40), ("98.63", 50)])
def test_the_scale_reaches_below_the_lowest_score(told, score, lowest):
    trend = trend_of(told("2022,,,98,,,", f"2023,,,{score},,,"))
    assert trend.lowest == lowest
    heights = [Decimal(mark.y) for mark in trend.marks]
    assert min(heights) >= 26
    assert max(heights) <= trend.bottom


# --- what compares -----------------------------------------------------------------------------
def test_rounds_that_compare_are_a_line_of_their_own_reaching_to_a_year_that_nobody_published(told):
    pair = Alike(2024, Decimal("73.64"), "Penilaian 2024", 2026, Decimal("79.09"), "penilaian mandiri")
    trend = trend_of(told("2023,,,91.72,,,", "2024,,,93.31,,,"), alike=[pair])
    (line,) = trend.alike
    assert [column.year for column in trend.columns] == [2023, 2024, 2025, 2026]
    assert (line.before.x, line.before.label) == (trend.columns[1].x, "73,64")
    assert (line.after.x, line.after.label) == (trend.columns[3].x, "79,09")
    assert Decimal(line.before.y) > Decimal(line.after.y)
    assert len(trend.steps) == 1
    assert trend.sentences[-1] == "Sebanding: Penilaian 2024 (2024) 73,64, penilaian mandiri (2026) 79,09."


def test_two_lines_that_meet_in_a_year_keep_their_labels_apart(told):
    pairs = [
        Alike(2024, Decimal(70), "a", 2025, Decimal(80), "b"),
        Alike(2025, Decimal(79), "b", 2026, Decimal(82), "c"),
    ]
    trend = trend_of(told("2024,,,72,,,", "2025,,,81,,,"), alike=pairs)
    labels = [(end.x, Decimal(end.y) + end.dy) for line in trend.alike for end in line.ends] + [
        (mark.x, Decimal(mark.y) - 11) for mark in trend.marks
    ]
    for place, (x, y) in enumerate(labels):
        assert all(abs(y - other) >= 13 for where, other in labels[place + 1 :] if where == x)


def test_what_compares_is_a_picture_even_where_nothing_was_published():
    pair = Alike(2024, Decimal(70), "a", 2026, Decimal(80), "b")
    trend = trend_of((), alike=[pair])
    assert [column.year for column in trend.columns] == [2024, 2025, 2026]
    assert trend.marks == ()
