"""How the answers to one question came to be: every event about them, newest first."""

from dataclasses import dataclass

from agencies.models import Event
from assessments.fieldwork.questions import Question
from assessments.models import Answer, RaterRole

TOLD = ("record_answer", "choose_value", "keep_stored_value", "keep_judgement", "copy_answer")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, and the answer that it is about."""

    event: Event
    answer: Answer


def history_of(question: Question) -> tuple[Happening, ...]:
    """What happened to the first ratings of a question, newest first; two queries. Second ratings stay blind."""
    code, method, subject = question.key
    rows = Answer.objects.filter(subject=subject, indicator=code, method=method, rater_role=RaterRole.FIRST)
    answers = {str(answer.pk): answer for answer in rows.select_related("rater")}
    events = Event.objects.filter(
        target_type=Answer._meta.label_lower, target_id__in=answers, verb__in=TOLD
    ).select_related("actor")
    return tuple(Happening(event, answers[event.target_id]) for event in events.order_by("-at", "-pk"))
