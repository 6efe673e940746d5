"""Taking a filled file in: everything in one transaction, or nothing."""

import uuid
from collections.abc import Collection

from django.db import transaction

from agencies.models import Event, User
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.services.answers import keep_stored_value, record_answer
from assessments.fieldwork.services.locked import hold_open
from assessments.fieldwork.services.subjects import update_subject
from assessments.fieldwork.workbook import layout
from assessments.fieldwork.workbook.comparing import Change, PersonChange, Plan
from assessments.models import Assessment, Locus, Subject, SubjectKind

NAMESPACE = uuid.UUID("6f1f7a52-0d5e-4f0c-9f0e-1a7c2b9d4e60")
"""Of the deliveries that come from files: the same file delivers the same answer once."""


class UnsettledConflictError(FieldworkError):
    """A conflict that nobody has decided."""

    def __init__(self, conflicts: int) -> None:
        super().__init__(f"Pilih untuk {conflicts} konflik: nilai dari berkas, atau nilai yang tersimpan.")


class MovedPersonError(FieldworkError):
    """Someone changed a respondent while the file was being applied."""

    def __init__(self, subject: Subject) -> None:
        super().__init__(f"{subject.label} baru saja diubah orang lain. Periksa lagi daftarnya.")


@transaction.atomic
def apply_workbook(
    *, actor: User, locus: Locus, plan: Plan, from_file: Collection[str] = (), from_store: Collection[str] = ()
) -> int:
    """Apply a list of changes whole; how many answers and people changed.

    `from_file` and `from_store` name the conflicts by their id: which gives way to what. Every save is conditional
    on the version that the list showed. Raises UnsettledConflictError, MovedPersonError, or what `record_answer` and
    `update_subject` raise; then nothing at all was changed.
    """
    unsettled = [each for each in plan.conflicts if each.id not in from_file and each.id not in from_store]
    if unsettled:
        raise UnsettledConflictError(len(unsettled))
    if any(change.question.subject.kind == SubjectKind.AGENCY for change in plan.changes):
        # As `record_answer` does for values of the agency: the assessment first, then the locus.
        Assessment.objects.select_for_update(no_key=True).get(pk=locus.assessment_id)
    hold_open(locus)
    kept = [each for each in plan.conflicts if each.id in from_store]
    people = [each for each in plan.people if each not in kept]
    changes = [each for each in plan.changes if each not in kept]
    for person in people:
        _rename(actor, locus, person)
    for change in changes:
        _record(actor, locus, change, plan.origin.sha256)
    for conflict in kept:
        if isinstance(conflict, Change) and conflict.stored is not None:
            keep_stored_value(actor=actor, answer=conflict.stored, refused=conflict.given)
    if changes or people or kept:
        detail = {"sha256": plan.origin.sha256, "answers": len(changes), "people": len(people), "kept": len(kept)}
        Event.objects.record(
            actor=actor, verb="apply_workbook", target=locus, agency=locus.assessment.agency, detail=detail
        )
    return len(changes) + len(people)


def _record(actor: User, locus: Locus, change: Change, file: str) -> None:
    given = change.given
    record_answer(
        actor=actor,
        locus=locus,
        indicator=change.question.indicator.code,
        method=change.question.method,
        subject=change.question.subject,
        state=given.state,
        value=given.value,
        reason=given.reason,
        note=given.note,
        comment=given.comment,
        face=given.face,
        seen_version=change.version,
        client_id=uuid.uuid5(NAMESPACE, f"{file}.{change.version}"),
        settles_conflict=bool(change.conflict),
    )


def _rename(actor: User, locus: Locus, person: PersonChange) -> None:
    fresh = Subject.objects.select_for_update().get(pk=person.subject.pk, locus=locus)
    if (fresh.name, fresh.duty, fresh.is_substitute) != (
        person.subject.name,
        person.subject.duty,
        person.subject.is_substitute,
    ):
        raise MovedPersonError(fresh)
    is_product = fresh.kind == SubjectKind.PRODUCT
    update_subject(
        actor=actor,
        locus=locus,
        subject=fresh,
        name=person.after.name,
        duty=fresh.duty if is_product else person.after.duty,
        is_substitute=fresh.is_substitute if is_product else person.after.substitute == layout.YES,
    )
