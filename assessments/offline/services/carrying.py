"""Taking in a journal that somebody carried as a file; twice is harmless."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from agencies.models import Event, User
from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.models import JournalEvent, JournalState, Locus, OfflineDevice
from assessments.offline.carried import Carried
from assessments.offline.errors import OtherPersonError, PieceError, PieceRefusedError
from assessments.offline.formats import FormatError, PhotoBody, body_of, envelope_of
from assessments.offline.services.devices import known_device
from assessments.offline.services.journal import deliver, is_known_event
from assessments.offline.services.photos import LARGEST_PIECE, received_bytes, take_piece

UNSEALED = "Tanda perangkat pada berkas ini tidak cocok. Pemiliknya memeriksa, lalu menerapkan sendiri."

PHOTO_MISSING = "Fotonya tidak ada, atau tidak utuh, di dalam berkas."


class NotTheirsError(FieldworkError):
    """A journal of someone else, brought by a person who does not lead their team."""

    def __init__(self) -> None:
        super().__init__("Berkas ini jurnal orang lain. Hanya pemiliknya atau ketua timnya yang dapat memasukkannya.")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a carried journal: how many events it holds, were there before, apply now, and wait."""

    person: User
    events: int
    known: int
    applied: int
    waiting: int


def import_journal(*, actor: User, carried: Carried) -> Imported:
    """Deliver a carried journal for its person. Raises NotTheirsError.

    Photos come first, then the events in their order. Events that the device's seal does not cover are kept and wait.
    """
    person = User.objects.filter(public_id=carried.person).first()
    loci = list(_loci(actor, carried))
    if person is None or not _may_bring(actor, person, loci):
        raise NotTheirsError
    device, distrust = _device(person, carried)
    ids = [envelope_of(event).id for event in carried.events]
    known = JournalEvent.objects.filter(client_id__in=[key for key in ids if key]).count()
    for event in carried.events:
        _bring_photo(person, carried, event, loci)
    receipts = deliver(user=person, device=device, events=carried.events, delivered_by=actor, distrust=distrust)
    without = {receipt.id for receipt in receipts if receipt.needs_photo}
    if without:
        bare = [event for event in carried.events if envelope_of(event).id in without]
        kept = deliver(user=person, device=device, events=bare, delivered_by=actor, distrust=PHOTO_MISSING)
        receipts = [receipt for receipt in receipts if not receipt.needs_photo] + kept
    done = {JournalState.APPLIED.value, JournalState.SETTLED.value}
    found = Imported(
        person=person,
        events=len(receipts),
        known=known,
        applied=sum(receipt.state in done for receipt in receipts),
        waiting=sum(receipt.state not in done for receipt in receipts),
    )
    if known < len(receipts):
        Event.objects.record(
            actor=actor,
            verb="import_journal",
            target=device,
            detail={"person": person.pk, "events": found.events, "known": known, "waiting": found.waiting},
        )
    return found


def _loci(actor: User, carried: Carried) -> Iterable[Locus]:
    """The sheets that the journal is about, as far as the bringer sees them."""
    wanted = {locus for event in carried.events if (locus := envelope_of(event).locus)}
    return loci_for_sheet(actor).filter(public_id__in=wanted)


def _may_bring(actor: User, person: User, loci: Iterable[Locus]) -> bool:
    """One's own journal, or one of a person in a team that the bringer leads."""
    if actor.pk == person.pk:
        return True
    leads = [locus for locus in loci if (place := permissions.place_in_team(actor, locus.assessment)) and place.is_lead]
    return bool(leads) and all(permissions.place_in_team(person, locus.assessment) for locus in leads)


def _device(person: User, carried: Carried) -> tuple[OfflineDevice, str]:
    """The device, and why its word is not taken where it is not."""
    known = OfflineDevice.objects.filter(public_id=carried.device, user=person).first()
    if known is not None:
        return known, "" if carried.is_sealed_by(known.secret) else UNSEALED
    try:
        return known_device(user=person, device_id=carried.device), UNSEALED
    except OtherPersonError:
        raise NotTheirsError from None


def _bring_photo(person: User, carried: Carried, event: Any, loci: Iterable[Locus]) -> None:
    """Put a photo where the pieces of an upload would be, unless its event is known already."""
    outside = envelope_of(event)
    locus = next((each for each in loci if each.public_id == outside.locus), None)
    try:
        body = body_of(event)
    except FormatError:
        return
    if not isinstance(body, PhotoBody) or locus is None:
        return
    if outside.id and is_known_event(user=person, event_id=outside.id):
        return
    content = carried.photos.get(body.upload, b"")
    received = received_bytes(user=person, upload_id=body.upload)
    for start in range(received, len(content), LARGEST_PIECE):
        try:
            take_piece(
                user=person,
                locus=locus,
                upload_id=body.upload,
                sha256=body.sha256,
                size=len(content),
                start=start,
                content=content[start : start + LARGEST_PIECE],
            )
        except (PieceError, PieceRefusedError):
            return
