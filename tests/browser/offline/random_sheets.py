"""Random sheets of an edition: answered in part, with what does not apply, and more or fewer subjects than expected."""

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessments.instruments import edition_codes, load_edition
from assessments.instruments.scoring_rules import rules_of
from assessments.scoring import Answer, State, UnitAnswers, UnitScore, score_unit
from assessments.scoring.exported import rules_as_data

OWED = tuple(state for state in State if state not in {State.SCORED, State.NOT_APPLICABLE})


def sheets(code: str, count: int, seed: int) -> Iterator[UnitAnswers]:
    """So many sheets of one edition, the same for the same seed."""
    chance = random.Random(f"{code} {seed}")
    instrument = load_edition(code)
    for _ in range(count):
        kind = chance.choice(list(instrument.loci))
        unit = chance.choice(instrument.loci[kind]).unit
        yield _sheet(instrument, kind, unit, chance)


def _sheet(instrument: Any, agency_kind: str, unit_kind: str, chance: random.Random) -> UnitAnswers:
    fullness = chance.choice([0.0, 0.3, 0.8, 1.0, 1.0])
    answers, left, expected = [], set(), {}
    for _, indicator in instrument.indicators:
        if not indicator.applies_to(agency_kind=agency_kind, unit_kind=unit_kind):
            continue
        if chance.random() < 0.05:
            left.add(indicator.code)
            continue
        top = instrument.max_level_of(indicator)
        for method, rule in indicator.methods.items():
            count = max(1, rule.expected + chance.choice([-1, 0, 0, 1]))
            if chance.random() < 0.8:
                expected[indicator.code, method] = count
            there = [str(number) for number in range(count) if chance.random() < fullness]
            answers += [_answer(indicator.code, method, subject, top, chance) for subject in there]
    return UnitAnswers(agency_kind, unit_kind, tuple(answers), frozenset(left), expected)


def _answer(code: str, method: str, subject: str, top: int, chance: random.Random) -> Answer:
    draw = chance.random()
    if draw < 0.08:
        return Answer(code, method, subject, state=State.NOT_APPLICABLE)
    if draw < 0.16:
        return Answer(code, method, subject, state=chance.choice(OWED))
    if method == "secondary":
        return Answer(code, method, subject, Decimal(chance.randint(0, top * 10_000)) / 10_000)
    return Answer(code, method, subject, chance.randint(0, top))


def as_device_reads(unit: UnitAnswers) -> dict[str, object]:
    """A sheet as the program in the field scores it."""
    return {
        "agencyKind": unit.agency_kind,
        "unitKind": unit.unit_kind,
        "answers": [
            {
                "indicator": answer.indicator,
                "method": answer.method,
                "state": answer.state.value,
                "value": None if answer.value is None else f"{answer.value:f}",
            }
            for answer in unit.answers
        ],
        "notApplicable": sorted(unit.not_applicable),
        "expected": {f"{code} {method}": count for (code, method), count in unit.expected.items()},
    }


def as_device_says(score: UnitScore) -> dict[str, object]:
    """The server's score in the words of the device."""
    return {
        "score": None if score.score is None else f"{score.score:f}",
        "provisional": score.provisional,
        "interval": score.interval and [f"{bound:f}" for bound in score.interval],
        "band": score.band and score.band.opinion,
        "bands": [band.opinion for band in score.bands_touched],
    }


IN_BROWSER = """async ([program, rules, units]) => {
  const { scoreUnit } = await import(program);
  return units.map((unit) => {
    const { band, bands, ...rest } = scoreUnit(unit, rules);
    return { ...rest, band: band && band.opinion, bands: bands.map((each) => each.opinion) };
  });
}"""


def differences(page, program: str, code: str, count: int, seed: int) -> list[tuple[object, object]]:
    """The sheets on which the device and the server differ, with what each says; `page` is an open page."""
    found = list(sheets(code, count, seed))
    here = [as_device_says(score_unit(unit, rules_of(code))) for unit in found]
    rules = rules_as_data(rules_of(code))
    there = page.evaluate(IN_BROWSER, [program, rules, [as_device_reads(unit) for unit in found]])
    return [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]


def all_editions() -> list[str]:
    return list(edition_codes())
