"""Which evidence a judgement was given in sight of, written down whenever an answer is saved."""

from assessments.models import Answer, AnswerEvidence, AnswerState, EvidenceVersion

LOOKING_METHODS = frozenset({"document", "observation", "secondary"})
"""The methods by which files are looked at; what people say in an interview or a survey stands by itself."""


def remember_seen(answer: Answer) -> None:
    """Keep the evidence versions that stand at the answer's indicator now: one query, one more where there are any."""
    if answer.method not in LOOKING_METHODS or answer.state == AnswerState.OPEN:
        return
    versions = (
        EvidenceVersion.objects.filter(
            evidence__locus=answer.locus_id,
            evidence__withdrawn_at=None,
            evidence__indicators__indicator=answer.indicator,
        )
        .order_by("number")
        .values_list("evidence", "pk")
    )
    AnswerEvidence.objects.bulk_create(
        AnswerEvidence(answer=answer, answer_version=answer.version, version_id=version)
        for version in dict(versions).values()
    )
