"""What of the journals waits for a person: conflicts to compare, and held events with their reasons."""

from dataclasses import dataclass
from uuid import UUID

from agencies.models import User
from assessments.models import JournalEvent, Subject
from assessments.models.offline import JournalEventQuerySet
from assessments.offline.formats import Body, StruckBody, SubjectBody, body_in


@dataclass(frozen=True, slots=True)
class Waiting:
    """One event that waits; `body` is None where it cannot be read, `subject` stands where the event is about one."""

    row: JournalEvent
    body: Body | None
    subject: Subject | None


def waiting_rows(user: User) -> JournalEventQuerySet:
    """The events of a person that wait, and those of others that this person delivered."""
    return (
        JournalEvent.objects.waiting()
        .for_person(user)
        .select_related("user", "locus__unit", "locus__assessment__agency", "answer__subject")
        .order_by("locus", "user", "sequence")
    )


def waiting_of(user: User) -> tuple[Waiting, ...]:
    """What waits for a person; two queries however much. Of several words on one answer only the last is offered."""
    found: dict[object, tuple[JournalEvent, Body | None]] = {}
    for row in waiting_rows(user):
        key = (row.user_id, row.device_id, row.answer_id) if row.answer_id else row.pk
        found[key] = (row, body_in(row.raw))
    about_one = (SubjectBody, StruckBody)
    asked: set[UUID] = {body.subject for _, body in found.values() if isinstance(body, about_one)}
    subjects = {subject.public_id: subject for subject in Subject.objects.filter(public_id__in=asked)}
    return tuple(
        Waiting(row, body, subjects.get(body.subject) if isinstance(body, about_one) else None)
        for row, body in found.values()
    )
