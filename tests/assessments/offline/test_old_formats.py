"""A journal that an old release wrote is accepted for ever: a sample of each format, as a device sent it.

A format's sample is never changed; a new format brings a sample of its own.
"""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from assessments.models import Answer, AnswerState, EvidenceVersion, Subject
from assessments.offline.canonical import canonical
from assessments.offline.formats import NEWEST

SAMPLES = Path(__file__).parent / "journals"


def test_every_format_has_a_sample():
    assert {path.stem for path in SAMPLES.glob("*.json")} == {f"format-{number}" for number in range(1, NEWEST + 1)}


@pytest.mark.parametrize("number", range(1, NEWEST + 1))
def test_a_journal_of_each_format_is_accepted(number, device_of, sari, dinsos, subject_of, jpeg):
    device = device_of(sari)
    places = {
        "unit": subject_of(dinsos, "unit").public_id,
        "officer": subject_of(dinsos, "officer-pelayanan").public_id,
        "user": dinsos.subjects.filter(kind="user").latest("position").public_id,
        "device": device.id,
        "locus": dinsos.public_id,
        "person": sari.public_id,
        "sha256": sha256(jpeg).hexdigest(),
        "size": len(jpeg),
    }
    samples = json.loads((SAMPLES / f"format-{number}.json").read_text(encoding="utf-8"))
    for sample in samples:
        for name, value in places.items():
            sample["raw"] = sample["raw"].replace(f"{{{name}}}", str(value))
    events = [json.loads(sample["raw"]) for sample in samples]
    assert [canonical(event) for event in events] == [sample["raw"] for sample in samples]
    for event in events:
        if event["kind"] == "photo":
            device.uploads(event, jpeg)
    receipts = device.sends(*events)
    assert [receipt.state for receipt in receipts] == [sample["state"] for sample in samples]
    assert [receipt.sha256 for receipt in receipts] == [
        sha256(sample["raw"].encode()).hexdigest() for sample in samples
    ]
    assert Answer.objects.get().state == AnswerState.NOT_SEEN
    assert subject_of(dinsos, "officer-pelayanan").name == "Yuni Astuti"
    assert EvidenceVersion.objects.get().sha256 == places["sha256"]
    if number > 1:
        added = Subject.objects.get(public_id="7b0c5a52-6d8e-4f0f-9d0e-0000000000a1")
        assert (added.kind, added.label) == ("officer-pelayanan", "Petugas pelayanan 5")
        assert not Subject.objects.filter(public_id=places["user"]).exists()
