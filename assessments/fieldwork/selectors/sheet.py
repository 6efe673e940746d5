"""The pages of one sheet: its loci in scope, one part of it, and everything said about one indicator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from agencies.models import User
from assessments.fieldwork.questions import Key, Part, Question
from assessments.fieldwork.selectors.standing import is_disputed
from assessments.models import (
    Answer,
    AnswerState,
    Locus,
    PeriodWindow,
    RaterRole,
    Recommendation,
    TeamMember,
    WindowKind,
)
from assessments.models.assessment import LocusQuerySet


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what this person said, and what the others said."""

    question: Question
    mine: Answer | None
    others: tuple[Answer, ...]

    @property
    def everyone(self) -> tuple[Answer, ...]:
        """Every answer, this person's own first."""
        return (self.mine, *self.others) if self.mine else self.others

    @property
    def said(self) -> tuple[Answer, ...]:
        """Every answer that is not empty."""
        return tuple(answer for answer in self.everyone if answer.state != AnswerState.OPEN)

    @property
    def chosen(self) -> Answer | None:
        """The team's value; None while nobody has answered."""
        return next((answer for answer in self.said if answer.is_chosen), None)

    @property
    def is_disputed(self) -> bool:
        return is_disputed(self.said)


def loci_for_sheet(user: User) -> LocusQuerySet:
    """The loci in a person's scope with all that a sheet and its permissions read: one query and one for the team.

    `field_ends_on` is the last day of the period's window for fieldwork, None where none is set.
    """
    field = PeriodWindow.objects.filter(period=OuterRef("assessment__period"), kind=WindowKind.FIELD)
    team = Prefetch("assessment__team", TeamMember.objects.with_independence())
    # An edition is a long text, read once in a process: see InstrumentIssue.instrument.
    found = Locus.objects.visible_to(user).with_names().defer("assessment__period__issue__content")
    return found.prefetch_related(team).annotate(field_ends_on=Subquery(field.values("ends_on")[:1]))


def rows_of_part(part: Part, user: User) -> tuple[Row, ...]:
    """The questions of a part with everyone's answers; one query."""
    return _rows(part.questions, Answer.objects.filter(subject=part.subject), user)


def rows_of_indicator(questions: Sequence[Question], locus: Locus, user: User) -> tuple[Row, ...]:
    """The questions of one indicator at a locus with everyone's answers; one query."""
    codes = {question.indicator.code for question in questions}
    return _rows(questions, Answer.objects.filter(locus=locus, indicator__in=codes), user)


def row_of(question: Question, user: User) -> Row:
    """One question with everyone's answers; one query."""
    code, method, subject = question.key
    (row,) = _rows([question], Answer.objects.filter(subject=subject, indicator=code, method=method), user)
    return row


def _rows(questions: Iterable[Question], answers: QuerySet[Answer], user: User) -> tuple[Row, ...]:
    found: dict[Key, list[Answer]] = {}
    for answer in answers.filter(rater_role=RaterRole.FIRST).select_related("rater", "chosen_by").order_by("pk"):
        found.setdefault((answer.indicator, answer.method, answer.subject_id), []).append(answer)
    return tuple(row_among(question, found.get(question.key, []), user) for question in questions)


def row_among(question: Question, answers: Sequence[Answer], user: User) -> Row:
    """A question with its answers, this person's own apart."""
    mine = next((answer for answer in answers if answer.rater_id == user.pk), None)
    return Row(question, mine, tuple(answer for answer in answers if answer is not mine))


def asked_before(locus: Locus) -> list[Recommendation]:
    """The Ombudsman's recommendations of earlier rounds that are still open at a unit, or its agency; one query."""
    at = Q(unit=locus.unit_id) | Q(unit=None)
    rows = Recommendation.objects.filter(at, agency=locus.assessment.agency_id).open()
    return list(rows.select_related("unit").urgent_first())
