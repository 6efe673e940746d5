"""What a filled file would change here and now: old, new, by whom, and where something else has happened since."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core import signing

from agencies.models import User
from assessments.fieldwork import presenters
from assessments.fieldwork.errors import AnswerRefusedError, Given
from assessments.fieldwork.questions import Question
from assessments.fieldwork.selectors.standing import Standing
from assessments.fieldwork.services.answers import allowed
from assessments.fieldwork.workbook import layout
from assessments.fieldwork.workbook.layout import Cells, PersonCells
from assessments.fieldwork.workbook.reading import Filled, FilledAnswer, FilledPerson, Problem, number_in
from assessments.fieldwork.workbook.writing import NAMED
from assessments.models import Answer, AnswerState, RaterRole, Subject, SubjectKind

SALT = "assessments.fieldwork.workbook.plan"
GOOD_FOR = 4 * 60 * 60
"""Seconds within which a list of changes may be applied."""


class ExpiredPlanError(Exception):
    """The list of changes is too old, of someone else, or of another locus."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One question of a file with the version of this person's answer when it was made, and when it was last shown."""

    filled: FilledAnswer
    at_export: int
    at_showing: int


@dataclass(frozen=True, slots=True)
class PersonWish:
    """One respondent of a file; `at_showing` is what stood here when the changes were last shown."""

    filled: FilledPerson
    at_showing: PersonCells


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that would change; `version` is that of the stored one, `conflict` says what happened meanwhile."""

    id: str
    sheet: str
    cell: str
    question: Question
    stored: Answer | None
    given: Given
    version: int
    others: tuple[str, ...]
    conflict: str = ""

    @property
    def what(self) -> str:
        """ "IN-01 Dasar hukum · Unit layanan"."""
        indicator = self.question.indicator
        return f"{indicator.code} {indicator.label} · {self.question.subject.label}"

    @property
    def old(self) -> str:
        return presenters.judgement_words(self.stored, is_level=self._is_level) if self.stored else "Belum dijawab"

    @property
    def new(self) -> str:
        return presenters.judgement_words(self.given, is_level=self._is_level)

    @property
    def old_cell(self) -> str:
        """The stored value as a cell of the file holds it: "3", "Menolak menjawab", nothing while open."""
        before = Given.in_row(self.stored) if self.stored else Given(AnswerState.OPEN)
        return layout.value_words(before.state, before.value, self.question.method)

    @property
    def new_cell(self) -> str:
        return layout.value_words(self.given.state, self.given.value, self.question.method)

    @property
    def words(self) -> tuple[tuple[str, str, str], ...]:
        """What else changes: (what, old, new)."""
        before = Given.in_row(self.stored) if self.stored else Given(AnswerState.OPEN)
        return presenters.differing_words(before, self.given)

    @property
    def _is_level(self) -> bool:
        return not self.question.is_secondary


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One respondent or product that would change."""

    id: str
    sheet: str
    cell: str
    subject: Subject
    before: PersonCells
    after: PersonCells
    conflict: str = ""

    @property
    def what(self) -> str:
        return f"{SubjectKind(self.subject.kind).label} {self.subject.position}"

    @property
    def old(self) -> str:
        return _person_words(self.before)

    @property
    def new(self) -> str:
        return _person_words(self.after)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a list comes from: its SHA-256, and the moment its form was made."""

    sha256: str
    made_at: str

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that would happen; nothing may while there are problems."""

    changes: tuple[Change, ...]
    people: tuple[PersonChange, ...]
    problems: tuple[Problem, ...]
    already: int
    untouched: int
    sealed: str
    origin: Origin
    moved: bool = False
    """Whether something changed here since the list was last shown."""

    @property
    def size(self) -> int:
        return len(self.changes) + len(self.people)

    @property
    def conflicts(self) -> tuple[Change | PersonChange, ...]:
        everything: tuple[Change | PersonChange, ...] = (*self.changes, *self.people)
        return tuple(each for each in everything if each.conflict)


def plan_of(filled: Filled, standing: Standing, user: User, *, sha256: str) -> Plan:
    """What the file with this fingerprint would change. One query, and the sheet's."""
    answers = _answers(standing)
    versions = filled.stamp.versions
    origin = Origin(sha256, filled.stamp.made_at)
    wishes = [
        Wish(each, versions.get(each.id, {}).get(str(user.pk), 0), _version(answers, each.id, user))
        for each in filled.answers
    ]
    subjects = {subject.pk: subject for subject in standing.subjects}
    people = [
        PersonWish(each, person_cells(subjects[each.subject]) if each.subject in subjects else each.shown)
        for each in filled.people
    ]
    return _plan(wishes, people, standing, user, answers, filled.problems, filled.untouched, origin)


def plan_from(sealed: str, standing: Standing, user: User) -> Plan:
    """The list that a person was shown, held against what stands now; ExpiredPlanError."""
    try:
        kept: dict[str, Any] = signing.loads(sealed, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature as error:
        raise ExpiredPlanError from error
    if (kept["locus"], kept["user"]) != (standing.locus.pk, user.pk):
        raise ExpiredPlanError
    wishes = [
        Wish(FilledAnswer(**{**each["filled"], "cells": Cells(**each["filled"]["cells"])}), *each["versions"])
        for each in kept["answers"]
    ]
    people = [
        PersonWish(
            FilledPerson(
                **{
                    **each["filled"],
                    "shown": PersonCells(**each["filled"]["shown"]),
                    "cells": PersonCells(**each["filled"]["cells"]),
                }
            ),
            PersonCells(**each["at_showing"]),
        )
        for each in kept["people"]
    ]
    return _plan(wishes, people, standing, user, _answers(standing), (), kept["untouched"], Origin(**kept["origin"]))


def person_cells(subject: Subject) -> PersonCells:
    """A respondent or product as the file's cells would hold it now."""
    if subject.kind == SubjectKind.PRODUCT:
        return PersonCells(subject.name)
    return PersonCells(subject.name, subject.duty, layout.YES if subject.is_substitute else layout.NO)


def _plan(
    wishes: Sequence[Wish],
    people: Sequence[PersonWish],
    standing: Standing,
    user: User,
    answers: Mapping[str, Sequence[Answer]],
    problems: Sequence[Problem],
    untouched: int,
    origin: Origin,
) -> Plan:
    questions = {layout.id_of(question.key): question for question in standing.questions}
    changes: list[Change] = []
    mistakes = list(problems)
    already, moved = 0, False
    for wish in wishes:
        question = questions.get(wish.filled.id)
        if question is None:
            mistakes.append(Problem(wish.filled.sheet, wish.filled.cell, "Tidak lagi ditanyakan. Unduh lagi."))
            continue
        if unknown := _unknown_word(wish.filled.cells, question):
            mistakes.append(Problem(wish.filled.sheet, wish.filled.cell, unknown))
            continue
        change = _change(wish, question, answers.get(wish.filled.id, ()), user)
        before = Given.in_row(change.stored) if change.stored else Given(AnswerState.OPEN)
        moved = moved or change.version != wish.at_showing
        if before == change.given:
            already += 1
            continue
        try:
            allowed(standing.locus, question.indicator.code, question.method, question.subject, change.given)
        except AnswerRefusedError as error:
            mistakes.append(Problem(wish.filled.sheet, wish.filled.cell, str(error)))
            continue
        changes.append(change)
    named, ready, renamed = _people(people, standing)
    return Plan(
        tuple(changes),
        named,
        tuple(mistakes),
        already + ready,
        untouched,
        _sealed(wishes, people, standing, user, answers, untouched, origin),
        origin,
        moved or renamed,
    )


def _change(wish: Wish, question: Question, said: Sequence[Answer], user: User) -> Change:
    stored = next((answer for answer in said if answer.rater_id == user.pk), None)
    version = stored.version if stored else 0
    conflict = ""
    if version != wish.at_export:
        conflict = "Sesudah berkas dibuat, jawaban Anda berubah dari perangkat lain."
        if stored:
            conflict = f"Sesudah berkas dibuat, Anda mengubahnya pukul {presenters.time_words(stored)}."
    others = tuple(
        f"{answer.rater.full_name}: {presenters.judgement_words(answer, is_level=not question.is_secondary)}"
        for answer in said
        if answer.rater_id != user.pk and answer.state != AnswerState.OPEN
    )
    filled = wish.filled
    given = _given(filled.cells, question, stored)
    return Change(filled.id, filled.sheet, filled.cell, question, stored, given, version, others, conflict)


def _unknown_word(cells: Cells, question: Question) -> str:
    """What to write instead of a word that is neither a number nor one of the states; "" when there is none."""
    if not cells.value or layout.state_in(cells.value, question.method) or number_in(cells.value) is not None:
        return ""
    offered = layout.choices(question)
    if question.is_secondary:
        offered = ["angka 0 sampai 100", *(words for _, words in presenters.choices_without_value(question.method))]
    return f'"{cells.value[:40]}" bukan pilihan. Isi salah satu: {", ".join(offered)}.'


def _given(cells: Cells, question: Question, stored: Answer | None) -> Given:
    """What the cells say; what has no cell in the file stays as it is stored."""
    state = layout.state_in(cells.value, question.method)
    value: Decimal | None = None
    if state is None:
        value = number_in(cells.value)
        state = AnswerState.OPEN if value is None else AnswerState.SCORED
    kept = Given.in_row(stored) if stored else Given(AnswerState.OPEN)
    if question.method == "survey":
        reason = kept.reason if state == kept.state else ""
        return Given(state, value, reason, kept.note, kept.comment, kept.face)
    reason = "" if state == AnswerState.SCORED else cells.reason
    return Given(state, value, reason, cells.note, cells.comment, kept.face)


def _people(people: Sequence[PersonWish], standing: Standing) -> tuple[tuple[PersonChange, ...], int, bool]:
    """The people who would change, how many stand so already, and whether one changed since the list was shown."""
    subjects = {subject.pk: subject for subject in standing.subjects if subject.kind in NAMED}
    found: list[PersonChange] = []
    already, moved = 0, False
    for wish in people:
        filled = wish.filled
        subject = subjects.get(filled.subject)
        if subject is None:
            continue
        now = person_cells(subject)
        moved = moved or now != wish.at_showing
        if now == filled.cells:
            already += 1
            continue
        conflict = "" if now == filled.shown else "Sesudah berkas dibuat, data ini diubah di aplikasi."
        place = (f"orang-{subject.pk}", filled.sheet, filled.cell)
        found.append(PersonChange(*place, subject, now, filled.cells, conflict))
    return tuple(found), already, moved


def _answers(standing: Standing) -> dict[str, list[Answer]]:
    """Everyone's answers at the locus by the id of their question; one query."""
    rows = Answer.objects.filter(locus=standing.locus, rater_role=RaterRole.FIRST).select_related("rater")
    found: dict[str, list[Answer]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(layout.id_of((row.indicator, row.method, row.subject_id)), []).append(row)
    return found


def _person_words(cells: PersonCells) -> str:
    """A respondent or product in one line: "Yuni Astuti, Kepala seksi (pengganti)"."""
    words = ", ".join(filter(None, (cells.name, cells.duty))) or "belum bernama"
    return f"{words} (pengganti)" if cells.substitute == layout.YES else words


def _version(answers: Mapping[str, Sequence[Answer]], key: str, user: User) -> int:
    return next((answer.version for answer in answers.get(key, ()) if answer.rater_id == user.pk), 0)


def _sealed(
    wishes: Sequence[Wish],
    people: Sequence[PersonWish],
    standing: Standing,
    user: User,
    answers: Mapping[str, Sequence[Answer]],
    untouched: int,
    origin: Origin,
) -> str:
    """The list as the page carries it on, with the versions that it shows now."""
    subjects = {subject.pk: subject for subject in standing.subjects}
    kept = {
        "locus": standing.locus.pk,
        "user": user.pk,
        "origin": asdict(origin),
        "untouched": untouched,
        "answers": [
            {
                "filled": asdict(wish.filled),
                "versions": [wish.at_export, _version(answers, wish.filled.id, user)],
            }
            for wish in wishes
        ],
        "people": [
            {
                "filled": asdict(wish.filled),
                "at_showing": asdict(
                    person_cells(subjects[wish.filled.subject]) if wish.filled.subject in subjects else wish.at_showing
                ),
            }
            for wish in people
        ],
    }
    return signing.dumps(kept, salt=SALT, compress=True)
