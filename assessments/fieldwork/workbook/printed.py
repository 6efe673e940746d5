"""The form of a locus on paper: each part on pages of its own, each question once, a column for each subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.fieldwork import presenters
from assessments.fieldwork.questions import Area, Part, Question
from assessments.fieldwork.selectors.standing import Standing
from assessments.models import Subject, SubjectKind

USERS_ON_A_PAGE = 15


@dataclass(frozen=True, slots=True)
class PrintedLevel:
    """One line of a rubric; `level` is what is ticked."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """One question with its levels, the boxes for what has no level, and what to ask for."""

    code: str
    label: str
    method: str
    levels: tuple[PrintedLevel, ...]
    without_value: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of the form: subjects of one kind answer the same questions, each in a column."""

    title: str
    subjects: tuple[Subject, ...]
    questions: tuple[PrintedQuestion, ...]
    is_users: bool
    is_secondary: bool
    has_names: bool


def printed_parts(standing: Standing) -> tuple[PrintedPart, ...]:
    """The parts in the order of a visit; parts of the same kind of subject are one, users in tables of fifteen."""
    found: list[PrintedPart] = []
    for area in Area:
        kinds: dict[str, list[Part]] = {}
        for part in standing.parts:
            if part.area is area:
                kinds.setdefault(part.subject.kind, []).append(part)
        for same in kinds.values():
            step = USERS_ON_A_PAGE if same[0].subject.kind == SubjectKind.USER else len(same)
            found += [_part(same[start : start + step]) for start in range(0, len(same), step)]
    return tuple(found)


def _part(parts: Sequence[Part]) -> PrintedPart:
    first = parts[0]
    kind = SubjectKind(first.subject.kind)
    title = presenters.part_words(first)
    if len(parts) > 1:
        title = f"{kind.label} {first.subject.position}-{parts[-1].subject.position}"
    return PrintedPart(
        title=title,
        subjects=tuple(part.subject for part in parts),
        questions=tuple(_question(question) for question in first.questions),
        is_users=kind is SubjectKind.USER,
        is_secondary=kind is SubjectKind.AGENCY,
        has_names=kind in {SubjectKind.SERVICE_OFFICER, SubjectKind.COMPLAINT_OFFICER, SubjectKind.PRODUCT},
    )


def _question(question: Question) -> PrintedQuestion:
    levels = () if question.is_secondary else presenters.levels_in_reading_order(question)
    return PrintedQuestion(
        question.indicator.code,
        question.indicator.label,
        presenters.METHOD_WORDS[question.method],
        tuple(PrintedLevel(level, question.level_text(level)) for level in levels),
        tuple(words for _, words in presenters.choices_without_value(question.method)),
        tuple(item.text for item in presenters.evidence_for(question)),
    )
