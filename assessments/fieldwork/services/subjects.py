"""Whom a team meets at a locus: their names and duties, and how many of them are expected."""

import uuid

from django.db import transaction
from django.db.models import Max

from agencies.models import Event, User
from assessments.fieldwork.errors import FieldworkError, ReasonNeededError
from assessments.fieldwork.services.locked import hold_open
from assessments.models import Answer, Locus, Subject, SubjectKind

SINGLE = frozenset({SubjectKind.UNIT, SubjectKind.AGENCY})
MOST_SUBJECTS = 200
"""Subjects of one kind at a locus."""


class SubjectInUseError(FieldworkError):
    """A respondent or product that has answers cannot be struck from the list."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        super().__init__(f"{subject.label} sudah mempunyai jawaban, jadi tidak dapat dihapus.")


@transaction.atomic
def update_subject(*, actor: User, locus: Locus, subject: Subject, name: str, duty: str, is_substitute: bool) -> None:
    """Write down who a respondent is, or which product; nothing happens when nothing changed. LocusClosedError."""
    hold_open(locus)
    values = {"name": name.strip(), "duty": duty.strip(), "is_substitute": is_substitute}
    before = {column: getattr(subject, column) for column in values}
    if values == before:
        return
    Subject.objects.filter(pk=subject.pk, locus=locus).update(**values)
    for column, value in values.items():
        setattr(subject, column, value)
    Event.objects.record(
        actor=actor,
        verb="update_subject",
        target=subject,
        agency=locus.assessment.agency,
        detail={"before": before, "after": values},
    )


@transaction.atomic
def count_contacts(*, actor: User, locus: Locus, product: Subject, contacts: int | None) -> None:
    """State how many contacts of a product's users the team checked; None takes the count back. LocusClosedError.

    Only the number is kept here: who the users are stays sealed in the agency's own list.
    """
    hold_open(locus)
    before = product.contacts_seen
    if contacts == before:
        return
    Subject.objects.filter(pk=product.pk, locus=locus, kind=SubjectKind.PRODUCT).update(contacts_seen=contacts)
    product.contacts_seen = contacts
    Event.objects.record(
        actor=actor,
        verb="count_contacts",
        target=product,
        agency=locus.assessment.agency,
        detail={"before": before, "after": contacts},
    )


@transaction.atomic
def set_subject_count(*, actor: User, locus: Locus, kind: SubjectKind, count: int, reason: str) -> None:
    """State how many subjects of a kind this locus has, and why; new ones come last, surplus ones leave from the end.

    Raises LocusClosedError, ReasonNeededError, or SubjectInUseError when one that would leave has answers.
    """
    if kind in SINGLE or count < 1:
        raise FieldworkError("Isi jumlah paling sedikit 1, untuk petugas, produk, atau pengguna.")
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa jumlahnya berbeda.")
    hold_open(locus, changes_all=True)
    subjects = Subject.objects.filter(locus=locus, kind=kind)
    before = subjects.count()
    surplus = list(subjects.order_by("position")[count:])
    used = set(Answer.objects.filter(subject__in=surplus).values_list("subject", flat=True))
    for subject in surplus:
        if subject.pk in used:
            raise SubjectInUseError(subject)
    subjects.filter(pk__in=[subject.pk for subject in surplus]).delete()
    last = subjects.aggregate(last=Max("position"))["last"] or 0
    Subject.objects.bulk_create(
        Subject(locus=locus, kind=kind, position=last + number) for number in range(1, count - before + 1)
    )
    Event.objects.record(
        actor=actor,
        verb="set_subject_count",
        target=locus,
        agency=locus.assessment.agency,
        detail={"kind": kind, "before": before, "after": count, "reason": reason.strip()},
    )


@transaction.atomic
def add_subject(*, actor: User, locus: Locus, kind: SubjectKind, public_id: uuid.UUID, reason: str) -> Subject:
    """Add one respondent or product under a key that the device made; it comes last, whoever else adds meanwhile.

    A key that is there already is returned as it stands. Raises LocusClosedError, ReasonNeededError, or FieldworkError
    for a kind of which there is one only, one too many, or a key of another locus.
    """
    if kind in SINGLE:
        raise FieldworkError("Yang dapat ditambah ialah petugas, produk, atau pengguna.")
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa jumlahnya berbeda.")
    hold_open(locus, changes_all=True)
    known = Subject.objects.filter(public_id=public_id).first()
    if known is not None:
        if known.locus_id != locus.pk or known.kind != kind:
            raise FieldworkError("Kunci responden ini sudah dipakai yang lain.")
        return known
    there = Subject.objects.filter(locus=locus, kind=kind)
    if not there or there.count() >= MOST_SUBJECTS:
        raise FieldworkError(f"Lembar ini menanyai 1 sampai {MOST_SUBJECTS} orang atau produk dari jenis yang sama.")
    last = there.aggregate(last=Max("position"))["last"]
    added = Subject.objects.create(locus=locus, kind=kind, public_id=public_id, position=last + 1)
    _record_count(actor, "add_subject", added, reason)
    return added


@transaction.atomic
def strike_subject(*, actor: User, locus: Locus, subject: Subject, reason: str) -> None:
    """Take the last respondent or product of its kind off the list. LocusClosedError, ReasonNeededError.

    Raises SubjectInUseError when it has answers, FieldworkError when it is the only one or others come after it.
    """
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa jumlahnya berbeda.")
    hold_open(locus, changes_all=True)
    there = Subject.objects.filter(locus=locus, kind=subject.kind).order_by("position")
    if there.count() < 2:
        raise FieldworkError(f"{subject.label} satu-satunya, jadi tidak dapat dihapus.")
    if Answer.objects.filter(subject=subject).exists():
        raise SubjectInUseError(subject)
    if there.filter(position__gt=subject.position).exists():
        raise FieldworkError(f"Sesudah {subject.label} ada yang ditambahkan; ubah jumlahnya di lembar biasa.")
    _record_count(actor, "strike_subject", subject, reason)
    subject.delete()


def _record_count(actor: User, verb: str, subject: Subject, reason: str) -> None:
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=subject.locus,
        agency=subject.locus.assessment.agency,
        detail={"subject": subject.public_id, "label": subject.label, "reason": reason.strip()},
    )
