"""A level that counts instead of the team's, set after the approvals: by an objection upheld, or by a correction."""

from decimal import Decimal

from agencies.models import User
from assessments.instruments import Indicator
from assessments.models import METHOD_CHOICES, Answer, AnswerState, Locus, ReviewedValue, ReviewStep

METHOD_WORDS = dict(METHOD_CHOICES)


class LevelError(Exception):
    """A level that cannot be set; the message says what to do instead."""


def methods_with_levels(indicator: Indicator) -> dict[str, str]:
    """The methods of an indicator whose level others may set, with their words.

    What users said in a survey is theirs, and secondary data are figures of others.
    """
    return {method: METHOD_WORDS[method] for method in indicator.methods if method not in {"survey", "secondary"}}


def set_level(
    *, actor: User, locus: Locus, indicator: str, method: str, level: int, step: ReviewStep, reason: str
) -> None:
    """Let every answer of the team to one method of an indicator count as this level (0..max), for a reason.

    The caller holds the locus and writes the event.
    Raises LevelError.
    """
    instrument = locus.assessment.period.issue.instrument
    asked = {each.code: each for _, each in instrument.indicators}
    kinds = {"agency_kind": locus.assessment.agency.kind, "unit_kind": locus.unit.kind}
    if indicator not in asked or not asked[indicator].applies_to(**kinds):
        raise LevelError(f"{indicator} tidak ditanyakan di unit ini.")
    methods = methods_with_levels(asked[indicator])
    if method not in methods:
        possible = " atau ".join(words.lower() for words in methods.values())
        raise LevelError(
            f"{indicator} dinilai dengan {possible}; pilih itu sebagai cara penilaian."
            if methods
            else f"{indicator} tidak dinilai dengan tingkat, jadi tidak dapat diubah di sini."
        )
    top = instrument.max_level_of(asked[indicator])
    if not 0 <= level <= top:
        raise LevelError(f"Pilih tingkat dari 0 sampai {top}.")
    answers = list(
        Answer.objects.filter(locus=locus, indicator=indicator, method=method, is_chosen=True).exclude(
            state=AnswerState.OPEN
        )
    )
    if not answers:
        raise LevelError(f"{indicator} tidak dinilai dengan {METHOD_WORDS[method].lower()} di unit ini.")
    ReviewedValue.objects.bulk_create(
        ReviewedValue(
            answer=answer,
            answer_version=answer.version,
            step=step,
            state=AnswerState.SCORED,
            value=Decimal(level),
            reason=reason[:1000],
            decided_by=actor,
        )
        for answer in answers
    )
