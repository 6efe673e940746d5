"""The smallest set of improvements is the smallest, and its numbers are those of the one scoring code."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

from assessments.instruments.scoring_rules import rules_of
from assessments.scoring import (
    Band,
    DimensionRule,
    ExpectedUnit,
    Improvement,
    IndicatorRule,
    OutOfReachError,
    Rules,
    improved,
    next_band,
    score_expected,
    smallest_plan,
)
from assessments.scoring import what_if as search

BANDS = tuple(Band(Decimal(lower), lower) for lower in ("88", "78", "54", "32", "0"))


def rules_with(chance, indicators) -> Rules:
    """Three dimensions of uneven weights that share so many indicators, of uneven weights too."""
    dimensions = {"A": "40.5", "B": "37.25", "C": "22.25"}
    found = {code: [] for code in dimensions}
    for number in range(indicators):
        code = "ABC"[number % 3]
        weight = Fraction(chance.choice([1, 1, 2, 3, 7]))
        found[code].append(
            IndicatorRule(f"{code}-{number:02d}", weight, 4, ("document", "observation")[: number % 2 + 1])
        )
    return Rules(
        2,
        tuple(DimensionRule(code, Fraction(found_), tuple(found[code])) for code, found_ in dimensions.items()),
        BANDS,
    )


def unit_with(chance, key, rules, *, missing=0.0) -> ExpectedUnit:
    values = {
        code: None if chance.random() < missing else Fraction(chance.randint(0, 3), 4) for code in rules.indicators
    }
    return ExpectedUnit(key, "kabupaten", "dinsos", values)


def offers(chance, units):
    return [
        Improvement(unit.key, code, min(Fraction(1), value + Fraction(chance.randint(1, 4), 4)), chance.randint(1, 6))
        for unit in units
        for code, value in unit.values.items()
        if value is not None
    ]


def brute_force(units, rules, goal, improvements):
    """(how many, cost) of the smallest set by trying every one with the scoring itself; None when none reaches."""
    for count in range(len(improvements) + 1):
        costs = [
            sum(step.cost for step in steps)
            for steps in combinations(improvements, count)
            if (score := score_expected(improved(units, steps), rules).agency.score) is not None and score >= goal.lower
        ]
        if costs:
            return count, min(costs)
    return None


@pytest.mark.parametrize("seed", range(12))
def test_on_one_unit_no_smaller_or_cheaper_set_exists(seed):
    chance = random.Random(seed)
    rules = rules_with(chance, 12 if seed < 3 else chance.randint(4, 10))
    units = [unit_with(chance, "dinsos", rules, missing=0.15)]
    goal = next_band(score_expected(units, rules).agency.score, rules)
    _same_as_brute_force(units, rules, goal, offers(chance, units))


@pytest.mark.parametrize("seed", range(12))
def test_over_an_agency_no_smaller_or_cheaper_set_exists(seed):
    chance = random.Random(100 + seed)
    rules = rules_with(chance, 4)
    units = [unit_with(chance, f"unit {number}", rules) for number in range(3 if seed < 2 else 2)]
    goal = next_band(score_expected(units, rules).agency.score, rules)
    _same_as_brute_force(units, rules, goal, offers(chance, units))


def _same_as_brute_force(units, rules, goal, improvements):
    wanted = brute_force(units, rules, goal, improvements)
    if wanted is None:
        with pytest.raises(OutOfReachError):
            smallest_plan(units, rules, goal=goal, improvements=improvements)
        return
    plan = smallest_plan(units, rules, goal=goal, improvements=improvements)
    assert plan.cheapest
    assert (len(plan.steps), plan.cost) == wanted
    assert plan.after == score_expected(improved(units, plan.steps), rules)
    assert plan.after.agency.score >= goal.lower


def test_a_score_that_only_prints_at_the_bound_counts():
    rules = Rules(
        2, (DimensionRule("A", Fraction(100), (IndicatorRule("A-01", Fraction(1), 100, ("secondary",)),)),), BANDS
    )
    unit = ExpectedUnit("dinsos", "kabupaten", "dinsos", {"A-01": Fraction(1, 2)})
    step = Improvement("dinsos", "A-01", Fraction(77995, 100000), 1)
    plan = smallest_plan([unit], rules, goal=BANDS[1], improvements=[step])
    assert (plan.steps, str(plan.after.agency.score)) == ((step,), "78.00")
    just_below = Improvement("dinsos", "A-01", Fraction(779949, 1000000), 1)
    with pytest.raises(OutOfReachError) as refused:
        smallest_plan([unit], rules, goal=BANDS[1], improvements=[just_below])
    assert refused.value.best == Decimal("77.99")


def test_a_missing_indicator_has_nothing_to_improve_yet():
    rules = rules_with(random.Random(1), 3)
    unit = ExpectedUnit("dinsos", "kabupaten", "dinsos", {"A-00": Fraction(1, 2), "B-01": None, "C-02": None})
    plan = smallest_plan(
        [unit],
        rules,
        goal=BANDS[1],
        improvements=[Improvement("dinsos", code, Fraction(1), 1) for code in rules.indicators],
    )
    assert [step.indicator for step in plan.steps] == ["A-00"]


def test_an_improvement_never_takes_back_what_is_there():
    unit = ExpectedUnit("dinsos", "kabupaten", "dinsos", {"A-01": Fraction(3, 4), "A-02": None})
    steps = [Improvement("dinsos", "A-01", Fraction(1, 2), 1), Improvement("dinsos", "A-02", Fraction(1, 2), 1)]
    assert improved([unit], steps)[0].values == {"A-01": Fraction(3, 4), "A-02": Fraction(1, 2)}


def test_the_highest_band_has_none_above_it():
    rules = rules_with(random.Random(1), 3)
    assert next_band(Decimal("88.00"), rules) is None
    assert next_band(Decimal("87.99"), rules).lower == 88
    assert next_band(Decimal(0), rules).lower == 32


@pytest.mark.parametrize("units", [7, 40])
def test_a_whole_agency_is_answered_with_its_cost_proven(units):
    chance = random.Random(7)
    rules = rules_of("opini-2026")
    codes = [
        code for code, rule in rules.indicators.items() if rule.applies_to(agency_kind="kabupaten", unit_kind="dinsos")
    ]
    agency = [
        ExpectedUnit(f"{n:02d}", "kabupaten", "dinsos", {code: Fraction(chance.randint(1, 4), 4) for code in codes})
        for n in range(units)
    ]
    before = score_expected(agency, rules).agency
    goal = next_band(before.score, rules)
    plan = smallest_plan(agency, rules, goal=goal, improvements=offers(chance, agency))
    assert plan.after.agency.score >= goal.lower
    assert plan.cheapest


def test_a_search_cut_short_still_gives_the_fewest_and_says_so(monkeypatch):
    chance = random.Random(3)
    rules = rules_with(chance, 10)
    units = [unit_with(chance, "dinsos", rules)]
    goal = next_band(score_expected(units, rules).agency.score, rules)
    improvements = offers(chance, units)
    whole = smallest_plan(units, rules, goal=goal, improvements=improvements)
    monkeypatch.setattr(search, "WORK", 3)
    cut = smallest_plan(units, rules, goal=goal, improvements=improvements)
    assert (len(cut.steps), cut.cheapest) == (len(whole.steps), False)
    assert cut.after.agency.score >= goal.lower
