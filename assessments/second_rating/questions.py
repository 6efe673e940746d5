"""What a second judge is asked: what can be looked at again. Interviews and surveys are not repeated."""

from collections.abc import Iterator

from assessments.fieldwork.questions import Question, instrument_at, questions_at
from assessments.models import Locus

LOOKING = frozenset({"document", "observation"})


def second_questions(locus: Locus) -> tuple[Question, ...]:
    """The questions of a locus under document check and observation; two queries, needs period and issue joined."""
    return tuple(_asked(locus))


def _asked(locus: Locus) -> Iterator[Question]:
    subjects = locus.subjects.order_by("kind", "position")
    excluded = set(locus.excluded.values_list("indicator", flat=True))
    for question in questions_at(locus, instrument_at(locus), subjects=subjects, excluded=excluded):
        if question.method in LOOKING:
            yield question
