"""One locus as those who approve it look at it: what the team says of each indicator, and what speaks against it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from agencies.models import Event, User
from assessments.instruments import Dimension, Indicator
from assessments.models import (
    Answer,
    AnswerState,
    Evidence,
    EvidenceVersion,
    ExcludedIndicator,
    Locus,
    RaterRole,
    ReturnedIndicator,
    ReviewComment,
    ReviewedValue,
)
from assessments.models.assessment import LocusQuerySet
from assessments.results.services import preview_locus
from assessments.scoring import DimensionLine, IndicatorLine, Outcome, UnitScore

EACH_UP_TO = 4
"""Up to so many subjects are told one by one, more are counted by level."""


@dataclass(frozen=True)
class MethodView:
    """One method of an indicator: the team's answers in the order of the subjects, and what others said instead."""

    code: str
    answers: tuple[Answer, ...]
    missing: int
    differing: tuple[Answer, ...]
    reviewed: Mapping[int, tuple[ReviewedValue, ...]]
    """What reviewers set beside the team's answers, by answer, oldest first."""
    levels: Mapping[int, str]

    @property
    def is_counted(self) -> bool:
        """Whether the answers are so many that they are counted by level."""
        return len(self.answers) > EACH_UP_TO

    @cached_property
    def tally(self) -> tuple[tuple[str, Decimal | None, int], ...]:
        """How many subjects have each (state, value), from the highest value; states without one come last."""
        counted = Counter((answer.state, answer.value) for answer in self.answers)
        found = ((state, value, count) for (state, value), count in counted.items())
        return tuple(sorted(found, key=lambda each: (each[1] is None, -(each[1] or 0), each[0])))


@dataclass(frozen=True)
class IndicatorView:
    """One indicator of a locus with everything that was said and shown about it."""

    indicator: Indicator
    line: IndicatorLine
    methods: tuple[MethodView, ...]
    excluded: ExcludedIndicator | None
    evidence: tuple[Evidence, ...]
    returned: tuple[ReturnedIndicator, ...]
    comments: tuple[ReviewComment, ...]

    @property
    def code(self) -> str:
        return self.indicator.code

    @cached_property
    def notes(self) -> tuple[Answer, ...]:
        """Answers that come with a reason, a comment for the agency, or a private note."""
        said = (answer for method in self.methods for answer in (*method.answers, *method.differing))
        return tuple(answer for answer in said if answer.note or answer.reason or answer.comment)

    @property
    def missing(self) -> int:
        return sum(method.missing for method in self.methods)

    @property
    def is_disputed(self) -> bool:
        return any(method.differing for method in self.methods)

    @property
    def outstanding(self) -> ReturnedIndicator | None:
        """The return that the team is at work on."""
        return next((each for each in self.returned if each.settled_at is None), None)

    @property
    def changed(self) -> int:
        """How many answers have a reviewer's value."""
        return sum(len(method.reviewed) for method in self.methods)

    @property
    def needs_attention(self) -> bool:
        said = self.notes or self.comments
        return bool(self.missing or self.is_disputed or said or self.excluded or self.returned or self.changed)


@dataclass(frozen=True)
class DimensionView:
    dimension: Dimension
    line: DimensionLine
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True)
class ReviewSheet:
    """A locus laid out for review; `history` from the newest."""

    locus: Locus
    score: UnitScore
    dimensions: tuple[DimensionView, ...]
    history: tuple[Event, ...]

    @cached_property
    def indicators(self) -> tuple[IndicatorView, ...]:
        return tuple(each for dimension in self.dimensions for each in dimension.indicators)

    @property
    def handed_over(self) -> Event | None:
        """The latest hand-over among the history read."""
        return next((event for event in self.history if event.verb == "submit_locus"), None)

    @property
    def is_returned(self) -> bool:
        """Whether the team is at work on some indicators only."""
        return any(each.outstanding for each in self.indicators)

    @cached_property
    def attention(self) -> tuple[IndicatorView, ...]:
        """Indicators that have something to look at first."""
        return tuple(each for each in self.indicators if each.needs_attention)


def loci_for_review(user: User) -> LocusQuerySet:
    """The loci in a person's scope with all that the page and its permissions read: one query and one for the team."""
    found = Locus.objects.visible_to(user).with_names().select_related("verified_by", "validated_by")
    return found.prefetch_related("assessment__team", "assessment__period__windows")


def review_sheet(locus: Locus) -> ReviewSheet:
    """The locus laid out: twelve queries at most, however many answers and indicators."""
    scored = preview_locus(locus)
    kinds = {"agency_kind": locus.assessment.agency.kind, "unit_kind": locus.unit.kind}
    answers = _answers(locus)
    excluded = {each.indicator: each for each in locus.excluded.select_related("excluded_by")}
    returned = _by_indicator(locus.returned.select_related("returned_by"))
    comments = _by_indicator(ReviewComment.objects.filter(locus=locus).select_related("written_by"))
    reviewed = _reviewed(locus)
    evidence = _evidence(locus)
    instrument = locus.assessment.period.issue.instrument
    dimensions: list[DimensionView] = []
    for dimension, line in zip(instrument.dimensions, scored.score.dimensions, strict=True):
        lines = {each.code: each for each in line.indicators}
        asked = [each for each in dimension.indicators if each.applies_to(**kinds)]
        views = tuple(
            IndicatorView(
                indicator=indicator,
                line=lines[indicator.code],
                methods=_methods(indicator, lines[indicator.code], answers.get(indicator.code, {}), reviewed),
                excluded=excluded.get(indicator.code),
                evidence=tuple(evidence.get(indicator.code, ())),
                returned=tuple(returned.get(indicator.code, ())),
                comments=tuple(comments.get(indicator.code, ())),
            )
            for indicator in asked
        )
        if views:
            dimensions.append(DimensionView(dimension, line, views))
    history = tuple(Event.objects.about(locus).select_related("actor")[:50])
    return ReviewSheet(locus, scored.score, tuple(dimensions), history)


def _methods(
    indicator: Indicator,
    line: IndicatorLine,
    said: Mapping[str, Sequence[Answer]],
    reviewed: Mapping[int, Sequence[ReviewedValue]],
) -> tuple[MethodView, ...]:
    missing = {each.method: each.missing for each in line.methods if each.outcome != Outcome.OUT_OF_SCOPE}
    found = []
    for method in indicator.methods:
        answers = said.get(method, ())
        chosen = {answer.subject_id: answer for answer in answers if answer.is_chosen}
        found.append(
            MethodView(
                code=method,
                answers=tuple(answer for answer in answers if answer.is_chosen),
                missing=missing.get(method, 0),
                differing=tuple(answer for answer in answers if _differs(answer, chosen)),
                reviewed={each.pk: tuple(reviewed[each.pk]) for each in answers if each.pk in reviewed},
                levels=indicator.levels,
            )
        )
    return tuple(found)


def _differs(answer: Answer, chosen: Mapping[int, Answer]) -> bool:
    team = chosen.get(answer.subject_id)
    return team is not None and (answer.state, answer.value) != (team.state, team.value)


def _answers(locus: Locus) -> dict[str, dict[str, list[Answer]]]:
    """First ratings that are not empty, by indicator and method, in the order of the subjects; one query."""
    rows = (
        Answer.objects.filter(locus=locus, rater_role=RaterRole.FIRST)
        .exclude(state=AnswerState.OPEN)
        .select_related("subject", "rater")
        .order_by("subject__kind", "subject__position", "pk")
    )
    found: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in rows:
        found[answer.indicator][answer.method].append(answer)
    return found


def _reviewed(locus: Locus) -> dict[int, list[ReviewedValue]]:
    """Reviewers' values that still stand, by answer; one query."""
    found: dict[int, list[ReviewedValue]] = defaultdict(list)
    rows = ReviewedValue.objects.standing().filter(answer__locus=locus)
    for value in rows.select_related("decided_by"):
        found[value.answer_id].append(value)
    return found


def _evidence(locus: Locus) -> dict[str, list[Evidence]]:
    """Pieces of evidence by the indicators they speak to, each with its versions; three queries."""
    versions = Prefetch("versions", EvidenceVersion.objects.order_by("-number"))
    found: dict[str, list[Evidence]] = defaultdict(list)
    for piece in Evidence.objects.filter(locus=locus, withdrawn_at=None).prefetch_related("indicators", versions):
        for link in piece.indicators.all():
            found[link.indicator].append(piece)
    return found


def _by_indicator(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.indicator].append(row)
    return found
