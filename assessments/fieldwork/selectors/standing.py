"""How far a locus is, and the score that its answers give so far."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from assessments.fieldwork.questions import Key, Part, Question, instrument_at, parts_of, questions_at
from assessments.models import OWED_STATES, Answer, AnswerState, Locus, RaterRole, Subject
from assessments.scoring import Answer as ScoringAnswer
from assessments.scoring import State, UnitAnswers, UnitScore, score_unit


@dataclass(frozen=True, slots=True)
class Progress:
    """Questions that have the team's value, of all that are asked."""

    answered: int
    expected: int

    @property
    def open(self) -> int:
        return self.expected - self.answered

    @property
    def percent(self) -> int:
        """0-100, rounded down, so that only a complete sheet says 100."""
        return 100 * self.answered // self.expected if self.expected else 100

    @property
    def is_complete(self) -> bool:
        return not self.open


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's answer to one question, as far as it decides standing and score."""

    key: Key
    state: str
    value: Decimal | None
    is_chosen: bool
    chosen_at: datetime | None
    answered_at: datetime

    @property
    def judgement(self) -> tuple[str, Decimal | None]:
        return self.state, self.value


@dataclass(frozen=True)
class Standing:
    """A locus as it stands: its questions, what is answered, where people differ, and the score so far."""

    locus: Locus
    questions: tuple[Question, ...]
    subjects: tuple[Subject, ...]
    excluded: Mapping[str, str]
    chosen: Mapping[Key, Rating]
    disputed_keys: frozenset[Key]

    @property
    def disputed(self) -> int:
        return len(self.disputed_keys)

    @property
    def owed(self) -> int:
        """Questions dealt with that the score still waits for: not seen, or refused."""
        return sum(rating.state in OWED_STATES for rating in self.chosen.values())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.questions)

    @cached_property
    def progress(self) -> Progress:
        return self.progress_of(self.questions)

    def progress_of(self, questions: Iterable[Question]) -> Progress:
        keys = [question.key for question in questions]
        return Progress(sum(key in self.chosen for key in keys), len(keys))

    @cached_property
    def score(self) -> UnitScore:
        """The provisional score, its interval, and every band still possible."""
        return score_unit(self._answers, self.locus.assessment.period.issue.rules)

    @property
    def _answers(self) -> UnitAnswers:
        expected = Counter((question.indicator.code, question.method) for question in self.questions)
        return UnitAnswers(
            agency_kind=self.locus.assessment.agency.kind,
            unit_kind=self.locus.unit.kind,
            answers=tuple(_for_scoring(rating) for rating in self.chosen.values()),
            not_applicable=frozenset(self.excluded),
            expected=expected,
        )


def standing_of(locus: Locus) -> Standing:
    """How a locus stands: three queries, however many answers; needs unit, agency and the period's issue joined."""
    instrument = instrument_at(locus)
    subjects = tuple(Subject.objects.filter(locus=locus).order_by("kind", "position"))
    excluded = dict(locus.excluded.values_list("indicator", "reason"))
    questions = tuple(questions_at(locus, instrument, subjects=subjects, excluded=excluded))
    ratings: dict[Key, list[Rating]] = {}
    for rating in _ratings(locus):
        ratings.setdefault(rating.key, []).append(rating)
    return Standing(
        locus=locus,
        questions=questions,
        subjects=subjects,
        excluded=excluded,
        chosen={key: each for key, found in ratings.items() for each in found if each.is_chosen},
        disputed_keys=frozenset(key for key, found in ratings.items() if is_disputed(found)),
    )


def _ratings(locus: Locus) -> Iterable[Rating]:
    rows = (
        Answer.objects.filter(locus=locus, rater_role=RaterRole.FIRST)
        .exclude(state=AnswerState.OPEN)
        .order_by()
        .values_list("indicator", "method", "subject", "state", "value", "is_chosen", "chosen_at", "answered_at")
    )
    for indicator, method, subject, state, value, is_chosen, chosen_at, answered_at in rows:
        yield Rating((indicator, method, subject), state, value, is_chosen, chosen_at, answered_at)


def is_disputed(ratings: Iterable[Rating | Answer]) -> bool:
    """Whether people differ on a question and the lead has not chosen since the last of them spoke.

    `ratings`: the answers of the question that are not open.
    """
    found = list(ratings)
    if len({(each.state, each.value) for each in found}) < 2:
        return False
    settled = next((each.chosen_at for each in found if each.is_chosen), None)
    return settled is None or any(each.answered_at > settled for each in found)


def _for_scoring(rating: Rating) -> ScoringAnswer:
    indicator, method, subject = rating.key
    return ScoringAnswer(indicator, method, str(subject), rating.value, State(rating.state))
