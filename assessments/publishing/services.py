"""The head office's last steps: decide, publish, correct; each atomic and written down as an event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from agencies.roles import Role
from assessments.handing_on import tell_next
from assessments.models import (
    Action,
    Assessment,
    Correction,
    Locus,
    Period,
    Result,
    ReviewStep,
    Stage,
    StageMovedError,
    transition_of,
)
from assessments.permissions import can_correct, can_decide, can_publish
from assessments.publishing.errors import (
    NothingChangedError,
    NotReadyError,
    NotTheirDecisionError,
    OtherThanForeseenError,
    PeriodPublishedError,
    PublishingError,
    ResultsMissingError,
    StaleResultError,
    UndecidedError,
)
from assessments.publishing.readiness import Readiness
from assessments.publishing.selectors import (
    agencies_without_result,
    left_at_validated,
    own_assessments,
    readiness_of,
    undecided_with_result,
)
from assessments.results.draft import Draft
from assessments.results.letters import tell_when_released
from assessments.results.levels import LevelError, set_level
from assessments.results.services import NoResultError, draft, settle


@dataclass(frozen=True, slots=True)
class LevelChange:
    """The level (0..max) of one method of an indicator of a unit that a correction sets."""

    locus: Locus
    indicator: str
    method: str
    level: int


@transaction.atomic
def decide_assessment(*, actor: User, assessment: Assessment) -> Result:
    """Decide an assessment: its final result is computed, unless the kept one still holds.

    `assessment` comes with names. Raises NotTheirDecisionError, PeriodPublishedError, NotReadyError with the reason,
    StageMovedError, NoResultError.
    """
    if not can_decide(actor):
        raise NotTheirDecisionError
    period = _hold_period(assessment.period)
    loci = _hold_loci(assessment)
    assessment.refresh_from_db(fields=["stage", "reply_opened_at", "reply_ended_at"])
    if transition_of(Action.DECIDE, assessment.stage) is None:
        raise StageMovedError(assessment.stage)
    (found,) = readiness_of(period, [assessment], actor)
    if not found.is_ready:
        raise NotReadyError(found.obstacle)
    result = settle(assessment=assessment, actor=actor)
    Assessment.objects.filter(pk=assessment.pk).update(decided_at=timezone.now())
    Locus.objects.move_together(loci, Action.DECIDE, decided_by=actor)
    _record_moves(actor, "decide_assessment", assessment, loci, {"result": result.pk, "score": str(result.score)})
    if not period.assessments.filter(not_assessed_reason="").exclude(stage=Stage.DECIDED).exists():
        tell_next(assessment, Role.HEAD_OFFICE)  # the period can be published
    return result


def decide_each(
    *, actor: User, period: Period, assessments: Iterable[Assessment]
) -> tuple[tuple[Result, ...], tuple[Readiness, ...]]:
    """Decide those of a period's assessments that are ready; the results, and the others with their obstacles.

    Each is decided by itself, so that one obstacle does not undo the others. NotTheirDecisionError.
    """
    if not can_decide(actor):
        raise NotTheirDecisionError
    decided: list[Result] = []
    refused: list[Readiness] = []
    for found in readiness_of(period, assessments, actor):
        if not found.is_ready:
            refused.append(found)
            continue
        try:
            decided.append(decide_assessment(actor=actor, assessment=found.assessment))
        except (PublishingError, StageMovedError, NoResultError) as error:
            refused.append(Readiness(found.assessment, str(error)))
    return tuple(decided), tuple(refused)


@transaction.atomic
def reopen_decision(*, actor: User, assessment: Assessment, reason: str) -> None:
    """Take a decision back before it is published: the assessment is validated again. Raises as decide_assessment."""
    if not can_decide(actor):
        raise NotTheirDecisionError
    if not reason.strip():
        raise PublishingError("Tulis mengapa penetapannya dibatalkan.")
    _hold_period(assessment.period)
    loci = _hold_loci(assessment)
    assessment.refresh_from_db(fields=["stage"])
    if transition_of(Action.REOPEN, assessment.stage) is None:
        raise StageMovedError(assessment.stage)
    Locus.objects.move_together(loci, Action.REOPEN, decided_by=None)
    Assessment.objects.filter(pk=assessment.pk).update(decided_at=None)
    _record_moves(actor, "reopen_decision", assessment, loci, {"reason": reason.strip()})
    tell_next(assessment, Role.VALIDATOR, Role.HEAD_OFFICE)


@transaction.atomic
def publish_period(*, actor: User, period: Period, at: datetime, is_public: bool = False, reason: str = "") -> None:
    """Freeze the decided results of a period, and open them to the agencies from a moment on, and to everyone if said.

    Until that moment it may be set anew. Every assessed agency needs a decided result; one without any result stands
    in the way unless `reason` says why it need not. Raises NotTheirDecisionError, PeriodPublishedError,
    UndecidedError, ResultsMissingError.
    """
    if not can_publish(actor):
        raise NotTheirDecisionError
    held = _hold_period(period)
    if undecided := undecided_with_result(held):
        raise UndecidedError(undecided)
    missing = agencies_without_result(held)
    if missing and not reason.strip():
        raise ResultsMissingError(missing)
    for assessment in held.assessments.select_related("agency").filter(stage=Stage.DECIDED, not_assessed_reason=""):
        loci = _hold_loci(assessment)
        Locus.objects.move_together(loci, Action.PUBLISH)
        _record_moves(actor, "publish_assessment", assessment, loci, {})
    Period.objects.filter(pk=held.pk).update(released_at=at, is_public=is_public)
    tell_when_released(held, at)
    Event.objects.record(
        actor=actor,
        verb="publish_period",
        target=held,
        detail={
            "at": at,
            "before": held.released_at,
            "is_public": is_public,
            "without_result": missing,
            "reason": reason.strip(),
        },
    )


@transaction.atomic
def adopt_release(*, actor: User, period: Period, is_public: bool = False) -> tuple[int, int]:
    """Bring the results of a period that was released before there were decisions to where published ones stand.

    They stay as they were read, the moment of the release counts as that of the decision, and `actor` answers for it;
    then they can be corrected, and stand in the public list where the period is open to everyone. Returns how many
    agencies came along, and how many wait for someone else since they hold the actor's own work. Raises
    NotTheirDecisionError, PublishingError where nothing was left behind.
    """
    if not can_publish(actor):
        raise NotTheirDecisionError
    held = Period.objects.select_for_update(of=("self",), no_key=True).get(pk=period.pk)
    left = list(left_at_validated(held).select_related("agency"))
    if not left:
        raise PublishingError("Semua hasil periode ini sudah berada di tahap Diterbitkan. Tidak ada yang perlu dibawa.")
    own = own_assessments([assessment.pk for assessment in left], actor)
    adopted = [assessment for assessment in left if assessment.pk not in own]
    for assessment in adopted:
        loci = _hold_loci(assessment)
        Assessment.objects.filter(pk=assessment.pk).update(decided_at=held.released_at)
        Locus.objects.move_together(loci, Action.DECIDE, decided_by=actor)
        Locus.objects.move_together(loci, Action.PUBLISH)
        _record_moves(actor, "adopt_assessment", assessment, loci, {})
    if is_public and not held.is_public:
        Period.objects.filter(pk=held.pk).update(is_public=True)
    Event.objects.record(
        actor=actor,
        verb="adopt_release",
        target=held,
        detail={"agencies": len(adopted), "left": len(own), "is_public": is_public or held.is_public},
    )
    return len(adopted), len(own)


@transaction.atomic
def foresee_correction(*, actor: User, result: Result, change: LevelChange | None = None) -> Draft:
    """The result as a correction would leave it; nothing of it is kept.

    `result` comes with names. Raises as correct_result does, but for the note and for a correction without effect.
    """
    assessment = _hold_correctable(actor, result)
    with transaction.atomic():
        if change is not None:
            _set(actor, change, "Hitung coba")
        found = draft(assessment)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def correct_result(
    *,
    actor: User,
    result: Result,
    public_note: str,
    change: LevelChange | None = None,
    reason: str = "",
    foreseen: str | None = None,
) -> Result:
    """Replace a published result, with a note that everyone reads; the earlier one stays and is linked.

    `change` sets a level first; without it the result follows what else has changed, such as the follow-up of the
    Ombudsman's products. `result` comes with names; `foreseen` is the mark (`mark_of`) of what the person was shown:
    where something else came of it, nothing is published. Raises NotTheirDecisionError, StaleResultError,
    NothingChangedError, OtherThanForeseenError, PublishingError.
    """
    if not public_note.strip():
        raise PublishingError("Tulis catatan koreksi; catatan ini dibaca umum.")
    assessment = _hold_correctable(actor, result)
    if change is not None:
        _set(actor, change, reason.strip() or public_note.strip())
    corrected = settle(assessment=assessment, actor=actor)
    if corrected.pk == result.pk:
        raise NothingChangedError
    if foreseen is not None and foreseen != mark_of(corrected, change):
        raise OtherThanForeseenError
    Correction.objects.create(result=corrected, public_note=public_note.strip(), made_by=actor)
    Event.objects.record(
        actor=actor,
        verb="correct_result",
        target=corrected,
        agency=assessment.agency,
        detail={
            "replaces": result.pk,
            "before": str(result.score),
            "after": str(corrected.score),
            "public_note": public_note.strip(),
            "indicator": change.indicator if change else "",
            "reason": reason.strip(),
        },
    )
    return corrected


def mark_of(result: Result, change: LevelChange | None) -> str:
    """What names a correction and its outcome, to tell whether what is published is what was shown."""
    set_to = f"{change.locus.pk}:{change.indicator}:{change.method}:{change.level}" if change else "-"
    return f"{set_to}={result.score}:{result.follow_up_sha256[:16]}"


def _hold_correctable(actor: User, result: Result) -> Assessment:
    """The assessment of a result under lock, once it is sure that this person may correct it now."""
    if not can_correct(actor):
        raise NotTheirDecisionError
    Period.objects.select_for_update(no_key=True).get(pk=result.assessment.period_id)
    assessment = Assessment.objects.with_names().get(pk=result.assessment_id)
    _hold_loci(assessment)
    if assessment.stage != Stage.PUBLISHED:
        raise PublishingError("Hasil ini belum diterbitkan, jadi tidak perlu koreksi. Batalkan dahulu penetapannya.")
    if Result.objects.filter(replaces=result.pk).exists():
        raise StaleResultError
    return assessment


def _set(actor: User, change: LevelChange, reason: str) -> None:
    try:
        set_level(
            actor=actor,
            locus=change.locus,
            indicator=change.indicator,
            method=change.method,
            level=change.level,
            step=ReviewStep.CORRECTION,
            reason=reason,
        )
    except LevelError as error:
        raise PublishingError(str(error)) from error


def _hold_period(period: Period) -> Period:
    """The period under lock, so that deciding, publishing and correcting come one by one."""
    held = Period.objects.select_for_update(of=("self",), no_key=True).get(pk=period.pk)
    if held.is_released:
        raise PeriodPublishedError
    return held


def _hold_loci(assessment: Assessment) -> list[Locus]:
    """The loci to be assessed under lock, in a fixed order; the period is locked before them."""
    loci = Locus.objects.select_for_update(of=("self",), no_key=True).filter(not_assessed_reason="")
    return list(loci.filter(assessment=assessment.pk).order_by("pk"))


def _record_moves(actor: User, verb: str, assessment: Assessment, loci: list[Locus], detail: dict[str, object]) -> None:
    """One event of the assessment, and one of each locus that moved."""
    Event.objects.record_each(
        actor=actor,
        verb=verb,
        targets=[assessment, *loci],
        agency=assessment.agency,
        detail={"stage": loci[0].stage if loci else "", **detail},
    )
