"""The smallest set of improvements that lifts a printed score to a band: fewest indicators, then the lowest cost.

The numbers are those of `score_unit` and `score_agency`: the weight of an improvement is read from the trace, and the
answer is scored again before it is given. Only indicators with a known value take part, because a missing one has
nothing to improve yet; once it is known it counts as any other.

How it searches. Within a unit the printed score depends only on the sum of the exact gains, and rounding never turns
a larger sum into a smaller score; so the best that `n` improvements do in a unit are its `n` largest gains. Over an
agency's units the fewest follow by adding up these best sums unit by unit. The cheapest among the sets of that size
are then searched with every partial set dropped that could not reach the bound any more, or that costs no less than
another of the same size and gains no more.

Limits: the number of indicators is always proven the smallest. The lowest cost is proven while the search stays
within `WORK` steps; 40 units of 35 indicators took a third of them at most. Beyond that the plan says `cheapest=False`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, lcm
from typing import NamedTuple

from assessments.scoring.expected import ExpectedScores, ExpectedUnit, score_expected
from assessments.scoring.lines import UnitScore
from assessments.scoring.rounding import rounded
from assessments.scoring.rules import Band, Rules

WORK = 3_000_000
"""Steps of the search for the lowest cost, one to two seconds on one core."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """Lifting one indicator of one unit (by its key) to a value 0-1; `cost` is the rank of its cost class, from 1."""

    unit: str
    indicator: str
    target: Fraction
    cost: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The improvements that reach `goal`, the scores before and after; `cheapest`: the cost is proven lowest."""

    goal: Band
    steps: tuple[Improvement, ...]
    before: ExpectedScores
    after: ExpectedScores
    cheapest: bool

    @property
    def cost(self) -> int:
        return sum(step.cost for step in self.steps)


class OutOfReachError(Exception):
    """Even all allowed improvements together stay below the goal; `best` is what they reach (0-100), if anything."""

    def __init__(self, goal: Band, best: Decimal | None) -> None:
        self.goal = goal
        self.best = best
        super().__init__(f"Semua perbaikan bersama-sama mencapai {best}, di bawah batas {goal.lower}.")


def next_band(score: Decimal, rules: Rules) -> Band | None:
    """The band above a printed score; None when it stands in the highest."""
    above = [band for band in rules.bands if band.lower > score]
    return above[-1] if above else None


def improved(units: Iterable[ExpectedUnit], steps: Iterable[Improvement]) -> tuple[ExpectedUnit, ...]:
    """The units as they would be after the improvements; one that is no better than what is there changes nothing."""
    better: dict[str, dict[str, Fraction]] = {}
    for step in steps:
        better.setdefault(step.unit, {})[step.indicator] = step.target
    return tuple(
        unit.with_values({code: max(value, unit.values.get(code) or value) for code, value in found.items()})
        if (found := better.get(unit.key))
        else unit
        for unit in units
    )


def smallest_plan(
    units: Sequence[ExpectedUnit], rules: Rules, *, goal: Band, improvements: Iterable[Improvement]
) -> Plan:
    """The smallest set of improvements that prints the agency's score (of one unit: that unit's) at `goal` or above.

    At most one improvement of an indicator of a unit may be given. Raises OutOfReachError when none suffices.
    """
    before = score_expected(units, rules)
    gains = [_UnitGains(score, found, rules) for score, found in _by_unit(units, before.units, improvements)]
    search = _Search(gains, need=_needed(goal, len(gains), rules))
    if not gains or not search.is_reachable:
        best = score_expected(improved(units, (each for gain in gains for each in gain.improvements)), rules)
        raise OutOfReachError(goal, best.agency.score)
    steps, cheapest = search.run()
    order = {unit.key: place for place, unit in enumerate(units)}
    steps.sort(key=lambda step: (order[step.unit], step.indicator))
    after = score_expected(improved(units, steps), rules)
    return Plan(goal=goal, steps=tuple(steps), before=before, after=after, cheapest=cheapest)


def gain_of(score: UnitScore, improvement: Improvement) -> Fraction:
    """What one improvement adds to the exact unit score (0-100), by the weight that the trace shows.

    0 where no value is known; below 0 where the target lies under what is there.
    """
    for dimension in score.dimensions:
        for line in dimension.indicators:
            if line.code == improvement.indicator and line.points is not None and line.lost is not None:
                point = line.span.point if line.span else None
                return (line.points + line.lost) * (improvement.target - (point or 0))
    return Fraction(0)


def _by_unit(
    units: Iterable[ExpectedUnit], scores: Mapping[str, UnitScore], improvements: Iterable[Improvement]
) -> list[tuple[UnitScore, list[Improvement]]]:
    """Each unit that has a score, with the improvements offered for it."""
    found: dict[str, list[Improvement]] = {}
    for each in improvements:
        found.setdefault(each.unit, []).append(each)
    return [(scores[unit.key], found.get(unit.key, [])) for unit in units if scores[unit.key].score is not None]


def _needed(goal: Band, units: int, rules: Rules) -> int:
    """What the printed unit scores must add up to, in their smallest steps, so that their mean prints at the goal."""
    steps: int = 10**rules.places
    return ceil(units * (Fraction(goal.lower) * steps - Fraction(1, 2)))


class _Option(NamedTuple):
    """A choice of improvements: its cost, the printed sum it leads to, and how it was put together."""

    cost: int
    printed: int
    parts: tuple[object, ...]


class _UnitGains:
    """One unit's improvements by falling gain, in whole numbers of `scale` parts of a point."""

    def __init__(self, score: UnitScore, offered: Iterable[Improvement], rules: Rules) -> None:
        exact = score.exact or Fraction(0)
        gains = [(gain, each) for each in offered if (gain := gain_of(score, each)) > 0]
        gains.sort(key=lambda pair: (-pair[0], pair[1].cost, pair[1].indicator))
        self._places = rules.places
        self._scale = lcm(2 * 10**rules.places, exact.denominator, *(gain.denominator for gain, _ in gains))
        self.improvements = [each for _, each in gains]
        self.gains = [int(gain * self._scale) for gain, _ in gains]
        self._sums = [0]
        for parts in self.gains:
            self._sums.append(self._sums[-1] + parts)
        self._base = int(exact * self._scale)
        self.best = [self._printed(total) for total in self._sums]
        """The highest printed score, in its smallest steps, with 0, 1, 2 ... improvements."""

    def points(self, gain: int) -> Fraction:
        """A gain on the scale 0-100."""
        return Fraction(gain, self._scale)

    def _printed(self, gain: int) -> int:
        return int(rounded(Fraction(self._base + gain, self._scale), places=self._places).scaleb(self._places))

    def options(self, count: int, *, at_least: int, budget: "_Budget") -> list[_Option]:
        """The choices of `count` improvements that print at least so high, none dearer and lower than another."""
        threshold = (2 * at_least - 1) * self._scale // (2 * 10**self._places) - self._base
        # (how many taken, cost) -> (gain, what was taken)
        states: dict[tuple[int, int], tuple[int, tuple[object, ...]]] = {(0, 0): (0, ())}
        for place, (gain, improvement) in enumerate(zip(self.gains, self.improvements, strict=True)):
            following = dict[tuple[int, int], tuple[int, tuple[object, ...]]]()
            for (taken, cost), (sum_, chosen) in states.items():
                budget.spend()
                left = count - taken
                if left and sum_ + self._most(place, left) >= threshold:
                    _keep(following, (taken + 1, cost + improvement.cost), sum_ + gain, (chosen, improvement))
                if sum_ + self._most(place + 1, left) >= threshold:
                    _keep(following, (taken, cost), sum_, chosen)
            states = following
        found = [
            _Option(cost, self._printed(sum_), chosen)
            for (taken, cost), (sum_, chosen) in states.items()
            if taken == count
        ]
        return _undominated(option for option in found if option.printed >= at_least)

    def _most(self, place: int, count: int) -> int:
        """The largest gain of `count` improvements from `place` on; far below any bound when there are too few."""
        if place + count > len(self.gains):
            return -self._base - 101 * self._scale
        return self._sums[place + count] - self._sums[place]


def _keep(
    states: dict[tuple[int, int], tuple[int, tuple[object, ...]]],
    key: tuple[int, int],
    gain: int,
    chosen: tuple[object, ...],
) -> None:
    known = states.get(key)
    if known is None or known[0] < gain:
        states[key] = (gain, chosen)


class _BudgetSpentError(Exception):
    """The search for the lowest cost took more than its share."""


class _Budget:
    def __init__(self) -> None:
        self._left = WORK

    def spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _BudgetSpentError


class _Search:
    """Fewest first, then cheapest, over all units at once."""

    def __init__(self, units: Sequence[_UnitGains], *, need: int) -> None:
        self._units = units
        self._need = need

    @property
    def is_reachable(self) -> bool:
        return sum(unit.best[-1] for unit in self._units) >= self._need

    def run(self) -> tuple[list[Improvement], bool]:
        """The improvements, and whether their cost is proven the lowest."""
        after = self._best_from_the_end(self._enough())
        fewest = next(count for count, best in enumerate(after[0]) if best >= self._need)
        try:
            return self._cheapest(fewest, after), True
        except _BudgetSpentError:
            return self._any(fewest, after), False

    def _enough(self) -> int:
        """A number of improvements that surely suffices: the largest gains first, wherever they are."""
        steps = sorted(
            ((unit.points(gain), place) for place, unit in enumerate(self._units) for gain in unit.gains),
            reverse=True,
        )
        taken = [0] * len(self._units)
        total = sum(unit.best[0] for unit in self._units)
        for count, (_, place) in enumerate(steps):
            if total >= self._need:
                return count
            best = self._units[place].best
            taken[place] += 1
            total += best[taken[place]] - best[taken[place] - 1]
        return len(steps)

    def _best_from_the_end(self, count: int) -> list[list[int]]:
        """For each unit the highest printed sum of it and those after it, with 0, 1, 2 ... `count` improvements."""
        after = [[0] * (count + 1)]
        for unit in reversed(self._units):
            after.append(_best_together(unit.best, after[-1]))
        after.reverse()
        return after

    def _cheapest(self, fewest: int, after: list[list[int]]) -> list[Improvement]:
        budget = _Budget()
        before = [0] * (fewest + 1)
        states: dict[int, list[_Option]] = {0: [_Option(0, 0, ())]}
        for place, unit in enumerate(self._units):
            rest = after[place + 1]
            others = _best_together(before, rest[: fewest + 1])
            choices = {
                count: unit.options(count, at_least=self._need - others[fewest - count], budget=budget)
                for count in range(min(fewest, len(unit.gains)) + 1)
                if unit.best[count] + others[fewest - count] >= self._need
            }
            states = {
                used: found
                for used in range(fewest + 1)
                if (found := _undominated(self._joined(states, choices, used, rest[fewest - used], budget)))
            }
            before = _best_together(unit.best, before)
        return list(_taken(states[fewest][0].parts))

    def _joined(
        self, states: dict[int, list[_Option]], choices: dict[int, list[_Option]], used: int, rest: int, budget: _Budget
    ) -> Iterator[_Option]:
        """Every way to have used so many improvements up to this unit that can still reach the bound."""
        for count, options in choices.items():
            for state in states.get(used - count, ()):
                for option in options:
                    budget.spend()
                    printed = state.printed + option.printed
                    if printed + rest >= self._need:
                        yield _Option(state.cost + option.cost, printed, (state.parts, option.parts))

    def _any(self, fewest: int, after: list[list[int]]) -> list[Improvement]:
        """One of the sets of that size: in each unit its largest gains."""
        steps: list[Improvement] = []
        left = fewest
        for place, unit in enumerate(self._units):
            rest = after[place + 1]
            together = [best + rest[left - taken] for taken, best in enumerate(unit.best[: left + 1])]
            count = together.index(max(together))
            steps += unit.improvements[:count]
            left -= count
        return steps


def _best_together(unit: Sequence[int], others: Sequence[int]) -> list[int]:
    """The highest sums of both with 0, 1, 2 ... improvements shared between them, as many as `others` tells of."""
    return [
        max(unit[taken] + others[count - taken] for taken in range(min(count, len(unit) - 1) + 1))
        for count in range(len(others))
    ]


def _undominated(options: Iterable[_Option]) -> list[_Option]:
    """The options by rising cost of which each prints higher than every cheaper one."""
    kept: list[_Option] = []
    for option in sorted(options, key=lambda each: (each.cost, -each.printed)):
        if not kept or option.printed > kept[-1].printed:
            kept.append(option)
    return kept


def _taken(parts: tuple[object, ...]) -> Iterator[Improvement]:
    """The improvements in nested pairs."""
    pending: list[object] = [parts]
    while pending:
        each = pending.pop()
        if isinstance(each, Improvement):
            yield each
        elif isinstance(each, tuple):
            pending.extend(each)
