"""A question as the page shows it: its form, what became of the last save, and what others said."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.urls import reverse

from agencies.models import User
from assessments.fieldwork import presenters
from assessments.fieldwork.errors import AnswerRefusedError, FieldworkError, Given, StaleAnswerError
from assessments.fieldwork.evidence.presenters import doubt_words
from assessments.fieldwork.evidence.seen import LOOKING_METHODS
from assessments.fieldwork.evidence.selectors import Doubt, by_indicator, pieces_at
from assessments.fieldwork.evidence.strip import Strip, strip_of
from assessments.fieldwork.forms import AnswerForm, SeenForm, prefix_of
from assessments.fieldwork.last_time_words import LastTimeWords, last_time_words
from assessments.fieldwork.planning.errors import DeclarationNeededError
from assessments.fieldwork.selectors.last_time import LastTime, last_time_at
from assessments.fieldwork.selectors.reviewers import ReviewerWord
from assessments.fieldwork.selectors.sheet import Row
from assessments.fieldwork.services import InHand, keep_stored_value, record_answer, record_in_hand
from assessments.instruments.model import EvidenceItem
from assessments.models import OWED_STATES, Answer, AnswerState, Locus, SubjectKind

KEEP = "pakai-tersimpan"
SETTLE = "pakai-pilihan"
"""The buttons of a conflict; the value of each is the prefix of its question."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said, in words."""

    name: str
    words: str
    time: str
    reason: str
    comment: str
    note: str
    face: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """The two values of a conflict, in words; `words` are those beside them that differ: (what, stored, given)."""

    stored: str
    stored_at: str
    given: str
    words: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Card:
    """One question on the page."""

    locus: Locus
    row: Row
    form: SeenForm
    """The whole AnswerForm, but after a save, whose reply shows no more than what was seen."""
    conflict: Conflict | None = None
    problem: str = ""
    strip: Strip | None = None
    """The evidence of the indicator; on a page with several questions about it, at the first."""
    doubts: Mapping[int, Sequence[Doubt]] = dataclasses.field(default_factory=dict)
    """By answer, what changed in the evidence since."""
    declare_url: str = ""
    is_just_saved: bool = False
    """Whether this request wrote a new version of the person's answer."""
    last_time: LastTime | None = None
    """What the last released result of the unit said of the indicator."""
    reviewers: tuple[ReviewerWord, ...] = ()
    """What reviewers said of the indicator; on a page with several questions about it, at the first."""

    @property
    def last_words(self) -> LastTimeWords | None:
        """The same in words."""
        question = self.row.question
        return last_time_words(self.last_time, code=question.indicator.code, method=question.method)

    @property
    def prefix(self) -> str:
        return prefix_of(self.row)

    @property
    def save_url(self) -> str:
        """Where this question is saved by itself."""
        code, method, subject = self.row.question.key
        return reverse("answer_save", args=(self.locus.public_id, code, method, subject))

    @property
    def history_url(self) -> str:
        """Where the history of its answers is told."""
        code, method, subject = self.row.question.key
        return reverse("answer_history", args=(self.locus.public_id, code, method, subject))

    @property
    def method_words(self) -> str:
        return presenters.METHOD_WORDS[self.row.question.method]

    @property
    def is_interview(self) -> bool:
        """Whether a user is asked it, in the screen of taps."""
        return self.row.question.subject.kind == SubjectKind.USER

    @property
    def asked(self) -> str:
        """What is said aloud."""
        return presenters.asked_and_hint(self.row.question.indicator.question)[0]

    @property
    def hint(self) -> str:
        """What the assessor keeps in mind while asking."""
        return presenters.asked_and_hint(self.row.question.indicator.question)[1]

    @property
    def evidence(self) -> tuple[EvidenceItem, ...]:
        return presenters.evidence_for(self.row.question)

    @cached_property
    def mine(self) -> Voice | None:
        """What this person said; nothing for an empty answer."""
        mine = self.row.mine
        return self._voice(mine) if mine and mine.state != AnswerState.OPEN else None

    @property
    def words_kept_at(self) -> str:
        """When this person's words were saved that stand without an answer yet; "" when there are none."""
        mine = self.row.mine
        if mine is None or mine.state != AnswerState.OPEN or not (mine.note or mine.comment or mine.reason):
            return ""
        return presenters.time_words(mine)

    @property
    def is_owed(self) -> bool:
        """Whether this person dealt with the question without a value, so that the score still waits for one."""
        return self.row.mine is not None and self.row.mine.state in OWED_STATES

    @property
    def others(self) -> tuple[Voice, ...]:
        return tuple(self._voice(answer) for answer in self.row.others if answer.state != AnswerState.OPEN)

    @property
    def everyone(self) -> tuple[Voice, ...]:
        return tuple(self._voice(answer) for answer in self.row.said)

    @property
    def said(self) -> tuple[tuple[Answer, Voice], ...]:
        """Every answer beside its words."""
        return tuple((answer, self._voice(answer)) for answer in self.row.said)

    @property
    def chosen(self) -> Voice | None:
        return self._voice(self.row.chosen) if self.row.chosen else None

    @property
    def chosen_text(self) -> str:
        """What the rubric says of the team's value; nothing for secondary data."""
        chosen, question = self.row.chosen, self.row.question
        if chosen is None or chosen.value is None or question.is_secondary:
            return ""
        return question.level_text(int(chosen.value))

    @property
    def looks_at_evidence(self) -> bool:
        return self.row.question.method in LOOKING_METHODS

    @property
    def my_doubt(self) -> str:
        """What changed in the evidence since this person answered."""
        mine = self.row.mine
        return doubt_words(self.doubts.get(mine.pk, ())) if mine else ""

    @property
    def others_in_doubt(self) -> tuple[tuple[str, str], ...]:
        """The names of others whose answers saw other evidence, and what changed."""
        return tuple(
            (answer.rater.full_name, doubt_words(self.doubts[answer.pk]))
            for answer in self.row.others
            if answer.pk in self.doubts
        )

    @property
    def has_problem(self) -> bool:
        return bool(self.problem or self.conflict or (self.form.is_bound and self.form.errors))

    def _voice(self, answer: Answer) -> Voice:
        words = presenters.judgement_words(answer, is_level=not self.row.question.is_secondary)
        return Voice(
            name=answer.rater.full_name,
            words=words,
            time=presenters.time_words(answer),
            reason=answer.reason,
            comment=answer.comment,
            note=answer.note,
            face=answer.get_face_display() if answer.face else "",
            is_chosen=answer.is_chosen,
        )


def fresh_card(row: Row, locus: Locus) -> Card:
    """The question as it is stored."""
    return Card(locus, row, AnswerForm(row=row))


def with_last_time(cards: Iterable[Card], locus: Locus) -> list[Card]:
    """The questions with what the last released result of the unit said; one query."""
    last = last_time_at(locus)
    return [dataclasses.replace(card, last_time=last.get(card.row.question.indicator.code)) for card in cards]


def with_evidence(
    cards: Iterable[Card], locus: Locus, doubts: Mapping[int, Sequence[Doubt]], *, can_add: bool, back: str
) -> list[Card]:
    """The questions with the evidence of their indicators and what changed in it; two queries."""
    pieces = by_indicator(pieces_at(locus))
    shown: set[str] = set()
    found: list[Card] = []
    for card in cards:
        code = card.row.question.indicator.code
        strip = None
        if card.looks_at_evidence and code not in shown:
            strip = strip_of(locus, code, pieces, can_add=can_add, back=back)
            shown.add(code)
        found.append(dataclasses.replace(card, strip=strip, doubts=doubts))
    return found


def saved_card(row: Row, data: Mapping[str, Any], *, actor: User, locus: Locus) -> Card:
    """The question after saving what came with the page; with a problem, it holds what the person typed."""
    form = AnswerForm(data, row=row)
    done = _without_saving(row, form, actor=actor, locus=locus)
    return done or _card_of(row, form, locus, partial(_record, form, actor=actor, locus=locus), shows=AnswerForm)


def card_saved_in_hand(hand: InHand, data: Mapping[str, Any], *, actor: User) -> Card:
    """As `saved_card`, of a question in hand, and with no more of the form than the state of a question shows."""
    row, locus = hand.row, hand.locus
    form = AnswerForm(data, row=row)
    done = _without_saving(row, form, actor=actor, locus=locus)
    return done or _card_of(row, form, locus, partial(_record_in_hand, form, actor=actor, hand=hand), shows=SeenForm)


def _without_saving(row: Row, form: AnswerForm, *, actor: User, locus: Locus) -> Card | None:
    """The question where there is nothing to save: a mistake in the form, nothing touched, the stored value kept."""
    if not form.is_valid():
        return Card(locus, row, form)
    if form.data.get(KEEP) == form.prefix and row.mine is not None:
        keep_stored_value(actor=actor, answer=row.mine, refused=form.given)
        return fresh_card(row, locus)
    return None if form.was_touched or _settles(form) else fresh_card(row, locus)


def _settles(form: AnswerForm) -> bool:
    """Whether the person decides a conflict for what they chose on the screen."""
    return form.data.get(SETTLE) == form.prefix


def _record(form: AnswerForm, *, actor: User, locus: Locus) -> Answer:
    given, (code, method, _) = form.given, form.question.key
    answer = record_answer(
        actor=actor,
        locus=locus,
        indicator=code,
        method=method,
        subject=form.question.subject,
        state=given.state,
        value=given.value,
        reason=given.reason,
        note=given.note,
        comment=given.comment,
        face=given.face,
        seen_version=form.seen_version,
        client_id=form.cleaned_data["client_id"],
        settles_conflict=_settles(form),
    )
    answer.rater = actor
    return answer


def _record_in_hand(form: AnswerForm, *, actor: User, hand: InHand) -> Answer:
    return record_in_hand(
        actor=actor,
        hand=hand,
        given=form.given,
        seen_version=form.seen_version,
        client_id=form.cleaned_data["client_id"],
        settles_conflict=_settles(form),
    )


def _card_of(row: Row, form: AnswerForm, locus: Locus, record: Callable[[], Answer], *, shows: type[SeenForm]) -> Card:
    """The question after this recording of it, or with what was refused and why."""
    stood = row.mine.version if row.mine else 0
    try:
        answer = record()
    except StaleAnswerError as error:
        return _conflicting(locus, row, form, error)
    except AnswerRefusedError as error:
        form.add_error(_field(form, error.field), str(error))
        return Card(locus, row, form)
    except DeclarationNeededError as error:
        url = reverse("independence", args=(error.assessment.public_id,))
        return Card(locus, row, form, problem=str(error), declare_url=url)
    except FieldworkError as error:
        return Card(locus, row, form, problem=str(error))
    now = Row(row.question, answer, _after(row.others, answer))
    return Card(locus, now, shows(row=now), is_just_saved=answer.version != stood)


def _field(form: AnswerForm, field: str) -> str:
    """The field of the form that a refusal is about."""
    if field in {"reason", "face"}:
        return field
    return "value" if form.question.is_secondary else "choice"


def _after(others: Iterable[Answer], answer: Answer) -> tuple[Answer, ...]:
    """The others' answers once this one is saved: an empty team value has given way to it."""
    found = tuple(others)
    for other in found:
        if answer.is_chosen:
            other.is_chosen = False
    return found


def _conflicting(locus: Locus, row: Row, form: AnswerForm, error: StaleAnswerError) -> Card:
    is_level = not row.question.is_secondary
    now = Row(row.question, error.stored, row.others)
    conflict = Conflict(
        stored=presenters.judgement_words(error.stored, is_level=is_level),
        stored_at=presenters.time_words(error.stored),
        given=presenters.judgement_words(error.given, is_level=is_level),
        words=presenters.differing_words(Given.in_row(error.stored), error.given),
    )
    typed = {form.add_prefix(name): form.data.get(form.add_prefix(name), "") for name in form.fields}
    shown = AnswerForm(row=now)
    typed[form.add_prefix("seen")] = shown.initial["seen"]
    return Card(locus, now, AnswerForm(typed, row=now), conflict=conflict)


def with_reviewers(cards: Iterable[Card], words: Mapping[str, tuple[ReviewerWord, ...]]) -> list[Card]:
    """The cards, the first about each indicator with what reviewers said of it."""
    seen: set[str] = set()
    found = []
    for card in cards:
        code = card.row.question.indicator.code
        found.append(dataclasses.replace(card, reviewers=() if code in seen else words.get(code, ())))
        seen.add(code)
    return found
