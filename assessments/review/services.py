"""What people do between the hand-over and the release: each step atomic, by an actor, written down as an event."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from agencies.models import Event, User
from agencies.roles import Role
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.handing_on import tell_next
from assessments.models import (
    Action,
    Answer,
    AnswerState,
    Assessment,
    Locus,
    Period,
    ReturnedIndicator,
    ReviewComment,
    ReviewedValue,
    ReviewStep,
    Stage,
    StageMovedError,
    transition_of,
)
from assessments.permissions import can_comment, can_read_audit_trail, can_take, ever_takes, works_for
from assessments.quality.errors import OpenErrorsError
from assessments.quality.services import check_before_approval
from assessments.review.errors import (
    NotTheirStepError,
    OwnWorkError,
    PeriodReleasedError,
    ReviewError,
    ReviewReasonNeededError,
)


@transaction.atomic
def verify_locus(*, actor: User, locus: Locus, seen: datetime | None = None, note: str = "") -> None:
    """Approve submitted work for the first time (Kepala Keasistenan), and check its quality.

    `seen` is when the stage had last changed on the page that this person looked at. Raises StageMovedError,
    OwnWorkError, NotTheirStepError, PeriodReleasedError.
    """
    held = _hold_for(actor, locus, Action.VERIFY, seen)
    check_before_approval(actor=actor, locus=locus)
    Locus.objects.move(held, Action.VERIFY, verified_by=actor)
    _record(actor, "verify_locus", held, {"note": note.strip()})
    tell_next(locus.assessment, Role.VALIDATOR)


def validate_locus(*, actor: User, locus: Locus, seen: datetime | None = None, note: str = "") -> None:
    """Approve verified work for the second time (Kepala Perwakilan); raises as verify_locus does.

    The locus is checked once more: while errors are neither mended nor waived it stays, and what was found is kept.
    Raises OpenErrorsError.
    """
    with transaction.atomic():
        held = _hold_for(actor, locus, Action.VALIDATE, seen)
        errors = check_before_approval(actor=actor, locus=locus)
        if not errors:
            Locus.objects.move(held, Action.VALIDATE, validated_by=actor)
            _record(actor, "validate_locus", held, {"note": note.strip()})
            if Assessment.objects.filter(pk=locus.assessment_id, stage=Stage.VALIDATED).exists():
                tell_next(locus.assessment, Role.VALIDATOR, Role.HEAD_OFFICE)  # who open the reply, who decide
    if errors:
        raise OpenErrorsError(errors)


@transaction.atomic
def return_locus(
    *, actor: User, locus: Locus, indicators: Collection[str], reason: str, seen: datetime | None = None
) -> None:
    """Send a locus back to its team for these indicators: only they open, and what was signed is void.

    Raises ReviewReasonNeededError, ReviewError when no indicator is named or one is not asked there, and
    whatever verify_locus raises.
    """
    _reopen(actor, locus, Action.RETURN, indicators, reason, seen)


@transaction.atomic
def unlock_locus(
    *, actor: User, locus: Locus, indicators: Collection[str], reason: str, seen: datetime | None = None
) -> None:
    """Open indicators of a locus that was validated, or more of one that was returned; as return_locus else."""
    _reopen(actor, locus, Action.UNLOCK, indicators, reason, seen)


@transaction.atomic
def comment_indicator(*, actor: User, locus: Locus, indicator: str, text: str) -> ReviewComment:
    """Say something about an indicator to those who assess; ReviewError when it is empty or not asked there."""
    if not can_comment(actor, locus):
        raise NotTheirStepError
    if not text.strip():
        raise ReviewError("Tulis komentarnya.")
    _refuse_unknown(locus, [indicator])
    comment = ReviewComment.objects.create(locus=locus, indicator=indicator, text=text.strip(), written_by=actor)
    _record(actor, "comment_indicator", locus, {"indicator": indicator, "comment": comment.pk})
    return comment


@transaction.atomic
def set_reviewed_value(
    *, actor: User, locus: Locus, answer: Answer, value: Decimal | int | None, reason: str, seen: datetime | None = None
) -> ReviewedValue:
    """Set a value of one's own beside the team's, with a reason; None says that it does not apply.

    The verifier sets it on submitted work, the validator on verified work; theirs is final. What users said in a
    survey is theirs and is not changed. Raises ReviewReasonNeededError, ReviewError for a value outside the
    rubric or an answer that is not the team's, and whatever verify_locus raises.
    """
    action, step = (
        (Action.VERIFY, ReviewStep.VERIFIED) if locus.stage == Stage.SUBMITTED else (Action.VALIDATE, ReviewStep.FINAL)
    )
    if not reason.strip():
        raise ReviewReasonNeededError("Tulis mengapa nilainya berbeda dari nilai tim.")
    value = None if value is None else Decimal(value)
    held = _hold_for(actor, locus, action, seen)
    if answer.locus_id != held.pk or not answer.is_chosen or answer.state == AnswerState.OPEN:
        raise ReviewError("Pilih nilai tim yang terisi di lokus ini.")
    if answer.method == "survey":
        raise ReviewError("Jawaban pengguna tidak diubah. Kembalikan indikatornya bila surveinya keliru.")
    instrument = locus.assessment.period.issue.instrument
    top = instrument.max_level_of(instrument.indicator(answer.indicator))
    is_level = answer.method != "secondary"
    if value is not None and (not 0 <= value <= top or (is_level and value != value.to_integral_value())):
        raise ReviewError(f"Isi nilai dari 0 sampai {top}{', tanpa desimal' if is_level else ''}.")
    reviewed = ReviewedValue.objects.create(
        answer=answer,
        answer_version=answer.version,
        step=step,
        state=AnswerState.NOT_APPLICABLE if value is None else AnswerState.SCORED,
        value=value,
        reason=reason.strip(),
        decided_by=actor,
    )
    _record(
        actor,
        "set_reviewed_value",
        held,
        {
            "indicator": answer.indicator,
            "answer": answer.pk,
            "step": step,
            "team": None if answer.value is None else str(answer.value),
            "value": None if value is None else str(value),
            "reason": reason.strip(),
        },
    )
    return reviewed


def record_audit_download(*, actor: User, period: Period) -> None:
    """Write down who took a copy of a period's audit trail; NotTheirStepError for all but the head office."""
    if not can_read_audit_trail(actor):
        raise NotTheirStepError
    Event.objects.record(actor=actor, verb="download_audit_trail", target=period, detail={"name": period.name})


def _hold_for(actor: User, locus: Locus, action: Action, seen: datetime | None) -> Locus:
    """The locus under lock as it stands now, once it is sure that this person may do that to it.

    `locus` needs its assessment, period and team joined.
    """
    if not ever_takes(actor, locus, action):
        raise NotTheirStepError
    if locus.assessment.period.is_released:
        raise PeriodReleasedError
    held = Locus.objects.select_for_update(of=("self",), no_key=True).get(pk=locus.pk)
    held.assessment = locus.assessment
    step = transition_of(action, held.stage)
    if step is None or not works_for(actor, held.assessment, *step.roles):
        raise StageMovedError(held.stage)
    if seen is not None and held.stage_changed_at != seen:
        raise StageMovedError(held.stage)
    if not can_take(actor, held, action, hands_on=hands_on(held), verified_by=held.verified_by_id):
        raise OwnWorkError
    return held


def _reopen(
    actor: User, locus: Locus, action: Action, indicators: Collection[str], reason: str, seen: datetime | None
) -> None:
    """Put a locus back into the field with these indicators open."""
    if not reason.strip():
        raise ReviewReasonNeededError("Tulis apa yang perlu diperbaiki, supaya tim tahu mengapa lembarnya kembali.")
    codes = sorted(set(indicators))
    if not codes:
        raise ReviewError("Pilih sedikitnya satu indikator yang perlu diperbaiki.")
    held = _hold_for(actor, locus, action, seen)
    _refuse_unknown(locus, codes)
    before = held.stage
    open_already = set(held.returned.outstanding().values_list("indicator", flat=True))
    if before == Stage.IN_FIELD and (not open_already or open_already.issuperset(codes)):
        raise ReviewError("Indikator itu sudah terbuka bagi tim.")
    Locus.objects.move(held, action, verified_by=None, validated_by=None)
    ReturnedIndicator.objects.bulk_create(
        ReturnedIndicator(locus=held, indicator=code, reason=reason.strip(), returned_by=actor)
        for code in codes
        if code not in open_already
    )
    verb = "return_locus" if action == Action.RETURN else "unlock_locus"
    _record(actor, verb, held, {"before": before, "indicators": codes, "reason": reason.strip()})
    tell_next(locus.assessment, people=locus.assessment.team.values_list("user", flat=True))


def _refuse_unknown(locus: Locus, codes: Collection[str]) -> None:
    instrument = locus.assessment.period.issue.instrument
    kinds = {"agency_kind": locus.assessment.agency.kind, "unit_kind": locus.unit.kind}
    asked = {indicator.code for _, indicator in instrument.indicators if indicator.applies_to(**kinds)}
    unknown = sorted(set(codes) - asked)
    if unknown:
        raise ReviewError(f"Tidak ditanyakan di lokus ini: {', '.join(unknown)}.")


def _record(actor: User, verb: str, locus: Locus, detail: dict[str, object]) -> None:
    Event.objects.record(
        actor=actor, verb=verb, target=locus, agency=locus.assessment.agency, detail={"stage": locus.stage, **detail}
    )
