"""Declaring one's independence before the first answer, and asking for the declaration anew."""

from django.db import transaction

from agencies.models import Event, User
from assessments.fieldwork.errors import FieldworkError, ReasonNeededError
from assessments.fieldwork.planning.errors import ConflictOfInterestError, DeclarationNeededError
from assessments.models import Assessment, Declaration, Independence
from assessments.permissions import can_declare


@transaction.atomic
def declare_independence(
    *,
    actor: User,
    assessment: Assessment,
    other_agency: bool,
    no_relatives: bool,
    no_gifts: bool,
    explanation: str = "",
) -> Declaration:
    """Keep a person's own word: all three hold, or there is a conflict of interest, told in `explanation`.

    A conflict, once declared, is not taken back by the person: whoever plans reopens it. A new conflict may be
    declared at any time. Raises ReasonNeededError for a conflict without explanation, FieldworkError from
    outside the team, ConflictOfInterestError after a conflict.
    """
    Assessment.objects.select_for_update(of=("self",), no_key=True).get(pk=assessment.pk)
    if not can_declare(actor, assessment):
        raise FieldworkError("Hanya anggota tim yang menyatakan independensinya di sini.")
    before = Declaration.objects.last_word(user=actor, assessment=assessment)
    if before is not None and before.outcome == Independence.CONFLICT:
        raise ConflictOfInterestError([actor], assessment)
    clear = other_agency and no_relatives and no_gifts
    if not clear and not explanation.strip():
        raise ReasonNeededError("Jelaskan pernyataan mana yang tidak dapat Anda berikan, dan mengapa.")
    outcome = Independence.CLEAR if clear else Independence.CONFLICT
    declared = Declaration.objects.create(
        assessment=assessment,
        user=actor,
        outcome=outcome,
        other_agency=other_agency,
        no_relatives=no_relatives,
        no_gifts=no_gifts,
        explanation="" if clear else explanation.strip(),
        written_by=actor,
    )
    _record(actor, "declare_independence", declared)
    return declared


@transaction.atomic
def reopen_declaration(*, actor: User, assessment: Assessment, person: User, reason: str) -> None:
    """Let a person declare anew, and why: a slip, or a conflict that has ended. Nothing happens without a declaration.

    Raises ReasonNeededError, or FieldworkError when it is one's own.
    """
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa pernyataannya perlu dibuat lagi.")
    if person.pk == actor.pk:
        raise FieldworkError("Mintalah orang lain membuka kembali pernyataan Anda sendiri.")
    Assessment.objects.select_for_update(of=("self",), no_key=True).get(pk=assessment.pk)
    before = Declaration.objects.last_word(user=person, assessment=assessment)
    if before is None or before.outcome == Independence.REOPENED:
        return
    reopened = Declaration.objects.create(
        assessment=assessment,
        user=person,
        outcome=Independence.REOPENED,
        explanation=reason.strip(),
        written_by=actor,
    )
    _record(actor, "reopen_declaration", reopened)


def require_independence(*, actor: User, assessment: Assessment) -> None:
    """Raise DeclarationNeededError or ConflictOfInterestError unless this person has declared to be independent.

    One query: the declaration is read afresh.
    """
    declared = Declaration.objects.last_word(user=actor, assessment=assessment)
    require_clear(declared.outcome if declared else None, actor=actor, assessment=assessment)


def require_clear(outcome: str | None, *, actor: User, assessment: Assessment) -> None:
    """As `require_independence`, of a declaration that was read already; None stands for no word yet."""
    if outcome in {None, Independence.REOPENED}:
        raise DeclarationNeededError(assessment)
    if outcome == Independence.CONFLICT:
        raise ConflictOfInterestError([actor], assessment)


def _record(actor: User, verb: str, declaration: Declaration) -> None:
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=declaration.assessment,
        agency=declaration.assessment.agency,
        detail={
            "person": declaration.user_id,
            "outcome": declaration.outcome,
            "reason": declaration.explanation,
        },
    )
