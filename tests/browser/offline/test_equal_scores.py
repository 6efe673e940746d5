"""What the device works out without a connection is what the server decides, and it spells events alike."""

import json
import random
from decimal import Decimal

from assessments.fieldwork.leaving.checks import SHIPPED, Check, Quota, Said, SheetFacts, open_points_of
from assessments.offline.canonical import canonical, fingerprint
from tests.browser.offline.random_sheets import all_editions, differences

CHECKED_IN_THE_FIELD = {Check.UNANSWERED, Check.DISPUTED, Check.QUOTA, Check.EVIDENCE, Check.CONTRADICTION}


def test_device_and_server_agree_on_random_sheets_of_every_edition(page, live_server):
    page.goto(live_server.url + "/lapangan/")
    modules = live_server.url + "/static/js/lapangan"
    for code in all_editions():
        assert differences(page, f"{modules}/scoring.js", code, count=20, seed=1) == []

    sheets = [_facts(random.Random(number)) for number in range(30)]
    program = """async ([program, sheets, thresholds]) => {
      const { openPoints } = await import(program);
      return sheets.map((sheet) => openPoints(sheet, thresholds));
    }"""
    there = page.evaluate(
        program, [f"{modules}/leave.js", [_for_device(sheet) for sheet in sheets], SHIPPED.model_dump(mode="json")]
    )
    for sheet, found in zip(sheets, there, strict=True):
        points = [point for point in open_points_of(sheet) if point.check in CHECKED_IN_THE_FIELD]
        assert [_named(point) for point in points] == [_told(point) for point in found]

    events = [
        {"b": ["é", "\u2713", "\U0001f44d", '"\\\n\t\x7f\x1f'], "a": {"z": None, "y": True, "x": -7}},
        "\u2028",
        [],
    ]
    spelled = page.evaluate(
        """async ([program, events]) => {
          const { canonical, sha256 } = await import(program);
          return Promise.all(events.map(async (event) => [canonical(event), await sha256(canonical(event))]));
        }""",
        [f"{modules}/canonical.js", events],
    )
    assert spelled == [[canonical(event), fingerprint(canonical(event))] for event in events]
    assert json.loads(spelled[0][0]) == events[0]


def _facts(chance) -> SheetFacts:
    said = []
    for code in ("IN-01", "IN-02", "PR-08"):
        for method in ("document", "interview", "observation"):
            for subject in range(chance.randint(0, 2)):
                is_answered = chance.random() < 0.8
                value = Decimal(chance.randint(0, 4)) if is_answered and chance.random() < 0.9 else None
                said.append(
                    Said(code, method, subject, 4, is_answered, value, chance.random() < 0.2, chance.random() < 0.5)
                )
    quotas = (Quota("respondents_per_unit", have=chance.randint(0, 40), need=30),)
    evidence = {code: 1 for code in ("IN-01", "IN-02") if chance.random() < 0.4}
    return SheetFacts(said=tuple(said), evidence=evidence, quotas=quotas)


def _for_device(sheet: SheetFacts) -> dict[str, object]:
    return {
        "said": [
            {
                "indicator": said.indicator,
                "method": said.method,
                "subject": said.subject,
                "top": said.top,
                "isAnswered": said.is_answered,
                "value": None if said.value is None else f"{said.value:f}",
                "isDisputed": said.is_disputed,
                "wantsEvidence": said.wants_evidence,
            }
            for said in sheet.said
        ],
        "evidence": dict(sheet.evidence),
        "users": {"have": sheet.quotas[0].have, "need": sheet.quotas[0].need},
    }


def _named(point) -> tuple[object, ...]:
    return point.check.value, point.indicator, point.method, point.subject, point.have, point.need


def _told(point: dict[str, object]) -> tuple[object, ...]:
    words = (point.get(key, "") for key in ("indicator", "method"))
    return point["check"], *words, point.get("subject"), point.get("have", ""), point.get("need", "")
