"""What the device works out without a connection is what the server decides, and it spells events alike."""

import base64
import io
import json
import random

import pytest
from PIL import Image

from assessments.fieldwork.evidence.services import add_evidence, replace_evidence
from assessments.fieldwork.leaving.checks import Check
from assessments.fieldwork.leaving.selectors import leaving_of
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import count_contacts, record_answer
from assessments.files.checking import checked
from assessments.models import AnswerState
from assessments.offline.canonical import canonical, fingerprint
from assessments.offline.selectors.pack import pack_of
from assessments.offline.services import known_device
from assessments.offline.services.photos import NamedBytes
from tests.browser.offline.random_leaving import differences as leaving_differences
from tests.browser.offline.random_leaving import found_by_device, found_by_server
from tests.browser.offline.random_sheets import all_editions, differences


def test_device_and_server_agree_on_random_sheets_of_every_edition(page, live_server):
    page.goto(live_server.url + "/lapangan/")
    modules = live_server.url + "/static/js/lapangan"
    for code in all_editions():
        assert differences(page, f"{modules}/scoring.js", code, count=20, seed=1) == []
        assert leaving_differences(page, f"{modules}/leave.js", code, count=20, seed=1) == []

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


@pytest.fixture
def picture():
    """`picture("loket.png", 40, 30, 12)`: a file whose brightness runs from a number to half as much again."""

    def make(name, width, height, brightness) -> NamedBytes:
        made = (
            Image.linear_gradient("L").resize((width, height)).point(lambda part: brightness + part * brightness // 510)
        )
        written = io.BytesIO()
        made.convert("RGB").save(written, "PNG")
        return NamedBytes(written.getvalue(), name)

    return make


@pytest.fixture
def half_filled(small, sari, andi, dewi, picture):
    """The small sheet with random answers of two people, photos, a replaced one, and too few contacts."""
    chance = random.Random(11)
    dark, light = (
        picture(name, 1300, 700, brightness) for name, brightness in (("gelap.png", 20), ("terang.png", 120))
    )
    add_evidence(actor=sari, locus=small, indicators=["PR-01"], file=checked(dark))
    shown = add_evidence(actor=sari, locus=small, indicators=["IN-01"], file=checked(light)).evidence
    for question in standing_of(small).questions:
        for person in (sari, andi):
            if chance.random() < 0.5 or question.indicator.code == "IN-01":
                _record(person, small, question, chance)
    replace_evidence(actor=andi, locus=small, evidence=shown, file=checked(picture("baru.png", 500, 800, 130)))
    count_contacts(actor=dewi, locus=small, product=small.subjects.get(kind="product"), contacts=4)
    return small


def _record(person, locus, question, chance):
    state = chance.choice([AnswerState.SCORED] * 4 + [AnswerState.NOT_APPLICABLE, AnswerState.NOT_SEEN])
    value = chance.randint(0, question.max_level) if state is AnswerState.SCORED else None
    code, subject = question.indicator.code, question.subject
    words = {"indicator": code, "method": question.method, "subject": subject, "state": state, "value": value}
    record_answer(actor=person, locus=locus, reason="" if value is not None else "Contoh.", **words)


def test_what_is_open_offline_is_what_the_server_finds_once_all_has_arrived(
    page, live_server, half_filled, sari, device_of, picture
):
    device = device_of(sari)
    pack = pack_of(half_filled, sari, known_device(user=sari, device_id=device.id))
    page.goto(live_server.url + "/lapangan/")
    before = _open_on_device(page, pack, [])
    assert before == _open_on_server(half_filled)
    assert {check for check, *_ in before} == set(Check)

    chance = random.Random(12)
    versions = {
        (row["indicator"], row["method"], row["subject"]): row["version"] for row in pack["answers"] if row["mine"]
    }
    events = []
    for question in standing_of(half_filled).questions:
        place = {
            "indicator": question.indicator.code,
            "method": question.method,
            "subject": str(question.subject.public_id),
        }
        if chance.random() < 0.3 or question.indicator.code == "IN-01":
            body = {"state": "scored", "value": str(chance.randint(0, question.max_level)), "reason": "", "note": ""}
            body |= {"base": versions.get(tuple(place.values()), 0), "after": None}
            events.append(device.event("answer", place | body))
    more = [device.adds(kind) for kind in ("user", "product", "officer-pelayanan", "user")]
    asked = next(question for question in standing_of(half_filled).questions if question.subject.kind == "user")
    place = {"indicator": asked.indicator.code, "method": asked.method, "subject": more[0]["body"]["subject"]}
    said = {"state": "scored", "value": "3", "reason": "", "note": "", "base": 0, "after": None}
    events += [*more, device.event("answer", place | said), device.strikes(more[3]["body"]["subject"])]
    photos = [picture(name, *size) for name, *size in (("kecil.png", 90, 70, 90), ("ruang.gelap.png", 700, 1900, 23))]
    events += [device.photo(photo.getvalue(), name=photo.name, indicators=("PR-01",)) for photo in photos]
    after, score = _open_on_device(page, pack, events, photos), _score_on_device(page, pack, events)
    for event, photo in zip(events[-2:], photos, strict=True):
        device.uploads(event, photo.getvalue())
    assert {receipt.state for receipt in device.sends(*events)} == {"applied"}
    assert after == _open_on_server(half_filled)
    assert after != before
    assert score == f"{standing_of(half_filled).score.score:f}"


def _open_on_server(locus):
    subjects = dict(locus.subjects.values_list("pk", "public_id"))
    points = [found_by_server(point) for point in leaving_of(standing_of(locus)).points]
    return sorted(_placed(point, subject=str(subjects.get(point[3], ""))) for point in points)


def _score_on_device(page, pack, events):
    return _on_device(page, pack, events, "sheet.score().score")


def _open_on_device(page, pack, events, photos=()):
    points = [found_by_device(point) for point in _on_device(page, pack, events, "sheet.openPoints()", photos)]
    return sorted(_placed(point, subject=point[3] or "") for point in points)


def _on_device(page, pack, events, found, photos=()):
    program = """async ([modules, pack, events, photos]) => {
      const { Sheet } = await import(`${modules}/sheet.js`);
      const { keyOf } = await import(`${modules}/journal.js`);
      const { measured } = await import(`${modules}/measure.js`);
      const pictures = await Promise.all(photos.map(async (base64) => {
        const { buffer } = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        return measured(new File([buffer], "foto.png", { type: "image/png" }));
      }));
      const rows = events.map((event) => {
        const { indicator, method, subject } = event.body;
        const isPhoto = event.kind === "photo";
        const question = event.kind === "answer" ? keyOf(indicator, method, subject) : "";
        return { ...event, event, question, measured: isPhoto ? pictures.shift() ?? null : null };
      });
      const sheet = new Sheet({ pack }, rows, new Map());
      return FOUND;
    }""".replace("FOUND", found)
    encoded = [base64.b64encode(photo.getvalue()).decode() for photo in photos]
    asked = [f"{page.url.split('/lapangan/')[0]}/static/js/lapangan", pack, events, encoded]
    return page.evaluate(program, asked)


def _placed(point, *, subject):
    """A point as both sides can name it: a photo by its title, since its key is given by the server."""
    check, indicator, method, _, _, quota, have, need, what = point
    return check, indicator, method, subject, quota, have, need, what
