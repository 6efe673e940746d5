"""Charts say in words and shapes what they say in colour, and lie nowhere about lengths."""

import re
from decimal import Decimal

from django.template.loader import render_to_string

from assessments.charts import Measure, YearScore, bars, trend

UNITS = [
    Measure("Disdukcapil", Decimal("88.23"), "Zona Hijau", "hijau"),
    Measure("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", Decimal("53.99"), "Zona Merah", "merah"),
    Measure("Puskesmas Sekayu", None, low=Decimal("10.00"), high=Decimal("95.50")),
]
YEARS = [
    YearScore(2021, Decimal("84.29"), "hijau", "Kepatuhan Tinggi"),
    YearScore(2022, None, disputed=(Decimal("75.24"), Decimal("80.10")), method_break=True),
    YearScore(2023, Decimal("91.72"), "hijau"),
    YearScore(2024, Decimal("93.31"), "hijau"),
    YearScore(2025, Decimal("60.00"), "kuning", method_break=True),
]


def drawn(chart, template):
    return render_to_string(f"charts/{template}", {"chart": chart})


def test_a_bar_is_as_long_as_its_value_on_the_scale_of_hundred():
    chart = bars(UNITS, key="unit", title="Nilai unit", limits=[Decimal(54), Decimal(78)])
    assert [bar.length for bar in chart.bars] == [Decimal("88.23"), Decimal("53.99"), None]
    assert [(limit.at, limit.text) for limit in chart.limits] == [(0, "0"), (54, "54"), (78, "78"), (100, "100")]


def test_a_long_name_takes_lines_of_its_own_and_bars_never_touch_texts():
    chart = bars(UNITS, key="unit", title="Nilai unit")
    assert [line.text for line in chart.bars[1].lines] == ["Dinas Penanaman Modal dan Pelayanan Terpadu", "Satu Pintu"]
    for before, after in zip(chart.bars, chart.bars[1:], strict=False):
        assert after.lines[0].y - 14 > before.top + chart.bar_height
    assert all(bar.top > bar.value.y >= bar.lines[-1].y for bar in chart.bars)


def test_the_drawing_tells_every_value_in_words():
    text = drawn(bars(UNITS, key="unit", title="Nilai unit"), "_bars.html")
    assert "Disdukcapil: 88,23 · Zona Hijau" in text
    assert "Puskesmas Sekayu: belum ada nilai" in text
    assert 'role="img"' in text
    assert 'width="88.23%"' in text


def test_zones_differ_by_pattern_and_not_by_colour_alone():
    text = drawn(bars(UNITS, key="unit", title="Nilai unit"), "_bars.html")
    assert 'fill="url(#unit-merah)"' in text


def test_what_is_still_possible_is_drawn_as_a_line():
    text = drawn(bars(UNITS, key="unit", title="Nilai unit"), "_bars.html")
    assert 'x1="10.00%" x2="95.50%"' in text


def test_years_counted_differently_are_not_joined_by_a_line():
    chart = trend(YEARS, key="tahun", title="Riwayat")
    assert len(chart.breaks) == 2
    (line,) = chart.lines
    assert line[0][0] < line[1][0]
    assert "2025: 60,00 (cara penilaian berubah)" in chart.description


def test_a_disputed_year_shows_every_score_open():
    marks = [mark for mark in trend(YEARS, key="tahun", title="Riwayat").marks if mark.disputed]
    assert [mark.text for mark in marks] == ["80,10", "75,24"]


def test_a_higher_score_stands_higher_and_the_scale_begins_at_zero():
    chart = trend(YEARS, key="tahun", title="Riwayat")
    by_text = {mark.text: mark.y for mark in chart.marks}
    assert by_text["93,31"] < by_text["91,72"] < by_text["60,00"]
    assert chart.grid[0].y == chart.foot


def test_no_drawing_needs_an_inline_style():
    for text in (
        drawn(bars(UNITS, key="unit", title="Nilai unit"), "_bars.html"),
        drawn(trend(YEARS, key="tahun", title="Riwayat"), "_trend.html"),
    ):
        assert not re.search(r"<style|style=|<script", text)


def test_without_anything_to_draw_it_says_so():
    assert bars([], key="unit", title="Nilai unit").description == "Belum ada nilai."
    assert trend([], key="tahun", title="Riwayat").description == "Belum ada nilai."
