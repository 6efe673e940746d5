"""Deciding what waits: which of two values stands, whether a held event is tried again, or let go with a reason."""

import json
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from assessments.fieldwork.errors import Given, ReasonNeededError
from assessments.fieldwork.services import keep_stored_value, record_answer, update_subject
from assessments.models import Answer, AnswerState, JournalEvent, JournalState, Locus, Subject
from assessments.offline.formats import AddedBody, AnswerBody, SubjectBody, body_in, body_of
from assessments.offline.services.applying import Loci
from assessments.offline.services.journal import settle_into


@transaction.atomic
def use_device_value(*, actor: User, locus: Locus, row: JournalEvent) -> None:
    """Let what the device says stand, over what was stored meanwhile; both stay written. Raises FieldworkError."""
    body = body_of(json.loads(row.raw))
    version = None
    if isinstance(body, AnswerBody) and row.answer is not None:
        stored = Answer.objects.get(pk=row.answer.pk)
        version = record_answer(
            actor=actor,
            locus=locus,
            indicator=body.indicator,
            method=body.method,
            subject=stored.subject,
            state=body.state,
            value=body.value,
            reason=body.reason,
            note=body.note,
            comment=body.comment,
            face=body.face,
            seen_version=stored.version,
            client_id=row.client_id,
            settles_conflict=True,
        ).version
    elif isinstance(body, SubjectBody):
        update_subject(
            actor=actor,
            locus=locus,
            subject=Subject.objects.get(locus=locus, public_id=body.subject),
            name=str(body.values["name"]),
            duty=str(body.values["duty"]),
            is_substitute=bool(body.values["is_substitute"]),
        )
    _settle(actor, row, "use_device_value", version=version)


@transaction.atomic
def keep_server_value(*, actor: User, row: JournalEvent) -> None:
    """Let what is stored stand; what the device says stays in the journal and in the event of this choice."""
    body = body_of(json.loads(row.raw))
    version = None
    if isinstance(body, AnswerBody) and row.answer is not None:
        stored = Answer.objects.select_related("locus__assessment__agency").get(pk=row.answer.pk)
        keep_stored_value(actor=actor, answer=stored, refused=given_in(body))
        version = stored.version
    _settle(actor, row, "keep_server_value", version=version)


@transaction.atomic
def try_again(*, actor: User, row: JournalEvent) -> JournalEvent:
    """Apply a held event once more, now that its reason may be gone; it is applied, or waits with its new reason.

    With a respondent who was added, what the device says of that respondent afterwards is tried as well.
    """
    held = JournalEvent.objects.select_for_update().get(pk=row.pk)
    if held.state == JournalState.QUARANTINED:
        loci = Loci(held.user)
        for each in [held, *_about_the_added(held)]:
            settle_into(each, json.loads(each.raw), loci=loci)
            _record(actor, each, "try_journal_event_again")
            if held.state != JournalState.APPLIED:
                break
    return held


@transaction.atomic
def let_go(*, actor: User, row: JournalEvent, reason: str) -> None:
    """Leave a held event unapplied for good, and say why; it stays in the journal. Raises ReasonNeededError."""
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa isian ini tidak dipakai, misalnya: sudah diisi rekan satu tim.")
    _settle(actor, row, "let_go_of_journal_event", reason=reason.strip())


def given_in(body: AnswerBody) -> Given:
    """What an event says, as the pages of the sheet put it into words."""
    reason = "" if body.state == AnswerState.SCORED else body.reason
    return Given(body.state, body.value, reason, body.note, body.comment, body.face)


def _settle(actor: User, row: JournalEvent, verb: str, *, version: int | None = None, reason: str = "") -> None:
    """End the wait of an event, and of the device's earlier words on the same question."""
    columns: dict[str, object] = {"state": JournalState.SETTLED, "settled_by": actor, "settled_at": timezone.now()}
    if version is not None:
        columns["version"] = version
    if reason:
        columns["reason"] = reason[:500]
    for each in [*_earlier(row), row]:
        if JournalEvent.objects.waiting().filter(pk=each.pk).update(**columns):
            _record(actor, each, verb)


def _earlier(row: JournalEvent) -> Sequence[JournalEvent]:
    """The waiting events of the same journal that came before, about the same answer."""
    if row.answer is None:
        return []
    same = JournalEvent.objects.waiting().filter(user=row.user, answer=row.answer, sequence__lt=row.sequence)
    return list(same.filter(device=row.device))


def _about_the_added(row: JournalEvent) -> Sequence[JournalEvent]:
    """The held events of the same journal that came later, about the respondent whom this one adds."""
    body = body_in(row.raw)
    if not isinstance(body, AddedBody):
        return []
    later = JournalEvent.objects.select_for_update().filter(device=row.device, state=JournalState.QUARANTINED)
    return list(later.filter(sequence__gt=row.sequence, raw__contains=str(body.subject)).order_by("sequence"))


def _record(actor: User, row: JournalEvent, verb: str) -> None:
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=row,
        agency=row.locus.assessment.agency if row.locus else None,
        detail={"event": row.client_id, "sha256": row.sha256, "state": row.state, "reason": row.reason},
    )
