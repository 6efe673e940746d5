"""What people do while an agency may reply; each act is one service, written down as an event."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from agencies.roles import Role
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.files.checking import CheckedFile, Upload, checked
from assessments.files.refusals import FileRefusedError
from assessments.files.storing import keep
from assessments.handing_on import after_saving, tell_next
from assessments.models import (
    Action,
    Assessment,
    Locus,
    Objection,
    ObjectionDecision,
    ObjectionFile,
    Outcome,
    Period,
    Result,
    ReviewStep,
    Stage,
    WindowKind,
)
from assessments.models.objection import objection_path
from assessments.objections.errors import (
    DecidedAlreadyError,
    NotTheirReplyError,
    ObjectedAlreadyError,
    OwnAnswersError,
    ReplyError,
    ReplyFileRefusedError,
    ReplyNotOpenError,
    ReplyNotRunningError,
)
from assessments.objections.letters import tell_decision
from assessments.permissions import can_decide_objection, can_object, can_open_reply, ever_decides_objections
from assessments.results.levels import LevelError, set_level
from assessments.results.services import preview, settle

FILES_AT_ONCE = 5


@transaction.atomic
def open_reply(*, actor: User, assessment: Assessment) -> Result:
    """Show the bureau the provisional result, which is computed and kept for that, and let it reply until the deadline.

    `assessment` comes with names. Raises NotTheirReplyError, ReplyNotOpenError outside the period's window,
    StageMovedError, and NoResultError while loci are not validated.
    """
    if not can_open_reply(actor, assessment):
        raise NotTheirReplyError
    _refuse_outside_window(assessment.period, timezone.localdate())
    loci = _hold_loci(assessment)
    result = settle(assessment=assessment, actor=actor)
    Assessment.objects.filter(pk=assessment.pk).update(
        reply_opened_at=timezone.now(), reply_ended_at=None, reply_result=result
    )
    Locus.objects.move_together(loci, Action.OPEN_REPLY)
    Event.objects.record_each(
        actor=actor, verb="open_reply", targets=loci, agency=assessment.agency, detail={"result": result.pk}
    )
    tell_next(assessment, Role.BUREAU)
    return result


@transaction.atomic
def end_reply(*, actor: User, assessment: Assessment) -> None:
    """The bureau says that it has no (more) objections, so that nobody need wait for the deadline."""
    if not can_object(actor, assessment):
        raise NotTheirReplyError
    waiting = Assessment.objects.filter(pk=assessment.pk, stage=Stage.IN_REPLY, reply_ended_at=None)
    if not waiting.update(reply_ended_at=timezone.now()):
        raise ReplyNotRunningError
    Event.objects.record(actor=actor, verb="end_reply", target=assessment, agency=assessment.agency)
    tell_next(assessment, Role.HEAD_OFFICE)


def file_objection(
    *, actor: User, locus: Locus, indicator: str, text: str, uploads: Sequence[Upload] = ()
) -> Objection:
    """Object to the value of an indicator of a unit, with what shows it.

    `locus` needs unit, agency and the period's issue joined. Raises NotTheirReplyError, ReplyNotOpenError,
    ReplyNotRunningError, ObjectedAlreadyError, ReplyFileRefusedError, ReplyError for an indicator not asked there.
    """
    if not can_object(actor, locus.assessment):
        raise NotTheirReplyError
    if not text.strip():
        raise ReplyError("Tulis mengapa nilainya keliru menurut instansi Anda.")
    instrument = locus.assessment.period.issue.instrument
    kinds = {"agency_kind": locus.assessment.agency.kind, "unit_kind": locus.unit.kind}
    if indicator not in {each.code for _, each in instrument.indicators if each.applies_to(**kinds)}:
        raise ReplyError(f"{indicator} tidak ditanyakan di unit ini.")
    files = _checked(uploads)  # outside the transaction: reading large files takes its time
    with transaction.atomic():
        shown = _hold_reply(locus)
        if Objection.objects.filter(locus=locus, indicator=indicator, result=shown).exists():
            raise ObjectedAlreadyError(indicator)
        objection = Objection.objects.create(
            locus=locus,
            indicator=indicator,
            text=text.strip(),
            result=shown,
            filed_by=actor,
        )
        kept = [_keep(actor, objection, file) for file in files]
        _record(actor, "file_objection", objection, {"indicator": indicator, "files": [file.sha256 for file in kept]})
        tell_next(locus.assessment, Role.VERIFIER, Role.VALIDATOR)
    return objection


def add_objection_evidence(*, actor: User, objection: Objection, uploads: Sequence[Upload]) -> list[ObjectionFile]:
    """Add files to an objection that is not decided yet; raises as file_objection, and DecidedAlreadyError.

    `objection` needs its locus, assessment and agency joined.
    """
    if not can_object(actor, objection.locus.assessment):
        raise NotTheirReplyError
    if not uploads:
        raise ReplyError("Pilih sedikitnya satu berkas.")
    files = _checked(uploads)
    with transaction.atomic():
        _hold_reply(objection.locus)
        _refuse_decided(objection)
        kept = [_keep(actor, objection, file) for file in files]
        _record(actor, "add_objection_evidence", objection, {"files": [file.sha256 for file in kept]})
    return kept


@transaction.atomic
def decide_objection(
    *,
    actor: User,
    objection: Objection,
    outcome: Outcome,
    reason: str,
    method: str = "",
    level: int | None = None,
) -> ObjectionDecision:
    """Answer an objection with a reason; upheld, wholly or in part, it sets a level for one method of the indicator.

    The scores before and after are kept with the decision. `objection` needs locus, unit, assessment, agency, office
    and the period's issue joined. Raises NotTheirReplyError, OwnAnswersError, DecidedAlreadyError,
    ReplyNotRunningError, and ReplyError for a level that cannot be set.
    """
    locus = objection.locus
    if not ever_decides_objections(actor, locus.assessment):
        raise NotTheirReplyError
    if not reason.strip():
        raise ReplyError("Tulis pertimbangannya; instansi membacanya.")
    held = _hold_loci(locus.assessment)
    _refuse_decided(objection)
    if any(each.pk == locus.pk and each.stage != Stage.IN_REPLY for each in held):
        raise ReplyNotRunningError
    if not can_decide_objection(actor, locus.assessment, hands_on=hands_on(locus)):
        raise OwnAnswersError
    is_changed = outcome != Outcome.REJECTED
    if is_changed and (not method or level is None):
        raise ReplyError("Pilih cara penilaian dan tingkat yang berlaku setelah sanggahan.")
    before = _scores(locus)
    if is_changed and level is not None:
        try:
            set_level(
                actor=actor,
                locus=locus,
                indicator=objection.indicator,
                method=method,
                level=level,
                step=ReviewStep.REPLY,
                reason=reason.strip(),
            )
        except LevelError as error:
            raise ReplyError(str(error)) from error
    after = _scores(locus) if is_changed else before
    decision = ObjectionDecision.objects.create(
        objection=objection,
        outcome=outcome,
        reason=reason.strip(),
        method=method if is_changed else "",
        value=level if is_changed else None,
        unit_before=before[0],
        unit_after=after[0],
        agency_before=before[1],
        agency_after=after[1],
        decided_by=actor,
    )
    _record(
        actor,
        "decide_objection",
        objection,
        {
            "outcome": outcome,
            "indicator": objection.indicator,
            "unit": [str(before[0]), str(after[0])],
            "agency": [str(before[1]), str(after[1])],
        },
    )
    key = objection.pk
    after_saving(lambda: tell_decision.enqueue(key))
    tell_next(locus.assessment, Role.HEAD_OFFICE)
    return decision


def record_file_download(*, actor: User, file: ObjectionFile) -> None:
    """Write down who took a copy of a bureau's evidence; `file` needs its objection, locus and agency joined."""
    _record(actor, "download_objection_evidence", file.objection, {"sha256": file.sha256})


def _scores(locus: Locus) -> tuple[Decimal | None, Decimal | None]:
    """The printed scores of the unit and of its agency as they would be now."""
    agency, units = preview(locus.assessment)
    return next(each.score.score for each in units if each.locus.pk == locus.pk), agency.score


def _refuse_outside_window(period: Period, today: date) -> None:
    window = period.window(WindowKind.REPLY)
    if window is None or not window.is_open_on(today):
        raise ReplyNotOpenError(window, today)


def _hold_loci(assessment: Assessment) -> list[Locus]:
    """The loci to be assessed under lock, in a fixed order, so that people who act at once come one by one."""
    loci = Locus.objects.select_for_update(of=("self",), no_key=True).filter(not_assessed_reason="")
    return list(loci.filter(assessment=assessment.pk).order_by("pk"))


def _hold_reply(locus: Locus) -> Result:
    """The result that the bureau replies to, once it is sure that it still may; the locus stays locked."""
    held = Locus.objects.select_for_update(of=("self",), no_key=True).get(pk=locus.pk)
    assessment = Assessment.objects.select_related("period", "reply_result").get(pk=locus.assessment_id)
    shown = assessment.reply_result
    if held.stage != Stage.IN_REPLY or assessment.reply_ended_at or held.not_assessed_reason or shown is None:
        raise ReplyNotRunningError
    _refuse_outside_window(assessment.period, timezone.localdate())
    return shown


def _refuse_decided(objection: Objection) -> None:
    decision = ObjectionDecision.objects.select_related("decided_by").filter(objection=objection).first()
    if decision is not None:
        raise DecidedAlreadyError(decision)


def _checked(uploads: Sequence[Upload]) -> list[CheckedFile]:
    if len(uploads) > FILES_AT_ONCE:
        raise ReplyFileRefusedError(f"Unggah paling banyak {FILES_AT_ONCE} berkas sekaligus; sisanya sesudah itu.")
    try:
        return [checked(upload) for upload in uploads]
    except FileRefusedError as error:
        raise ReplyFileRefusedError(str(error)) from error


def _keep(actor: User, objection: Objection, found: CheckedFile) -> ObjectionFile:
    """The file with these bytes at the objection; the same bytes are kept there once."""
    there = ObjectionFile.objects.filter(objection=objection, sha256=found.sha256).first()
    if there is not None:
        return there
    file = ObjectionFile(
        objection=objection,
        name=found.name,
        media_type=found.media_type,
        size=found.size,
        sha256=found.sha256,
        uploaded_by=actor,
    )
    file.file.name = keep(found.content, path=objection_path(file, found.name))
    file.save()
    return file


def _record(actor: User, verb: str, objection: Objection, detail: dict[str, object]) -> None:
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=objection,
        agency=objection.locus.assessment.agency,
        detail={"locus": objection.locus_id, **detail},
    )
