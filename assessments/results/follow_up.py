"""The second axis of a result: the Ombudsman products on the decision day, as text that is stored with the result.

The text is JSON: {"decided_on": day, "none_confirmed": whether the head office said that none is due, "products":
[[public id, kind, source in words, unit or "", text, due day, state, day of the last step], ...]}. States are those
of `scoring.ProductState`. Empty for editions without the axis.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone

from assessments.models import (
    Assessment,
    FollowUpStep,
    NoOpenProducts,
    PeriodWindow,
    Recommendation,
    RecommendationStep,
    WindowKind,
)
from assessments.scoring import FollowUp, Product, ProductState, Rules, follow_up_of

Ledger = list[tuple[Recommendation, list[RecommendationStep]]]

STATES = {
    FollowUpStep.ISSUED: ProductState.OWED,
    FollowUpStep.TAKEN_BACK: ProductState.OWED,
    FollowUpStep.INADEQUATE: ProductState.OWED,
    FollowUpStep.PROVEN: ProductState.CHECKING,
    FollowUpStep.ADEQUATE: ProductState.SETTLED,
}
"""What a step amounts to on the decision day; proposals and dropped ones are no products."""


@dataclass(frozen=True, slots=True)
class StoredProduct:
    """One Ombudsman product as it went into a result."""

    public_id: str
    kind: str
    source: str
    unit: str
    text: str
    due_on: date
    state: ProductState
    since: date

    def is_due(self, decided_on: date) -> bool:
        return Product(self.due_on, self.state).is_due(decided_on)


@dataclass(frozen=True, slots=True)
class Axis:
    """The second axis as stored: the day it was decided for, and the products of that day."""

    decided_on: date
    none_confirmed: bool
    products: tuple[StoredProduct, ...]


def follow_up_inputs(assessments: Collection[Assessment], rules: Rules) -> dict[int, str]:
    """The inputs of each assessment by its key, in four queries however many; none and empty without the axis."""
    if rules.follow_up_suffix is None:
        return {assessment.pk: "" for assessment in assessments}
    last_days = _last_days(assessments)
    confirmed = frozenset(
        NoOpenProducts.objects.filter(assessment__in=[each.pk for each in assessments]).values_list(
            "assessment", flat=True
        )
    )
    ledgers = _ledgers(assessments)
    return {
        each.pk: _text(_decision_day(each, last_days), ledgers[each.agency_id], none_confirmed=each.pk in confirmed)
        for each in assessments
    }


def _decision_day(assessment: Assessment, last_days: Mapping[int, date]) -> date:
    """The day the assessment was decided, today before that, but no later than its window lasts (assumption).

    So a correction of a decided result counts the products of the decision, not those of the day of the correction.
    """
    day = timezone.localdate(assessment.decided_at) if assessment.decided_at else timezone.localdate()
    return min(day, last_days.get(assessment.period_id, day))


def _last_days(assessments: Collection[Assessment]) -> Mapping[int, date]:
    """The last day of the decision window of each period that has one."""
    windows = PeriodWindow.objects.filter(
        period__in={each.period_id for each in assessments}, kind=WindowKind.DECISION
    ).order_by()
    return dict(windows.values_list("period", "ends_on"))


def _ledgers(
    assessments: Collection[Assessment],
) -> Mapping[int, Ledger]:
    """The recommendations of each agency with their steps in order; two queries."""
    ledgers: dict[int, Ledger] = {each.agency_id: [] for each in assessments}
    rows = Recommendation.objects.filter(agency__in=ledgers).select_related("unit").prefetch_related("steps")
    for row in rows.order_by("due_on", "pk"):
        ledgers[row.agency_id].append((row, list(row.steps.all())))
    return ledgers


def _text(decided_on: date, ledger: Ledger, *, none_confirmed: bool) -> str:
    products = [row for each in map(partial(_product, decided_on), ledger) for row in each]
    return json.dumps(
        {"decided_on": decided_on.isoformat(), "none_confirmed": none_confirmed, "products": products},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _product(
    decided_on: date, entry: tuple[Recommendation, list[RecommendationStep]]
) -> list[tuple[str, str, str, str, str, str, str, str]]:
    """The recommendation as it stood on the decision day; nothing where it was not issued or was dropped by then."""
    row, steps = entry
    taken = [step for step in steps if timezone.localdate(step.at) <= decided_on]
    state = STATES.get(FollowUpStep(taken[-1].step)) if taken else None
    if state is None or row.due_on is None:
        return []
    return [
        (
            str(row.public_id),
            row.kind,
            row.source_words,
            row.unit.name if row.unit else "",
            row.text,
            row.due_on.isoformat(),
            state.value,
            timezone.localdate(taken[-1].at).isoformat(),
        )
    ]


def stored_axis(inputs: str) -> Axis | None:
    """What a stored text says; None where there is no text."""
    if not inputs:
        return None
    raw = json.loads(inputs)
    return Axis(
        decided_on=date.fromisoformat(raw["decided_on"]),
        none_confirmed=raw["none_confirmed"],
        products=tuple(
            StoredProduct(
                key, kind, source, unit, text, date.fromisoformat(due), ProductState(state), date.fromisoformat(since)
            )
            for key, kind, source, unit, text, due, state, since in raw["products"]
        ),
    )


def axis_from(inputs: str) -> FollowUp:
    """The axis that follows from a stored text; unknown without one."""
    axis = stored_axis(inputs)
    if axis is None:
        return FollowUp.UNKNOWN
    return follow_up_of(
        [Product(each.due_on, each.state) for each in axis.products],
        decided_on=axis.decided_on,
        none_confirmed=axis.none_confirmed,
    )
