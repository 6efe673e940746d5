"""What happens to a recommendation: proposed, issued, given an owner, proven, judged; each act is an event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, Event, ServiceUnit, User
from agencies.roles import Role
from assessments import permissions
from assessments.files.checking import Upload, checked
from assessments.files.refusals import FileRefusedError
from assessments.files.storing import keep
from assessments.followup.errors import (
    CheckedAlreadyError,
    DueDateNeededError,
    NothingToCheckError,
    NotIndependentError,
    NotOfAgencyError,
    NotReleasedError,
    ReasonNeededError,
    SteppedMeanwhileError,
    SuggestedAlreadyError,
    UploadRefusedError,
    WithdrawnAlreadyError,
)
from assessments.followup.selectors.ledger import unchecked_among
from assessments.followup.selectors.people import assessors_of
from assessments.handing_on import tell_next_at
from assessments.models import (
    OPEN_STEPS,
    STEPS_BEFORE,
    Assessment,
    FollowUpStep,
    NoOpenProducts,
    ProofFile,
    ProofWithdrawal,
    Recommendation,
    RecommendationSource,
    RecommendationStep,
    Result,
)
from assessments.models.followup import proof_path

_OF_AGENCY = (Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL)


@transaction.atomic
def propose(
    *,
    actor: User,
    agency: Agency,
    kind: str,
    text: str,
    unit: ServiceUnit | None = None,
    source_number: str = "",
    due_on: date | None = None,
    is_example: bool = False,
) -> Recommendation:
    """Write a product of the Ombudsman into the list of an agency; the agency sees it once it is issued.

    With a `source_number` (of an LHP, an LHA or a letter) it comes from there. Raises ReasonNeededError without a
    text, NotOfAgencyError for a unit of another agency.
    """
    if not text.strip():
        raise ReasonNeededError("Tulis apa yang perlu diperbaiki.")
    if unit is not None and unit.agency_id != agency.pk:
        raise NotOfAgencyError
    number = source_number.strip()
    return _proposed(
        actor,
        Recommendation(
            agency=agency,
            unit=unit,
            kind=kind,
            source=RecommendationSource.REPORT if number else RecommendationSource.MANUAL,
            source_number=number,
            text=text.strip(),
            due_on=due_on,
            written_by=actor,
            is_example=is_example,
        ),
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of a released result that is worth a recommendation, and what to do about it."""

    unit: ServiceUnit
    indicator: str
    text: str


@transaction.atomic
def propose_from_result(
    *, actor: User, result: Result, kind: str, findings: Iterable[Finding], due_on: date | None = None
) -> tuple[Recommendation, ...]:
    """Turn findings of a released result into proposals for the head of the office.

    Raises NotReleasedError, NotOfAgencyError, ReasonNeededError, SuggestedAlreadyError.
    """
    assessment = result.assessment
    if not assessment.period.is_released:
        raise NotReleasedError
    made: list[Recommendation] = []
    for finding in findings:
        if finding.unit.agency_id != assessment.agency_id:
            raise NotOfAgencyError
        if not finding.text.strip():
            raise ReasonNeededError(f"Tulis saran untuk indikator {finding.indicator}, atau lepas centangnya.")
        row = Recommendation(
            agency=assessment.agency,
            unit=finding.unit,
            kind=kind,
            source=RecommendationSource.RESULT,
            result=result,
            indicator=finding.indicator,
            text=finding.text.strip(),
            due_on=due_on,
            written_by=actor,
            is_example=result.is_example,
        )
        try:
            with transaction.atomic():
                made.append(_proposed(actor, row))
        except IntegrityError as error:
            raise SuggestedAlreadyError from error
    return tuple(made)


def _proposed(actor: User, row: Recommendation) -> Recommendation:
    row.save()
    RecommendationStep.objects.create(recommendation=row, number=1, step=FollowUpStep.PROPOSED, actor=actor)
    _record(actor, "propose_recommendation", row, {"kind": row.kind, "text": row.text, "due_on": row.due_on})
    tell_next_at(row.agency, Role.VALIDATOR)
    return row


@transaction.atomic
def issue(*, actor: User, recommendation: Recommendation, due_on: date | None, text: str = "") -> Recommendation:
    """The head of the office confirms a proposal, in other words where needed: from now on the agency sees it.

    Raises DueDateNeededError, SteppedMeanwhileError.
    """
    row, last = _held(recommendation)
    if due_on is None:
        raise DueDateNeededError
    before = {"text": row.text, "due_on": row.due_on}
    row.due_on, row.text = due_on, text.strip() or row.text
    row.save(update_fields=["due_on", "text"])
    _step(actor, row, last, FollowUpStep.ISSUED)
    _record(actor, "issue_recommendation", row, {"before": before, "after": {"text": row.text, "due_on": due_on}})
    tell_next_at(row.agency, *_OF_AGENCY)
    return row


@transaction.atomic
def drop(*, actor: User, recommendation: Recommendation, reason: str) -> None:
    """Take a proposal or an open recommendation back, and say why. Raises ReasonNeededError, SteppedMeanwhileError."""
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa saran ini dibatalkan.")
    row, last = _held(recommendation)
    _step(actor, row, last, FollowUpStep.DROPPED, reason)
    _record(actor, "drop_recommendation", row, {"reason": reason.strip()})


@transaction.atomic
def move_due_date(*, actor: User, recommendation: Recommendation, due_on: date, reason: str) -> None:
    """Give an open recommendation another last day, and say why. Raises ReasonNeededError, SteppedMeanwhileError."""
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa batas waktunya berubah.")
    row, last = _held(recommendation)
    if last.step not in STEPS_BEFORE[FollowUpStep.DROPPED]:
        raise SteppedMeanwhileError(last.step)
    before, row.due_on = row.due_on, due_on
    row.save(update_fields=["due_on"])
    _record(actor, "move_recommendation_due_date", row, {"before": before, "after": due_on, "reason": reason.strip()})


@transaction.atomic
def give_owner(
    *,
    actor: User,
    recommendation: Recommendation,
    owner: User | None,
    owner_title: str = "",
    needs_signature: bool = False,
) -> None:
    """The bureau says who is to do it: a person of the agency, or a title, and whether the head must sign."""
    row, last = _held(recommendation)
    if last.step not in STEPS_BEFORE[FollowUpStep.DROPPED]:
        raise SteppedMeanwhileError(last.step)
    row.owner, row.owner_title, row.needs_signature = owner, owner_title.strip(), needs_signature
    row.save(update_fields=["owner", "owner_title", "needs_signature"])
    _record(
        actor,
        "give_recommendation_owner",
        row,
        {"owner": owner.pk if owner else None, "title": row.owner_title, "needs_signature": needs_signature},
    )


def add_proof(*, actor: User, recommendation: Recommendation, upload: Upload) -> ProofFile:
    """Keep a file as proof; the same bytes are kept once. Raises UploadRefusedError, SteppedMeanwhileError."""
    try:
        found = checked(upload)  # outside the transaction: reading a large file takes its time
    except FileRefusedError as error:
        raise UploadRefusedError(str(error)) from error
    with transaction.atomic():
        row, last = _held(recommendation)
        if last.step not in STEPS_BEFORE[FollowUpStep.PROVEN]:
            raise SteppedMeanwhileError(last.step)
        same = ProofFile.objects.filter(recommendation=row, sha256=found.sha256)
        kept = same.standing().first()
        if kept is not None:
            return kept
        file = ProofFile(
            recommendation=row,
            name=found.name,
            media_type=found.media_type,
            size=found.size,
            sha256=found.sha256,
            number=same.count() + 1,
            uploaded_by=actor,
        )
        file.file.name = keep(found.content, path=proof_path(file, found.name))
        file.save()
        _record(actor, "add_proof", row, {"name": file.name, "sha256": file.sha256})
        return file


@transaction.atomic
def withdraw_proof(*, actor: User, proof: ProofFile, reason: str) -> None:
    """The agency takes back a file that no check has seen, and says why; a hand-in that holds it is taken back too.

    The row and its bytes stay, shown by name, handed out to nobody. Raises ReasonNeededError, SteppedMeanwhileError,
    CheckedAlreadyError, WithdrawnAlreadyError.
    """
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa berkas ini ditarik, misalnya: salah berkas.")
    row, last = _held(proof.recommendation)
    if last.step not in OPEN_STEPS:
        raise SteppedMeanwhileError(last.step)
    if not unchecked_among([proof], row.steps.all()):
        raise CheckedAlreadyError
    if ProofWithdrawal.objects.filter(proof=proof).exists():
        raise WithdrawnAlreadyError
    ProofWithdrawal.objects.create(proof=proof, reason=reason.strip(), withdrawn_by=actor)
    if last.step == FollowUpStep.PROVEN:
        _step(actor, row, last, FollowUpStep.TAKEN_BACK, reason)
    _record(actor, "withdraw_proof", row, {"name": proof.name, "sha256": proof.sha256, "reason": reason.strip()})


@transaction.atomic
def hand_in(*, actor: User, recommendation: Recommendation, note: str = "") -> None:
    """The agency asks for the check of its proof. Raises NothingToCheckError, SteppedMeanwhileError."""
    row, last = _held(recommendation)
    proofs, steps = list(ProofFile.objects.filter(recommendation=row).standing()), list(row.steps.all())
    if not unchecked_among(proofs, steps):
        raise NothingToCheckError(again=any(step.step == FollowUpStep.INADEQUATE for step in steps))
    _step(actor, row, last, FollowUpStep.PROVEN, note)
    _record(actor, "hand_in_proof", row, {"note": note.strip(), "files": len(proofs)})
    tell_next_at(row.agency, Role.VERIFIER, Role.VALIDATOR)


@transaction.atomic
def judge_proof(*, actor: User, recommendation: Recommendation, adequate: bool, reason: str = "") -> None:
    """Someone independent of the Ombudsman's side finds the proof adequate, or not and why.

    Raises NotIndependentError, ReasonNeededError, SteppedMeanwhileError.
    """
    row, last = _held(recommendation)
    if not permissions.can_judge_proof(actor, row, hands_on=assessors_of(row)):
        raise NotIndependentError
    if not adequate and not reason.strip():
        raise ReasonNeededError("Tulis apa yang masih kurang, agar instansi tahu langkah berikutnya.")
    _step(actor, row, last, FollowUpStep.ADEQUATE if adequate else FollowUpStep.INADEQUATE, reason)
    _record(actor, "judge_proof", row, {"adequate": adequate, "reason": reason.strip()})
    if not adequate:
        tell_next_at(row.agency, *_OF_AGENCY)


@transaction.atomic
def confirm_no_open_products(*, actor: User, assessment: Assessment, note: str = "") -> None:
    """The head office says that no product is due at an agency; saying it twice changes nothing."""
    row, is_new = NoOpenProducts.objects.get_or_create(
        assessment=assessment, defaults={"confirmed_by": actor, "note": note.strip()}
    )
    if is_new:
        Event.objects.record(
            actor=actor,
            verb="confirm_no_open_products",
            target=assessment,
            agency=assessment.agency,
            detail={"note": row.note},
        )


def record_proof_download(*, actor: User, file: ProofFile) -> None:
    """Write down who read a proof."""
    _record(actor, "download_proof", file.recommendation, {"sha256": file.sha256, "name": file.name})


def _held(recommendation: Recommendation) -> tuple[Recommendation, RecommendationStep]:
    """The recommendation locked until the transaction ends, with the last step it took."""
    row = Recommendation.objects.select_for_update(of=("self",)).select_related("agency").get(pk=recommendation.pk)
    last = RecommendationStep.objects.filter(recommendation=row).order_by("-number")[0]
    return row, last


def _step(actor: User, row: Recommendation, last: RecommendationStep, step: FollowUpStep, note: str = "") -> None:
    if last.step not in STEPS_BEFORE[step]:
        raise SteppedMeanwhileError(last.step)
    RecommendationStep.objects.create(
        recommendation=row, number=last.number + 1, step=step, note=note.strip(), actor=actor, at=timezone.now()
    )


def _record(actor: User, verb: str, target: Recommendation, detail: dict[str, object]) -> None:
    Event.objects.record(actor=actor, verb=verb, target=target, agency=target.agency, detail=detail)
