"""A page of review ready to be shown: what was found, in words, with the decisions that are open to this person."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from agencies.models import Event, User
from assessments import permissions
from assessments.event_words import sentence
from assessments.fieldwork.leaving.presenters import counts_words
from assessments.models import (
    Action,
    Answer,
    Evidence,
    ExcludedIndicator,
    Locus,
    ReturnedIndicator,
    ReviewComment,
    ReviewedValue,
    Stage,
)
from assessments.review import presenters
from assessments.review.forms import ApprovalForm, ReturnForm
from assessments.review.selectors.locus import DimensionView, IndicatorView, MethodView, ReviewSheet


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What was said of one subject."""

    subject: str
    words: str
    rubric: str
    rater: str
    differs: bool
    reviewed: tuple[tuple[str, ReviewedValue], ...]
    change: int | None
    """The key of the answer, where this person may set another value now."""


@dataclass(frozen=True, slots=True)
class MethodRow:
    name: str
    tally: str
    said: tuple[SaidRow, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator as the page shows it."""

    code: str
    label: str
    question: str
    percent: str
    lost: str
    flags: tuple[str, ...]
    methods: tuple[MethodRow, ...]
    notes: tuple[Answer, ...]
    evidence: tuple[Evidence, ...]
    excluded: ExcludedIndicator | None
    returned: tuple[ReturnedIndicator, ...]
    comments: tuple[ReviewComment, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class DimensionRow:
    code: str
    name: str
    percent: str
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """With what still open the lead handed the locus over, and why."""

    event: Event
    open_points: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class LocusPage:
    """A locus before this person; `approval` and `refusal` are None where the step is not theirs now."""

    locus: Locus
    score: str
    interval: str
    opinions: tuple[str, ...]
    dimensions: tuple[DimensionRow, ...]
    attention: tuple[tuple[str, str, tuple[str, ...]], ...]
    history: tuple[tuple[str, Event], ...]
    handed_over: HandedOver | None
    approval: ApprovalForm | None
    refusal: ReturnForm | None
    refusal_action: Action | None
    action: Action | None
    can_comment: bool
    waits_for: str
    deadline: str


def locus_page(
    sheet: ReviewSheet,
    user: User,
    *,
    hands_on: Collection[int],
    approving: ApprovalForm | None = None,
    returning: ReturnForm | None = None,
) -> LocusPage:
    """Lay out the page; forms with mistakes in them come back as they were sent."""
    locus = sheet.locus
    seen = {"seen": locus.stage_changed_at.isoformat()}
    action = _open_action(user, locus, hands_on)
    codes = [view.code for view in sheet.indicators]
    reopening = _reopening(user, sheet, hands_on)
    refusal = returning or (ReturnForm(codes=codes, initial=seen) if reopening else None)
    marked = refusal.marked if refusal else frozenset()
    return LocusPage(
        locus=locus,
        score=presenters.score_words(sheet.score),
        interval=presenters.interval_words(sheet.score),
        opinions=tuple(band.opinion for band in reversed(sheet.score.bands_touched)),
        dimensions=tuple(_dimension(view, marked, can_change=action is not None) for view in sheet.dimensions),
        attention=tuple(
            (view.code, view.indicator.label, presenters.attention_words(view)) for view in sheet.attention
        ),
        history=tuple((sentence(event), event) for event in sheet.history),
        handed_over=_handed_over(sheet.handed_over),
        approval=approving or (ApprovalForm(initial=seen) if action else None),
        refusal=refusal,
        refusal_action=reopening,
        can_comment=permissions.can_comment(user, locus),
        action=action,
        waits_for=presenters.waits_for(locus),
        deadline=presenters.deadline_words(locus, timezone.localdate()),
    )


def _handed_over(event: Event | None) -> HandedOver | None:
    """What was open at the hand-over; None where nothing was."""
    if event is None or not event.detail.get("open"):
        return None
    return HandedOver(event, counts_words(event.detail["open"]), event.detail.get("reason", ""))


def _open_action(user: User, locus: Locus, hands_on: Collection[int]) -> Action | None:
    """The approval that is this person's to give now."""
    if locus.assessment.period.is_released:
        return None
    if permissions.can_verify(user, locus, hands_on=hands_on):
        return Action.VERIFY
    return Action.VALIDATE if permissions.can_validate(user, locus, hands_on=hands_on) else None


def _reopening(user: User, sheet: ReviewSheet, hands_on: Collection[int]) -> Action | None:
    """The way in which this person may open indicators for the team now."""
    locus = sheet.locus
    if locus.assessment.period.is_released:
        return None
    if permissions.can_return(user, locus, hands_on=hands_on):
        return Action.RETURN
    is_shut = locus.stage != Stage.IN_FIELD or sheet.is_returned
    return Action.UNLOCK if is_shut and permissions.can_unlock(user, locus) else None


def _dimension(view: DimensionView, marked: Collection[str], *, can_change: bool) -> DimensionRow:
    return DimensionRow(
        code=view.dimension.code,
        name=view.dimension.name,
        percent=presenters.percent(view.line.span.point if view.line.span else None),
        indicators=tuple(_indicator(each, marked, can_change=can_change) for each in view.indicators),
    )


def _indicator(view: IndicatorView, marked: Collection[str], *, can_change: bool) -> IndicatorRow:
    return IndicatorRow(
        code=view.code,
        label=view.indicator.label,
        question=view.indicator.question,
        percent=presenters.percent(view.line.span.point if view.line.span else None),
        lost=presenters.points(view.line.lost),
        flags=presenters.attention_words(view),
        methods=tuple(_method(each, can_change=can_change) for each in view.methods),
        notes=view.notes,
        evidence=view.evidence,
        excluded=view.excluded,
        returned=view.returned,
        comments=view.comments,
        is_marked=view.code in marked,
    )


def _method(view: MethodView, *, can_change: bool) -> MethodRow:
    shown = () if view.is_counted else view.answers
    return MethodRow(
        name=presenters.METHOD_WORDS[view.code],
        tally=presenters.tally_words(view) if view.is_counted else "",
        said=tuple(_said(view, each, differs=False, can_change=can_change) for each in shown)
        + tuple(_said(view, each, differs=True, can_change=False) for each in view.differing),
        missing=view.missing,
    )


def _said(view: MethodView, answer: Answer, *, differs: bool, can_change: bool) -> SaidRow:
    return SaidRow(
        subject=answer.subject.label,
        words=presenters.answer_words(answer),
        rubric=presenters.level_words(view, answer),
        rater=answer.rater.full_name,
        differs=differs,
        reviewed=tuple((presenters.reviewed_words(each, view.code), each) for each in view.reviewed.get(answer.pk, ())),
        change=answer.pk if can_change and view.code != "survey" else None,
    )
