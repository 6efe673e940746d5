"""What holds for every sheet, not only for the worked ones."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import Answer, State, UnitAnswers, rounded, score_agency, score_unit

from .worked_examples import small_rules

RULES = small_rules()
SLOTS = [
    (indicator, method)
    for dimension in RULES.dimensions
    for indicator in dimension.indicators
    if indicator.applies_to(agency_kind="kabupaten", unit_kind="puskesmas")
    for method in indicator.methods
]


@st.composite
def sheets(draw):
    """A puskesmas of a kabupaten with any mixture of answered, unanswered, not applicable and absent subjects."""
    left_out = draw(st.frozensets(st.sampled_from([indicator.code for indicator, _ in SLOTS]), max_size=3))
    answers, expected = [], {}
    for indicator, method in SLOTS:
        if indicator.code in left_out:
            continue
        states = draw(st.lists(st.sampled_from(["scored", "scored", "scored", "na", "unanswered"]), max_size=3))
        for subject, state in enumerate(states):
            value = draw(_values(indicator)) if state == "scored" else None
            answers.append(Answer(indicator.code, method, str(subject), value, State(state)))
        if draw(st.booleans()):
            expected[indicator.code, method] = draw(st.integers(1, 4))
    return UnitAnswers("kabupaten", "puskesmas", tuple(answers), left_out, expected)


def _values(indicator):
    if indicator.max_level == 100:
        return st.decimals(0, 100, places=2)
    return st.integers(0, indicator.max_level)


@given(sheets(), st.data())
def test_no_better_answer_ever_lowers_the_score(unit, data):
    scored = [place for place, answer in enumerate(unit.answers) if answer.state is State.SCORED]
    if not scored:
        return
    place = data.draw(st.sampled_from(scored))
    answer = unit.answers[place]
    top = RULES.indicators[answer.indicator].max_level
    better = replace(answer, value=data.draw(st.integers(int(answer.value) + (answer.value % 1 > 0), top)))
    improved = replace(unit, answers=(*unit.answers[:place], better, *unit.answers[place + 1 :]))
    before, after = score_unit(unit, RULES), score_unit(improved, RULES)
    assert after.exact >= before.exact
    assert after.interval[0] >= before.interval[0]
    assert after.interval[1] >= before.interval[1]


@given(sheets())
def test_the_trace_sums_to_the_score(unit):
    result = score_unit(unit, RULES)
    dimensions = [line for line in result.dimensions if line.points is not None]
    indicators = [line for each in dimensions for line in each.indicators if line.points is not None]
    if result.score is None:
        assert dimensions == []
        return
    assert sum(line.points for line in dimensions) == sum(line.points for line in indicators) == result.exact
    assert rounded(result.exact, places=2) == result.score
    assert sum(line.points + line.lost for line in indicators) == 100
    assert sum(line.share for line in dimensions) == 1


@given(sheets(), st.randoms(use_true_random=False))
def test_the_interval_contains_every_completion(unit, chance):
    result = score_unit(unit, RULES)
    completed = score_unit(_completed(unit, chance), RULES)
    assert not completed.provisional
    if result.interval is None:
        assert completed.score is None
        return
    low, high = result.interval
    assert low <= completed.score <= high
    assert result.score is None or low <= result.score <= high
    assert completed.band in result.bands_touched
    assert result.provisional or low == high == result.score


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_never_matters(unit, chance):
    shuffled = list(unit.answers)
    chance.shuffle(shuffled)
    assert score_unit(replace(unit, answers=tuple(shuffled)), RULES) == score_unit(unit, RULES)


@given(st.lists(sheets(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_agency_lies_within_its_interval_in_any_order(units, chance):
    scores = [score_unit(unit, RULES) for unit in units]
    agency = score_agency(scores, RULES)
    completed = score_agency([score_unit(_completed(unit, chance), RULES) for unit in units], RULES)
    chance.shuffle(scores)
    assert score_agency(scores, RULES) == agency
    if agency.interval is not None:
        assert agency.interval[0] <= completed.score <= agency.interval[1]


@given(st.fractions(0, 100))
def test_rounding_is_to_the_nearest_and_a_tie_goes_up(exact):
    printed = Fraction(rounded(exact, places=2))
    assert -Fraction(1, 200) < printed - exact <= Fraction(1, 200)


def _completed(unit, chance: random.Random):
    """The same sheet with every missing answer given somehow."""
    answers = [
        replace(answer, state=State.SCORED, value=_any_value(answer.indicator, chance))
        if answer.state is State.UNANSWERED
        else answer
        for answer in unit.answers
    ]
    for indicator, method in SLOTS:
        if indicator.code in unit.not_applicable:
            continue
        rows = sum((answer.indicator, answer.method) == (indicator.code, method) for answer in answers)
        wanted = unit.expected.get((indicator.code, method), 0 if rows else 1)
        answers += [
            Answer(indicator.code, method, f"more {n}", _any_value(indicator.code, chance))
            for n in range(max(0, wanted - rows))
        ]
    return replace(unit, answers=tuple(answers))


def _any_value(indicator, chance):
    top = RULES.indicators[indicator].max_level
    return Decimal(chance.randint(0, 10_000)) / 100 if top == 100 else chance.randint(0, top)
