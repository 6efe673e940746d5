"""What people do between the hand-over and the release: each step atomic, by an actor, written down as an event."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from agencies.models import Event, User
from assessments.models import Action, Locus, Period, ReturnedIndicator, StageMovedError, transition_of
from assessments.permissions import can_read_audit_trail, can_release, can_take, ever_takes, works_for
from assessments.review.errors import (
    NotTheirStepError,
    OwnWorkError,
    PeriodReleasedError,
    ResultsMissingError,
    ReviewError,
    ReviewReasonNeededError,
)
from assessments.review.selectors.hands_on import hands_on
from assessments.review.selectors.periods import agencies_without_result


@transaction.atomic
def verify_locus(*, actor: User, locus: Locus, seen: datetime | None = None, note: str = "") -> None:
    """Approve submitted work for the first time (Kepala Keasistenan).

    `seen` is when the stage had last changed on the page that this person looked at. Raises StageMovedError,
    OwnWorkError, NotTheirStepError, PeriodReleasedError.
    """
    held = _hold_for(actor, locus, Action.VERIFY, seen)
    Locus.objects.move(held, Action.VERIFY, verified_by=actor)
    _record(actor, "verify_locus", held, {"note": note.strip()})


@transaction.atomic
def validate_locus(*, actor: User, locus: Locus, seen: datetime | None = None, note: str = "") -> None:
    """Approve verified work for the second time (Kepala Perwakilan); raises as verify_locus does."""
    held = _hold_for(actor, locus, Action.VALIDATE, seen)
    Locus.objects.move(held, Action.VALIDATE, validated_by=actor)
    _record(actor, "validate_locus", held, {"note": note.strip()})


@transaction.atomic
def return_locus(
    *, actor: User, locus: Locus, indicators: Collection[str], reason: str, seen: datetime | None = None
) -> None:
    """Send a locus back to its team for these indicators: only they open, and what was signed is void.

    Raises ReviewReasonNeededError, ReviewError when no indicator is named or one is not asked there, and
    whatever verify_locus raises.
    """
    if not reason.strip():
        raise ReviewReasonNeededError("Tulis apa yang perlu diperbaiki, supaya tim tahu mengapa lembarnya kembali.")
    codes = sorted(set(indicators))
    if not codes:
        raise ReviewError("Pilih sedikitnya satu indikator yang perlu diperbaiki.")
    held = _hold_for(actor, locus, Action.RETURN, seen)
    _refuse_unknown(locus, codes)
    before = held.stage
    Locus.objects.move(held, Action.RETURN, verified_by=None, validated_by=None)
    ReturnedIndicator.objects.bulk_create(
        ReturnedIndicator(locus=held, indicator=code, reason=reason.strip(), returned_by=actor) for code in codes
    )
    _record(actor, "return_locus", held, {"before": before, "indicators": codes, "reason": reason.strip()})


@transaction.atomic
def release_period(*, actor: User, period: Period, at: datetime, reason: str = "") -> None:
    """Open the results of a period to the agencies from a moment on.

    An agency that is assessed and has no result yet stands in the way, unless `reason` says why it need not.
    Raises NotTheirStepError, PeriodReleasedError when it is open already, or ResultsMissingError with their names.
    """
    if not can_release(actor):
        raise NotTheirStepError
    held = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    if held.is_released:
        raise PeriodReleasedError
    missing = agencies_without_result(held)
    if missing and not reason.strip():
        raise ResultsMissingError(missing)
    before = held.released_at
    Period.objects.filter(pk=held.pk).update(released_at=at)
    Event.objects.record(
        actor=actor,
        verb="release_period",
        target=held,
        detail={"at": at, "before": before, "without_result": missing, "reason": reason.strip()},
    )


def record_audit_download(*, actor: User, period: Period) -> None:
    """Write down who took a copy of a period's audit trail; NotTheirStepError for all but the head office."""
    if not can_read_audit_trail(actor):
        raise NotTheirStepError
    Event.objects.record(actor=actor, verb="download_audit_trail", target=period)


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
