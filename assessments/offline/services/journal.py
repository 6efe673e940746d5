"""Taking in a journal: every event is kept as it came, applied through fieldwork's services, and answered."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from agencies.models import User
from assessments.fieldwork.errors import FieldworkError, StaleAnswerError
from assessments.files.refusals import FileRefusedError
from assessments.models import JournalEvent, JournalState, OfflineDevice, StageMovedError
from assessments.offline.canonical import canonical, fingerprint
from assessments.offline.formats import FormatError, PhotoBody, body_of, envelope_of
from assessments.offline.services.applying import Applied, HeldError, Loci, apply
from assessments.offline.services.photos import is_whole

CHANGED_ID = uuid.UUID("6f1f5d2e-6a0b-4c0e-9d0c-1a5c1f6f8a11")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server says of one event: its fingerprint as stored, and what became of it.

    `needs_photo`: the event was not stored, because its photo has to arrive first.
    """

    id: uuid.UUID
    sha256: str = ""
    state: str = ""
    reason: str = ""
    version: int | None = None
    needs_photo: bool = False


def deliver(
    *,
    user: User,
    device: OfflineDevice,
    events: Sequence[Mapping[str, Any]],
    delivered_by: User | None = None,
    distrust: str = "",
) -> list[Receipt]:
    """Take in events of a person's journal in their order; each is kept once, however often it comes.

    The receipts are read back from what was stored. An event that contradicts a newer answer, or that may not be
    applied, waits with a reason. With `distrust`, a reason, none is applied: all of them wait.
    """
    loci = Loci(user)
    kept = [
        _keep(event, user=user, device=device, delivered_by=delivered_by or user, loci=loci, distrust=distrust)
        for event in events
    ]
    stored = {row.pk: row for row in JournalEvent.objects.filter(pk__in=[key for _, key in kept])}
    return [_receipt(asked, stored[key]) if key else Receipt(asked, needs_photo=True) for asked, key in kept]


def is_known_event(*, user: User, event_id: uuid.UUID) -> bool:
    """Whether an event of a person's journal came already, whatever became of it."""
    return JournalEvent.objects.filter(client_id=event_id, user=user).exists()


def _receipt(asked: uuid.UUID, row: JournalEvent) -> Receipt:
    return Receipt(asked, fingerprint(row.raw), row.state, row.reason, row.version)


def _keep(
    event: Mapping[str, Any], *, user: User, device: OfflineDevice, delivered_by: User, loci: Loci, distrust: str
) -> tuple[uuid.UUID, int]:
    """Store an event unless it is there already: the id it came with, and the key of its row.

    The key is 0 for a photo whose bytes are not all there: it is not stored yet, the device sends it again.
    """
    raw = canonical(event)
    sha256 = fingerprint(raw)
    outside = envelope_of(event)
    asked = outside.id or uuid.uuid5(CHANGED_ID, sha256)
    held = distrust
    known = JournalEvent.objects.filter(client_id=asked).first()
    client_id = asked
    if known is not None and known.sha256 != sha256:
        # The same id with other words: both stay.
        client_id = uuid.uuid5(asked, sha256)
        held = held or "Kunci isian ini sudah dipakai isian lain, jadi keduanya disimpan."
        known = JournalEvent.objects.filter(client_id=client_id).first()
    if known is not None:
        return asked, known.pk
    if outside.kind == "photo" and not distrust and not _has_photo(user, event):
        # The same event, coming twice at once, may have made evidence of the bytes just now.
        taken_in = JournalEvent.objects.filter(client_id=client_id).first()
        return asked, taken_in.pk if taken_in else 0
    if outside.person != user.public_id:
        held = held or "Isian ini ditulis oleh orang lain."
    row = JournalEvent(
        client_id=client_id,
        device=device,
        user=user,
        delivered_by=delivered_by,
        sequence=outside.sequence,
        format=outside.format,
        kind=outside.kind,
        locus=loci.find(outside.locus),
        device_at=outside.at,
        raw=raw,
        sha256=sha256,
        state=JournalState.QUARANTINED,
        reason=(held or "Sedang diproses.")[:500],
    )
    try:
        with transaction.atomic():
            row.save()
            if not held:
                settle_into(row, event, loci=loci)
    except IntegrityError:
        # The same event came in twice at once: the other one has stored it.
        return asked, JournalEvent.objects.get(client_id=client_id).pk
    return asked, row.pk


def _has_photo(user: User, event: Mapping[str, Any]) -> bool:
    try:
        body = body_of(event)
    except FormatError:
        return True  # it waits as what cannot be read
    return not isinstance(body, PhotoBody) or is_whole(user=user, upload_id=body.upload, sha256=body.sha256)


def settle_into(row: JournalEvent, event: Mapping[str, Any], *, loci: Loci) -> None:
    """Apply an event that was just stored, and write down in its row what became of it."""
    try:
        with transaction.atomic():
            applied = apply(row, body_of(event), loci=loci)
        state, reason = JournalState.APPLIED, ""
    except StaleAnswerError as error:
        applied = Applied(answer=error.stored)
        state, reason = JournalState.CONFLICT, "Jawaban ini sudah diubah dari perangkat atau tab lain."
    except HeldError as error:
        applied = Applied(answer=error.answer)
        state, reason = (JournalState.CONFLICT if error.is_conflict else JournalState.QUARANTINED), str(error)
    except (FieldworkError, FileRefusedError, FormatError, StageMovedError) as error:
        applied = Applied()
        state, reason = JournalState.QUARANTINED, str(error)
    row.state, row.reason = state, reason[:500]
    row.answer, row.version, row.evidence = applied.answer, applied.version, applied.evidence
    row.save(update_fields=["state", "reason", "answer", "version", "evidence", "base_version"])
