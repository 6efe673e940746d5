"""One entry from the field that waits for its person: another level for a question answered at the office since."""

import uuid

from agencies.models import User
from assessments.models import OPEN_STAGES, Answer, AnswerState, JournalEvent
from assessments.offline.services import deliver, known_device

DEVICE = uuid.uuid5(uuid.NAMESPACE_URL, "data-contoh/perangkat")
EVENT = uuid.uuid5(uuid.NAMESPACE_URL, "data-contoh/isian")


def invent_journal(*, person: User) -> bool:
    """Deliver it; False when it was there, or when the person has no open answer it could contradict."""
    if JournalEvent.objects.filter(client_id=EVENT).exists():
        return False
    open_ = Answer.objects.filter(rater=person, locus__stage__in=OPEN_STAGES, locus__not_assessed_reason="")
    answer = (
        open_.filter(state=AnswerState.SCORED, method="document", value__lt=3)
        .select_related("locus", "subject")
        .order_by("locus", "pk")
        .first()
    )
    if answer is None or answer.value is None:
        return False
    body = {
        "indicator": answer.indicator,
        "method": answer.method,
        "subject": str(answer.subject.public_id),
        "state": "scored",
        "value": str(int(answer.value) + 1),
        "reason": "",
        "note": "Data contoh: dilihat di papan pengumuman saat kunjungan.",
        "base": 0,
        "after": None,
    }
    event = {
        "format": 1,
        "id": str(EVENT),
        "device": str(DEVICE),
        "person": str(person.public_id),
        "sequence": 1,
        "at": "2026-11-20T10:05:00.000+07:00",
        "kind": "answer",
        "locus": str(answer.locus.public_id),
        "body": body,
    }
    deliver(user=person, device=known_device(user=person, device_id=DEVICE), events=[event])
    return True
