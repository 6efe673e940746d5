"""What was said of an agency as a whole, brought to a locus that joins late."""

import uuid

from agencies.models import Event, User
from assessments.models import Answer, AnswerState, Assessment, Locus, RaterRole, Subject, SubjectKind

Place = tuple[str, str]
"""(indicator, method)."""


def copy_agency_answers(*, actor: User, assessment: Assessment, locus: Locus) -> tuple[Answer, ...]:
    """Write each person's newest answer about the agency at a new locus too, with the team's choice between them.

    instruments.md, "subjects": agency-level values count in each of the agency's units. The answers keep who gave
    them and when; an event of each says whence it came. Called inside the transaction that adds the locus.
    """
    subject = Subject.objects.filter(locus=locus, kind=SubjectKind.AGENCY).first()
    if subject is None:
        return ()
    instrument = assessment.period.issue.instrument
    newest: dict[tuple[Place, int], Answer] = {}
    said = Answer.objects.filter(
        locus__assessment=assessment, subject__kind=SubjectKind.AGENCY, rater_role=RaterRole.FIRST
    ).exclude(state=AnswerState.OPEN)
    for answer in said.order_by("-answered_at", "-pk"):
        rule = instrument.indicator(answer.indicator)
        if rule.applies_to(agency_kind=assessment.agency.kind, unit_kind=locus.unit.kind):
            newest.setdefault(((answer.indicator, answer.method), answer.rater_id), answer)
    chosen: dict[Place, Answer] = {}
    for (place, _), answer in newest.items():
        if place not in chosen or (answer.is_chosen and not chosen[place].is_chosen):
            chosen[place] = answer
    copied = [_copy(source, locus, subject, is_chosen=chosen[place] is source) for (place, _), source in newest.items()]
    Answer.objects.bulk_create(copied)
    Event.objects.bulk_create(
        Event(
            actor=actor,
            verb="copy_answer",
            agency=assessment.agency,
            target_type=Answer._meta.label_lower,
            target_id=str(copy.pk),
            detail={"locus": locus.pk, "indicator": copy.indicator, "method": copy.method, "from": source.pk},
        )
        for copy, source in zip(copied, newest.values(), strict=True)
    )
    return tuple(copied)


def _copy(source: Answer, locus: Locus, subject: Subject, *, is_chosen: bool) -> Answer:
    return Answer(
        client_id=uuid.uuid4(),
        locus=locus,
        indicator=source.indicator,
        method=source.method,
        subject=subject,
        rater_id=source.rater_id,
        state=source.state,
        value=source.value,
        reason=source.reason,
        note=source.note,
        comment=source.comment,
        answered_at=source.answered_at,
        is_chosen=is_chosen,
        chosen_by_id=source.chosen_by_id if is_chosen else None,
        chosen_at=source.chosen_at if is_chosen else None,
    )
