"""Random sheets of an edition as the checks before leaving see them, on the server and on the device."""

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessments.fieldwork.leaving.checks import (
    SHIPPED,
    Check,
    Doubted,
    Photo,
    Point,
    Quota,
    Said,
    SheetFacts,
    open_points_of,
)
from assessments.instruments import load_edition
from assessments.models import SubjectKind

PLACE = ("check", "indicator", "method", "subject", "evidence", "quota", "have", "need", "what")


def facts(code: str, count: int, seed: int) -> Iterator[SheetFacts]:
    """So many sheets of one edition, the same for the same seed."""
    chance = random.Random(f"leaving {code} {seed}")
    instrument = load_edition(code)
    for _ in range(count):
        yield _sheet(instrument, chance)


def _sheet(instrument: Any, chance: random.Random) -> SheetFacts:
    said: list[Said] = []
    fullness = chance.choice([0.0, 0.5, 0.9, 1.0])
    kinds = list(SubjectKind)
    for _, indicator in instrument.indicators:
        top = instrument.max_level_of(indicator)
        for method, rule in indicator.methods.items():
            first = 100 * kinds.index(SubjectKind(rule.subject_key))
            subjects = range(first, first + chance.randint(0, min(rule.expected, 3)))
            said += [_said(indicator.code, method, subject, top, fullness, chance) for subject in subjects]
    codes = sorted({each.indicator for each in said})
    photos = [_photo(number, chance) for number in range(chance.randint(0, 6))]
    quotas = [Quota("respondents_per_unit", chance.randint(0, 40), 30)] if chance.random() < 0.8 else []
    quotas += [Quota("contacts_per_product", chance.randint(0, 20), 15, 200 + n) for n in range(chance.randint(0, 3))]
    doubted = chance.sample(said, k=min(len(said), chance.randint(0, 3)))
    return SheetFacts(
        said=tuple(said),
        evidence={each: chance.randint(0, 2) for each in codes if chance.random() < 0.6},
        photos=tuple(photos),
        quotas=tuple(quotas),
        doubted=tuple(Doubted(each.indicator, each.method, each.subject, "Foto loket: ditarik") for each in doubted),
    )


def _said(code: str, method: str, subject: int, top: int, fullness: float, chance: random.Random) -> Said:
    is_answered = chance.random() < fullness
    level = Decimal(chance.randint(0, top * 100)) / 100 if method == "secondary" else Decimal(chance.randint(0, top))
    return Said(
        code,
        method,
        subject,
        top,
        is_answered,
        level if is_answered and chance.random() < 0.9 else None,
        is_disputed=chance.random() < 0.1,
        wants_evidence=chance.random() < 0.6,
    )


def _photo(number: int, chance: random.Random) -> Photo:
    need = SHIPPED.photo_size.shorter_side
    dark = SHIPPED.photo_light.brightness
    sides = [chance.choice([need - 1, need, need + 1, 4000]) for _ in range(2)]
    return Photo(f"e{number}", f"Foto {number}", *sides, chance.choice([None, 0, dark - 1, dark, dark + 1, 255]))


def as_device_reads(sheet: SheetFacts) -> dict[str, object]:
    """A sheet as the program in the field checks it."""
    return {
        "said": [
            {
                "indicator": said.indicator,
                "method": said.method,
                "subject": said.subject,
                "top": said.top,
                "isAnswered": said.is_answered,
                "value": None if said.value is None else f"{said.value.normalize():f}",
                "isDisputed": said.is_disputed,
                "wantsEvidence": said.wants_evidence,
            }
            for said in sheet.said
        ],
        "evidence": dict(sheet.evidence),
        "photos": [{name: getattr(photo, name) for name in Photo.__slots__} for photo in sheet.photos],
        "quotas": [{name: getattr(quota, name) for name in Quota.__slots__} for quota in sheet.quotas],
        "doubted": [{name: getattr(doubted, name) for name in Doubted.__slots__} for doubted in sheet.doubted],
    }


def found_by_server(point: Point) -> tuple[object, ...]:
    """A point with its place and its words."""
    return tuple(getattr(point, name) for name in PLACE)


def found_by_device(point: dict[str, object]) -> tuple[object, ...]:
    """A point of the device, in the words of the server's."""
    found = dict.fromkeys(PLACE, "") | {"subject": None} | point
    return tuple(Check(found[name]) if name == "check" else found[name] for name in PLACE)


IN_BROWSER = """async ([program, sheets, thresholds]) => {
  const { openPoints } = await import(program);
  return sheets.map((sheet) => openPoints(sheet, thresholds));
}"""


def differences(page, program: str, code: str, count: int, seed: int) -> list[tuple[object, object]]:
    """The sheets on which the device and the server find different points; `page` is an open page."""
    sheets = list(facts(code, count, seed))
    asked = [program, [as_device_reads(sheet) for sheet in sheets], SHIPPED.model_dump(mode="json")]
    here = [[found_by_server(point) for point in open_points_of(sheet)] for sheet in sheets]
    there = [[found_by_device(point) for point in points] for points in page.evaluate(IN_BROWSER, asked)]
    return [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
