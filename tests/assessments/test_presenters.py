"""Numbers and words as every page prints them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.instruments.model import Combine, MethodCode
from assessments.presenters import COMBINE_WORDS, METHOD_WORDS, decimal_comma, percent, zone_words


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("77.99"), 2, "77,99"),
        (Decimal("77.995"), 2, "78,00"),
        (Decimal("100"), 2, "100,00"),
        (0, 2, "0,00"),
        (Fraction(1, 11) * 100, 4, "9,0909"),
        (4, 0, "4"),
        (None, 2, "–"),
    ],
)
def test_a_number_has_a_comma_and_exactly_its_decimals(value, places, text):
    assert decimal_comma(value, places) == text


def test_a_share_is_told_in_per_cent():
    assert percent(Fraction(1222, 10000)) == "12,2200 %"


def test_a_zone_is_a_word_and_a_colour_without_office_says_so():
    assert zone_words("hijau") == "Zona Hijau"
    assert zone_words("kuning", indicative=True) == "Kuning (indikatif)"
    assert zone_words("") == "Tanpa zona"


def test_every_method_and_combination_has_its_word():
    assert set(METHOD_WORDS) == set(MethodCode.__args__)
    assert set(COMBINE_WORDS) == set(Combine.__args__)
