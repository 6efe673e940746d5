"""The forecast is the one score over expected values, and each value says where it is from."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.preparation import services
from assessments.preparation.forecast import Basis
from assessments.preparation.selectors import outlook_of, units_to_prepare


@pytest.fixture
def judged(dinsos_muba, period, budi):
    def judge(code, value, *, reviewed=True, version=0, **more):
        return services.judge_own_indicator(
            actor=budi,
            unit=dinsos_muba,
            period=period,
            indicator=code,
            value=value if value is None else Decimal(value),
            reviewed=reviewed,
            seen_version=version,
            **more,
        )

    return judge


@pytest.fixture
def outlook(muba, period, dinsos_muba):
    def look():
        found = outlook_of(muba, period, [dinsos_muba])
        return found, {value.indicator: value for value in found.forecast.units[0].values}

    return look


def test_without_anything_known_there_is_only_an_interval(outlook):
    found, values = outlook()
    assert found.forecast.agency.score is None
    assert [str(bound) for bound in found.forecast.agency.interval] == ["0.00", "100.00"]
    assert {value.basis for value in values.values()} == {Basis.MISSING}


def test_last_years_comparable_level_stands_in_and_is_marked(outlook, sari, assessed_2024, dinsos_muba):
    assessed_2024(dinsos_muba, level=3, weak={"PR-05": 1, "IN-12": 2, "IN-13": 1})
    found, values = outlook()
    assert (values["PR-05"].value, values["PR-05"].basis) == (Fraction(1, 4), Basis.LAST)
    assert values["PR-07"].value == Fraction(3, 8)
    assert values["PR-07"].succession.of == ("IN-12", "IN-13")
    assert values["IN-01"].basis is Basis.MISSING
    assert values["PR-13"].basis is Basis.MISSING
    assert found.forecast.carries_over
    assert found.forecast.units[0].score.provisional


def test_a_reviewed_judgement_goes_before_last_year_and_an_unreviewed_one_does_not_count(
    outlook, sari, assessed_2024, dinsos_muba, judged
):
    assessed_2024(dinsos_muba, level=3)
    judged("PR-05", 1)
    judged("PR-06", 4, reviewed=False)
    _, values = outlook()
    assert (values["PR-05"].value, values["PR-05"].basis, values["PR-05"].before) == (
        Fraction(1, 4),
        Basis.REVIEWED,
        Fraction(3, 4),
    )
    assert values["PR-05"].has_fallen
    assert (values["PR-06"].value, values["PR-06"].basis) == (Fraction(3, 4), Basis.LAST)


def test_what_does_not_apply_leaves_the_forecast(outlook, judged):
    judged("PG-05", None, note="Belum ada pengaduan.")
    judged("PG-06", 4)
    found, values = outlook()
    assert values["PG-05"].basis is Basis.NOT_APPLICABLE
    assert found.forecast.units[0].score.score == 100
    assert found.forecast.units[0].known == 2


def test_a_unit_that_stands_below_its_last_score_is_named(outlook, sari, assessed_2024, dinsos_muba, judged):
    assessed_2024(dinsos_muba, level=3)
    for code in ("PR-01", "PR-02", "PR-03", "PG-01"):
        judged(code, 0)
    found, _ = outlook()
    (unit,) = found.forecast.units
    assert unit.stands_lower
    assert [value.indicator for value in unit.fallen] == ["PR-01", "PR-02", "PR-03", "PG-01"]


def test_the_last_result_shows_what_cost_most(outlook, sari, assessed_2024, dinsos_muba):
    assessed_2024(dinsos_muba, level=4, weak={"PR-05": 0, "PG-02": 2})
    found, _ = outlook()
    weakest = found.last.weakest(5)
    assert [(each.indicator, str(each.lost)) for each in weakest] == [("PR-05", "2.94"), ("PG-02", "1.80")]


def test_units_are_those_of_the_kinds_that_the_edition_visits(muba, period, dinsos_muba, dukcapil_muba, budi, rini):
    instrument = period.issue.instrument
    assert units_to_prepare(muba, instrument, budi) == [dinsos_muba]
    assert units_to_prepare(muba, instrument, rini) == [dinsos_muba]


@pytest.mark.parametrize("count", [7, 40])
def test_an_outlook_costs_the_same_for_seven_and_forty_units(
    count, units_of_muba, muba, period, sari, assessed_2024, django_assert_num_queries
):
    units = units_of_muba(count)
    assessed_2024(*units[:2])
    # self-assessments; last result with its edition; its units; its lines
    with django_assert_num_queries(4):
        assert len(outlook_of(muba, period, units).forecast.units) == count
