"""Leaving an indicator out of a locus, and taking it back in."""

from django.db import transaction

from agencies.models import Event, User
from assessments.fieldwork.errors import AnswerRefusedError, IndicatorInUseError, ReasonNeededError
from assessments.fieldwork.questions import indicators_at, instrument_at
from assessments.fieldwork.services.locked import hold_open
from assessments.models import Answer, AnswerState, ExcludedIndicator, Locus


@transaction.atomic
def exclude_indicator(*, actor: User, locus: Locus, indicator: str, reason: str) -> ExcludedIndicator:
    """State that an indicator does not apply to a locus as a whole, and why; stating it again changes the reason.

    Raises LocusClosedError, ReasonNeededError, AnswerRefusedError (not asked here), or IndicatorInUseError
    while answers stand.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonNeededError("Tulis mengapa indikator ini tidak berlaku di lokus ini.")
    if indicator not in {each.code for _, each in indicators_at(locus, instrument_at(locus))}:
        raise AnswerRefusedError(f"{indicator} memang tidak ditanyakan di lokus ini.")
    hold_open(locus, indicator=indicator)
    in_use = Answer.objects.filter(locus=locus, indicator=indicator).exclude(state=AnswerState.OPEN).count()
    if in_use:
        raise IndicatorInUseError(indicator=indicator, answers=in_use)
    excluded, _ = ExcludedIndicator.objects.update_or_create(
        locus=locus, indicator=indicator, defaults={"reason": reason, "excluded_by": actor}
    )
    _record(actor, "exclude_indicator", locus, indicator, reason)
    return excluded


@transaction.atomic
def include_indicator(*, actor: User, locus: Locus, indicator: str) -> None:
    """Ask the indicator again; nothing happens when it was not left out. Raises LocusClosedError."""
    hold_open(locus, indicator=indicator)
    excluded = ExcludedIndicator.objects.filter(locus=locus, indicator=indicator).first()
    if excluded is None:
        return
    excluded.delete()
    _record(actor, "include_indicator", locus, indicator, excluded.reason)


def _record(actor: User, verb: str, locus: Locus, indicator: str, reason: str) -> None:
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=locus,
        agency=locus.assessment.agency,
        detail={"indicator": indicator, "reason": reason},
    )
