"""A person's device, and the events that its program would write."""

import io
import itertools
import uuid
from hashlib import sha256

import pytest
from PIL import Image

from assessments.offline.formats import NEWEST
from assessments.offline.services import deliver, known_device, take_piece


class Device:
    """`device.answer("IN-01", "document", 3)` makes the event; `device.sends(event)` delivers it."""

    def __init__(self, person, locus, subject_of) -> None:
        self.person, self.locus, self._subject_of = person, locus, subject_of
        self.id = uuid.uuid4()
        self._numbers = itertools.count(1)

    def event(self, kind, body, **more):
        return {
            "format": NEWEST,
            "id": str(uuid.uuid4()),
            "device": str(self.id),
            "person": str(self.person.public_id),
            "sequence": next(self._numbers),
            "at": "2026-11-23T09:15:00.000+07:00",
            "kind": kind,
            "locus": str(self.locus.public_id),
            "body": body,
        } | more

    def answer(self, indicator, method, value, *, base=0, after=None, state="scored", **words):
        rule = self.locus.assessment.period.issue.instrument.indicator(indicator).methods[method]
        body = {
            "indicator": indicator,
            "method": method,
            "subject": str(self._subject_of(self.locus, rule.subject_key).public_id),
            "state": state,
            "value": None if value is None else str(value),
            "reason": "",
            "note": "",
            "base": base,
            "after": after and after["id"],
        }
        return self.event("answer", body | words)

    def adds(self, kind, reason="Satu lagi datang."):
        return self.event("subject-added", {"subject": str(uuid.uuid4()), "subject_kind": kind, "reason": reason})

    def strikes(self, subject, reason="Tidak datang."):
        return self.event("subject-struck", {"subject": str(subject), "reason": reason})

    def photo(self, content, *, indicators=("IN-01",), name="ruang.jpg"):
        body = {
            "upload": str(uuid.uuid4()),
            "sha256": sha256(content).hexdigest(),
            "size": len(content),
            "name": name,
            "indicators": list(indicators),
        }
        return self.event("photo", body)

    def uploads(self, event, content, *, start=0):
        body = event["body"]
        return take_piece(
            user=self.person,
            locus=self.locus,
            upload_id=uuid.UUID(body["upload"]),
            sha256=body["sha256"],
            size=body["size"],
            start=start,
            content=content,
        )

    def sends(self, *events, user=None):
        user = user or self.person
        return deliver(user=user, device=known_device(user=user, device_id=self.id), events=events)


@pytest.fixture
def device_of(dinsos, subject_of):
    """`device_of(sari)`: a device of hers with the sheet of the Dinas Sosial."""
    return lambda person: Device(person, dinsos, subject_of)


@pytest.fixture
def jpeg():
    """A small photo."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(picture, "JPEG")
    return picture.getvalue()
