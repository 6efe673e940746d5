"""Charts say in words and shapes what they say in colour, and lie nowhere about lengths."""

import re
from decimal import Decimal

from django.template.loader import render_to_string

from assessments.charts import Measure, bars

UNITS = [
    Measure("Disdukcapil", Decimal("88.23"), "Zona Hijau", "hijau"),
    Measure("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", Decimal("53.99"), "Zona Merah", "merah"),
    Measure("Puskesmas Sekayu", None, low=Decimal("10.00"), high=Decimal("95.50")),
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


def test_no_drawing_needs_an_inline_style():
    text = drawn(bars(UNITS, key="unit", title="Nilai unit"), "_bars.html")
    assert not re.search(r"<style|style=|<script", text)


def test_without_anything_to_draw_it_says_so():
    assert bars([], key="unit", title="Nilai unit").description == "Belum ada nilai."
