"""Against the last result."""

from fractions import Fraction

from assessments.quality.rules.last_year import find


def test_a_move_of_half_the_scale_is_noted(snapshot):
    (found,) = find(snapshot(last_year={"IN-01": Fraction(1, 4), "IN-02": Fraction(1, 2), "IN-09": Fraction(0)}))
    assert (found.severity, found.key) == ("note", "IN-01")
    assert found.sentence == ("IN-01 Renja: naik dari 25,00 menjadi 75,00 dari 100 dibanding hasil terakhir unit ini.")


def test_without_an_earlier_result_nothing_is_said(snapshot):
    assert not list(find(snapshot()))
