"""Stating that an agency or a locus is not assessed, and taking that back."""

from django.db import transaction

from agencies.models import Event, User
from assessments.fieldwork.errors import FieldworkError, ReasonNeededError
from assessments.fieldwork.planning.services.held import hold_plan
from assessments.models import OPEN_STAGES, Assessment, Locus, Result

REASON_LENGTH = 300


@transaction.atomic
def leave_unassessed(*, actor: User, target: Assessment | Locus, reason: str) -> None:
    """State that an agency, or one of its loci, is not assessed in this period; again changes the reason.

    Without a result only an agency that has none yet; a locus only while it is open, so that nobody drops a
    finished sheet. Raises ReasonNeededError, PlanClosedError, FieldworkError.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonNeededError("Tulis mengapa tidak dinilai.")
    if len(reason) > REASON_LENGTH:
        raise FieldworkError(f"Ringkas alasannya sampai {REASON_LENGTH} huruf.")
    held = hold_plan(target if isinstance(target, Assessment) else target.assessment)
    if isinstance(target, Assessment):
        if Result.objects.filter(assessment=held).exists():
            raise FieldworkError(f"{held.agency.name} sudah mempunyai hasil dalam {held.period.name}.")
        Assessment.objects.filter(pk=held.pk).update(not_assessed_reason=reason)
    else:
        fresh = Locus.objects.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
        if fresh.stage not in OPEN_STAGES:
            raise FieldworkError(
                "Lembar lokus ini sudah diserahkan. Mintalah verifikator mengembalikannya dahulu bila memang keliru."
            )
        Locus.objects.filter(pk=fresh.pk).update(not_assessed_reason=reason)
        Assessment.objects.follow_loci(held.pk)
    _keep(actor, "leave_unassessed", target, held, reason)


@transaction.atomic
def assess_again(*, actor: User, target: Assessment | Locus, reason: str) -> None:
    """Take back that an agency or a locus is not assessed, and why; nothing happens where it is assessed anyway.

    Raises ReasonNeededError, PlanClosedError.
    """
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa dinilai kembali.")
    held = hold_plan(target if isinstance(target, Assessment) else target.assessment)
    if isinstance(target, Assessment):
        changed = Assessment.objects.filter(pk=held.pk).exclude(not_assessed_reason="").update(not_assessed_reason="")
    else:
        changed = Locus.objects.filter(pk=target.pk).exclude(not_assessed_reason="").update(not_assessed_reason="")
        Assessment.objects.follow_loci(held.pk)
    if changed:
        target.not_assessed_reason = ""
        _keep(actor, "assess_again", target, held, reason.strip())


def _keep(actor: User, verb: str, target: Assessment | Locus, held: Assessment, reason: str) -> None:
    unit = target.unit.name if isinstance(target, Locus) else ""
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=held,
        agency=held.agency,
        detail={"unit": unit, "reason": reason},
    )
