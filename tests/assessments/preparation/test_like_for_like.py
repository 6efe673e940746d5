"""Rounds are compared on what both asked, by the one scoring code."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.instruments import load_edition
from assessments.instruments.scoring_rules import rules_of
from assessments.preparation import services
from assessments.preparation.like_for_like import Round, like_for_like, round_of_forecast, round_of_result
from assessments.preparation.selectors import outlook_of


@pytest.fixture
def round_at():
    """`round_at("opini-2026", unit, {"IN-01": 1})`: a round with these values 0-1 of one unit."""

    def make(code, unit, values):
        exact = {indicator: Fraction(value) for indicator, value in values.items()}
        return Round(code, int(code[-4:]), load_edition(code), rules_of(code), {unit.pk: exact})

    return make


def test_the_same_edition_is_compared_on_what_both_years_know(muba, dinsos_muba, round_at):
    before = round_at("opini-2026", dinsos_muba, {"PR-01": 1, "PR-02": "1/2"})
    after = round_at("opini-2026", dinsos_muba, {"PR-01": "1/2", "PR-05": 1})

    (pair,) = like_for_like(muba, [dinsos_muba], [before, after])

    assert (pair.before, pair.after) == (Decimal(100), Decimal(50))
    assert (pair.units, pair.indicators) == (1, 1)
    assert pair.has_fallen


def test_nothing_comparable_is_no_comparison(muba, dinsos_muba, puskesmas_muba, round_at):
    before = round_at("opini-2026", dinsos_muba, {"PR-01": 1})
    assert like_for_like(muba, [dinsos_muba], [before, round_at("opini-2026", dinsos_muba, {"PR-05": 1})]) == ()
    elsewhere = round_at("opini-2026", puskesmas_muba, {"PR-01": 1})
    assert like_for_like(muba, [dinsos_muba, puskesmas_muba], [before, elsewhere]) == ()


def test_a_result_of_2024_is_compared_through_the_crosswalk_with_what_the_unit_now_judges(
    muba, dinsos_muba, period, budi, sari, assessed_2024
):
    assessed_2024(dinsos_muba, level=3)
    for indicator in ("PR-01", "PR-02", "PR-03"):
        services.judge_own_indicator(
            actor=budi, unit=dinsos_muba, period=period, indicator=indicator, value=Decimal(2), reviewed=True
        )
    outlook = outlook_of(muba, period, [dinsos_muba])
    now = round_of_forecast(
        outlook.forecast, name="sekarang", year=2026, instrument=outlook.instrument, rules=outlook.period.issue.rules
    )

    (pair,) = like_for_like(muba, [dinsos_muba], [round_of_result(outlook.last), now])

    assert pair.indicators == 3
    assert pair.after == Decimal(50)
    assert pair.before > pair.after
    assert (pair.drawn.before_year, pair.drawn.after_year) == (2024, 2026)
