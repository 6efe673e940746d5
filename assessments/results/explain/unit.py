"""Telling one unit's part of a result: dimensions, indicators, methods, answers."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from assessments.instruments import Indicator, Instrument
from assessments.instruments.model import Dimension
from assessments.models import METHOD_CHOICES, AnswerState, Face, ResultLine, ReviewStep, SubjectKind, UnitResult
from assessments.models.stored_inputs import StoredAnswer
from assessments.results.explain import arithmetic
from assessments.results.explain.arithmetic import four
from assessments.results.explain.reading import Sources
from assessments.results.explain.story import (
    AnswerStory,
    BandStory,
    DimensionStory,
    IndicatorStory,
    LevelGiven,
    MethodStory,
    Step,
    UnitStory,
)
from assessments.results.inputs import excluded_indicators
from assessments.results.trace import exact, fraction
from assessments.scoring import Outcome, mean_of_levels, rounded

METHOD_NAMES = dict(METHOD_CHOICES)
OUTCOME_TEXTS = {
    Outcome.SCORED: "Dinilai lengkap",
    Outcome.PARTIAL: "Sebagian belum dijawab",
    Outcome.MISSING: "Belum dijawab",
    Outcome.LEFT: "Tidak berlaku",
    Outcome.OUT_OF_SCOPE: "Di luar cakupan unit ini",
}
UNNUMBERED = (SubjectKind.UNIT, SubjectKind.AGENCY)
Questions = Mapping[tuple[str, str], Sequence[StoredAnswer]]


class UnitTeller:
    """Tells a unit's story from its stored rows; made once for a result."""

    def __init__(self, sources: Sources, instrument: Instrument, bands: tuple[BandStory, ...]) -> None:
        self.sources = sources
        self.instrument = instrument
        self.bands = bands

    def story(self, unit: UnitResult, standing: Mapping[str, Any], kind_text: str) -> UnitStory:
        """The unit's story; `standing` holds the columns that a unit and an agency share, already told."""
        lines = self.sources.lines[unit.locus_id]
        asked: dict[tuple[str, str], list[StoredAnswer]] = defaultdict(list)
        for answer in self.sources.answers[unit.locus_id]:
            asked[answer.indicator, answer.method].append(answer)
        excluded = excluded_indicators(unit.inputs)
        rows = {row["code"]: row for row in unit.dimensions}
        dimensions = tuple(
            self._dimension(dimension, rows[dimension.code], lines, asked, excluded, unit)
            for dimension in self.instrument.dimensions
        )
        return UnitStory(
            **{**standing, "steps": (*_total_steps(unit), *standing["steps"])},
            locus_id=unit.locus.public_id,
            name=unit.unit_name,
            kind=unit.unit_kind,
            kind_text=kind_text,
            inputs_sha256=unit.inputs_sha256,
            dimensions=dimensions,
        )

    def _dimension(
        self,
        dimension: Dimension,
        row: Mapping[str, str],
        lines: Mapping[str, ResultLine],
        asked: Questions,
        excluded: Mapping[str, str],
        unit: UnitResult,
    ) -> DimensionStory:
        value, share, points = fraction(row["value"]), fraction(row["share"]), fraction(row["points"])
        weight = dimension.weight.value
        weight_text = "" if share is None else arithmetic.weight_text(weight, share)
        return DimensionStory(
            code=dimension.code,
            name=dimension.name,
            about=dimension.about,
            weight=weight,
            weight_assumed=dimension.weight.assumed,
            value=_four(value),
            value_exact=row["value"],
            percent=_percent(value),
            low=_four(fraction(row["low"])),
            high=_four(fraction(row["high"])),
            share=_four(share),
            share_exact=row["share"],
            points=_four(points),
            points_exact=row["points"],
            steps=_dimension_steps(dimension, lines, value=value, share=share, points=points),
            indicators=tuple(
                self._indicator(dimension, indicator, lines[indicator.code], asked, excluded, unit, weight_text)
                for indicator in dimension.indicators
            ),
        )

    def _indicator(
        self,
        dimension: Dimension,
        indicator: Indicator,
        line: ResultLine,
        asked: Questions,
        excluded: Mapping[str, str],
        unit: UnitResult,
        weight_text: str,
    ) -> IndicatorStory:
        value, share = fraction(line.value), fraction(line.share)
        points, lost = fraction(line.points), fraction(line.lost)
        methods = tuple(
            self._method(
                indicator,
                stored,
                asked.get((indicator.code, stored[0]), ()),
                unit,
            )
            for stored in line.methods
        )
        return IndicatorStory(
            code=indicator.code,
            label=indicator.label,
            variable=indicator.variable,
            question=indicator.question,
            legal=indicator.legal,
            dimension=dimension.code,
            outcome=line.outcome,
            outcome_text=OUTCOME_TEXTS[Outcome(line.outcome)],
            reason=excluded.get(indicator.code, ""),
            max_level=self.instrument.max_level_of(indicator),
            combine=indicator.combine,
            weight_assumed=indicator.weight.assumed,
            value=_four(value),
            value_exact=line.value,
            percent=_percent(value),
            low=_four(fraction(line.low)),
            high=_four(fraction(line.high)),
            share=_four(share),
            share_exact=line.share,
            points=_four(points),
            points_exact=line.points,
            lost=line.lost_points,
            lost_exact=line.lost,
            levels_given=_levels_given(indicator, methods),
            methods=methods,
            evidence=self.sources.evidence.get((unit.locus_id, indicator.code), ()),
            steps=_indicator_steps(indicator, methods, weight_text, value=value, share=share, points=points, lost=lost),
        )

    def _method(
        self, indicator: Indicator, stored: Sequence[Any], answers: Sequence[StoredAnswer], unit: UnitResult
    ) -> MethodStory:
        code, outcome, total, answered, missing, not_applicable = stored
        max_level = self.instrument.max_level_of(indicator)
        whole = Fraction(total)
        value = mean_of_levels(whole, answered, missing, max_level).point if answered else None
        levels = [answer.value for answer in answers if answer.value is not None]
        return MethodStory(
            code=code,
            name=METHOD_NAMES[code],
            outcome=outcome,
            outcome_text=OUTCOME_TEXTS[Outcome(outcome)],
            total=_decimal(whole),
            answered=answered,
            missing=missing,
            not_applicable=not_applicable,
            max_level=max_level,
            value=_four(value),
            value_exact=exact(value),
            step=None if value is None else arithmetic.method_step(METHOD_NAMES[code], levels, max_level, value),
            answers=tuple(self._answer(indicator, answer, unit) for answer in answers),
        )

    def _answer(self, indicator: Indicator, answer: StoredAnswer, unit: UnitResult) -> AnswerStory:
        is_level = answer.value is not None and answer.method != "secondary"
        return AnswerStory(
            subject=self._subject(answer, unit) + _set_by(answer),
            state=answer.state,
            state_text=AnswerState(answer.state).label,
            value=answer.value,
            level_text=indicator.levels.get(int(answer.value), "") if is_level and answer.value is not None else "",
            answered_at=datetime.fromtimestamp(answer.answered_at, tz=timezone.get_default_timezone()),
            answer_id=answer.answer_id,
            version=answer.version,
            # Who rated for the team did not give a value that a reviewer set.
            rater="" if answer.step else self.sources.raters.get(answer.rater_id, ""),
            reason=answer.words.reason,
            comment=answer.words.comment,
            face_text=Face(answer.words.face).label if answer.words.face else "",
        )

    def _subject(self, answer: StoredAnswer, unit: UnitResult) -> str:
        """The words for a subject; a product by its name, a person by a number only."""
        product = self.sources.products.get((unit.locus_id, answer.subject_number))
        if answer.subject_kind == SubjectKind.PRODUCT and product:
            return product
        label = SubjectKind(answer.subject_kind).label
        return label if answer.subject_kind in UNNUMBERED else f"{label} {answer.subject_number}"


def _four(value: Fraction | None) -> Decimal | None:
    return None if value is None else four(value)


def _percent(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(100 * value, places=2)


def _decimal(value: Fraction) -> Decimal:
    """A sum of answers, which always is a finite decimal."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _total_steps(unit: UnitResult) -> tuple[Step, ...]:
    points = [found for row in unit.dimensions if (found := fraction(row["points"])) is not None]
    whole = fraction(unit.exact)
    if whole is None or unit.score is None:
        return ()
    return arithmetic.total_steps(points, whole, unit.score)


def _dimension_steps(
    dimension: Dimension,
    lines: Mapping[str, ResultLine],
    *,
    value: Fraction | None,
    share: Fraction | None,
    points: Fraction | None,
) -> tuple[Step, ...]:
    if value is None or share is None or points is None:
        return ()
    counted = [lines[indicator.code] for indicator in dimension.indicators if lines[indicator.code].share]
    parts = [(Fraction(line.share), Fraction(line.value)) for line in counted]
    return arithmetic.dimension_steps(dimension.weight.value, share, parts, value, points)


def _indicator_steps(
    indicator: Indicator,
    methods: Sequence[MethodStory],
    weight_text: str,
    *,
    value: Fraction | None,
    share: Fraction | None,
    points: Fraction | None,
    lost: Fraction | None,
) -> tuple[Step, ...]:
    if value is None or share is None or points is None or lost is None:
        return ()
    scored = [(method.code, method.name, Fraction(method.value_exact)) for method in methods if method.value_exact]
    return (
        arithmetic.indicator_step(indicator.combine, scored, value),
        *arithmetic.points_steps(weight_text, share, value, points, lost),
    )


def _levels_given(indicator: Indicator, methods: Sequence[MethodStory]) -> tuple[LevelGiven, ...]:
    """The levels that were given, lowest first; none for secondary data, which has no levels."""
    given = Counter(
        int(answer.value)
        for method in methods
        if method.code != "secondary"
        for answer in method.answers
        if answer.value is not None
    )
    return tuple(LevelGiven(level, indicator.levels.get(level, ""), count) for level, count in sorted(given.items()))


def _set_by(answer: StoredAnswer) -> str:
    """That a reviewer's value counts instead of the team's: " (nilai akhir)"; empty for the team's own."""
    return f" ({ReviewStep(answer.step).label.lower()})" if answer.step else ""
