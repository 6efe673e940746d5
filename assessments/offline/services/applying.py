"""What an event does, through the services of fieldwork that a page would call."""

from dataclasses import dataclass, field
from uuid import UUID

from agencies.models import User
from assessments import permissions
from assessments.fieldwork.evidence.services import add_evidence
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.services import add_subject, record_answer, strike_subject, update_subject
from assessments.files.checking import checked
from assessments.models import Answer, EvidenceVersion, JournalEvent, JournalState, Locus, Subject
from assessments.offline.formats import AddedBody, AnswerBody, Body, PhotoBody, StruckBody, SubjectBody
from assessments.offline.services.photos import forget_upload, is_whole, whole_file

EXPECTED_LOCUS = "Lokus ini tidak ada di lingkup Anda: mungkin Anda bukan lagi anggota timnya."


class HeldError(Exception):
    """An event that waits: `is_conflict` where two values stand against each other and a person must choose."""

    def __init__(self, reason: str, *, is_conflict: bool = False, answer: Answer | None = None) -> None:
        self.is_conflict = is_conflict
        self.answer = answer
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Applied:
    """What an event became."""

    answer: Answer | None = None
    version: int | None = None
    evidence: EvidenceVersion | None = None


@dataclass
class Loci:
    """The loci of one person's scope, each read once for a batch of events."""

    user: User
    _found: dict[UUID, Locus | None] = field(default_factory=dict)

    def find(self, public_id: UUID | None) -> Locus | None:
        if public_id is None:
            return None
        if public_id not in self._found:
            self._found[public_id] = loci_for_sheet(self.user).filter(public_id=public_id).first()
        return self._found[public_id]


def apply(row: JournalEvent, body: Body, *, loci: Loci) -> Applied:
    """Do what the event says, as its person. Raises HeldError, and what the services of fieldwork raise."""
    locus = row.locus and loci.find(row.locus.public_id)
    if locus is None or permissions.place_in_team(row.user, locus.assessment) is None:
        raise HeldError(EXPECTED_LOCUS)
    if not permissions.works_for(row.user, locus.assessment, *permissions.FIELD_ROLES):
        raise HeldError(EXPECTED_LOCUS)
    if isinstance(body, AnswerBody):
        return _answer(row, body, locus)
    if isinstance(body, SubjectBody):
        return _subject(row, body, locus)
    if isinstance(body, AddedBody):
        add_subject(actor=row.user, locus=locus, kind=body.kind, public_id=body.subject, reason=body.reason)
        return Applied()
    if isinstance(body, StruckBody):
        return _struck(row, body, locus)
    return _photo(row, body, locus)


def _subject_at(locus: Locus, public_id: UUID) -> Subject:
    found = Subject.objects.filter(locus=locus, public_id=public_id).first()
    if found is None:
        raise HeldError("Responden atau produk ini tidak ada di lembar: belum ditambahkan, atau sudah dikurangi.")
    return found


def _answer(row: JournalEvent, body: AnswerBody, locus: Locus) -> Applied:
    row.base_version = _seen_version(row.user, body)
    answer = record_answer(
        actor=row.user,
        locus=locus,
        indicator=body.indicator,
        method=body.method,
        subject=_subject_at(locus, body.subject),
        state=body.state,
        value=body.value,
        seen_version=row.base_version,
        client_id=row.client_id,
        reason=body.reason,
        note=body.note,
        comment=body.comment,
        face=body.face,
    )
    return Applied(answer=answer, version=answer.version)


def _seen_version(user: User, body: AnswerBody) -> int:
    """The version that the person saw: through the journal's former word on the question, if there was one."""
    former = JournalEvent.objects.filter(client_id=body.after, user=user).first() if body.after else None
    if former is None:
        return body.base
    if former.state in {JournalState.APPLIED, JournalState.SETTLED} and former.version is not None:
        return former.version
    return body.base if former.base_version is None else former.base_version


def _subject(row: JournalEvent, body: SubjectBody, locus: Locus) -> Applied:
    subject = _subject_at(locus, body.subject)
    now = {column: getattr(subject, column) for column in body.values}
    if now != body.before and now != body.values and any(now.values()) and not _is_own_trail(row, subject):
        raise HeldError(f"{subject.label} sementara itu sudah ditulis lain: {now['name'] or '-'}.", is_conflict=True)
    update_subject(
        actor=row.user,
        locus=locus,
        subject=subject,
        name=str(body.values["name"]),
        duty=str(body.values["duty"]),
        is_substitute=bool(body.values["is_substitute"]),
    )
    return Applied()


def _is_own_trail(row: JournalEvent, subject: Subject) -> bool:
    """Whether what stands there came from an earlier event of the same journal."""
    earlier = JournalEvent.objects.filter(
        device=row.device, kind="subject", state=JournalState.APPLIED, raw__contains=str(subject.public_id)
    )
    return earlier.filter(sequence__lt=row.sequence).exists()


def _struck(row: JournalEvent, body: StruckBody, locus: Locus) -> Applied:
    """One fewer; a colleague who struck the same one meanwhile did what was meant."""
    there = Subject.objects.filter(locus=locus, public_id=body.subject).first()
    if there is not None:
        strike_subject(actor=row.user, locus=locus, subject=there, reason=body.reason)
    return Applied()


def _photo(row: JournalEvent, body: PhotoBody, locus: Locus) -> Applied:
    if not is_whole(user=row.user, upload_id=body.upload, sha256=body.sha256):
        raise HeldError("Foto belum sampai seluruhnya.")
    upload = whole_file(user=row.user, upload_id=body.upload, name=body.name)
    added = add_evidence(actor=row.user, locus=locus, indicators=body.indicators, file=checked(upload))
    version = added.evidence.versions.order_by("-number")[0]
    if version.sha256 != body.sha256:
        raise HeldError("Sidik foto yang tersimpan berbeda dari yang di perangkat.")
    forget_upload(user=row.user, upload_id=body.upload)
    return Applied(evidence=version)
