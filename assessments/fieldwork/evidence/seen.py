"""Which evidence a judgement was given in sight of, written down whenever an answer is saved."""

from typing import Any

from django.db.models import BigIntegerField, CharField, QuerySet

from agencies.prepared import Blank, PreparedQuery
from assessments.models import Answer, AnswerEvidence, AnswerState, EvidenceVersion

LOOKING_METHODS = frozenset({"document", "observation", "secondary"})
"""The methods by which files are looked at; what people say in an interview or a survey stands by itself."""


def _standing() -> QuerySet[Any, tuple[Any, ...]]:
    """Evidence and its versions that stand at an indicator, the newest version last."""
    found = EvidenceVersion.objects.filter(
        evidence__locus_id=Blank("locus", BigIntegerField()),
        evidence__withdrawn_at=None,
        evidence__indicators__indicator=Blank("indicator", CharField()),
    )
    return found.order_by("number").values_list("evidence_id", "pk")


_STANDING = PreparedQuery(_standing)


def remember_seen(answer: Answer) -> None:
    """Keep the evidence versions that stand at the answer's indicator now: one query, one more where there are any."""
    if answer.method not in LOOKING_METHODS or answer.state == AnswerState.OPEN:
        return
    versions = dict(_STANDING.rows(locus=answer.locus_id, indicator=answer.indicator))
    if not versions:
        return
    AnswerEvidence.objects.bulk_create(
        AnswerEvidence(answer=answer, answer_version=answer.version, version_id=version)
        for version in versions.values()
    )
