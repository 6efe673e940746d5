"""Telling the second axis: the Ombudsman products on the decision day, and what follows from them."""

from collections import Counter

from assessments.models import FollowUpState, RecommendationKind, Result
from assessments.results.explain.arithmetic import LEADS_TO
from assessments.results.explain.story import AxisStory, ProductStory, Step
from assessments.results.follow_up import Axis, stored_axis
from assessments.scoring import ProductState

STATE_WORDS = {
    ProductState.SETTLED: "bukti memadai",
    ProductState.CHECKING: "bukti menunggu pemeriksaan",
    ProductState.OWED: "belum terbukti",
}


def axis_story(result: Result) -> AxisStory | None:
    """The axis of a result as it was computed; None where the result keeps no products."""
    axis = stored_axis(result.follow_up_inputs)
    if axis is None:
        return None
    products = tuple(
        ProductStory(
            public_id=each.public_id,
            kind=each.kind,
            kind_text=RecommendationKind(each.kind).label,
            source=each.source,
            unit=each.unit,
            text=each.text,
            due_on=each.due_on,
            is_due=each.is_due(axis.decided_on),
            state=each.state.value,
            state_text=STATE_WORDS[each.state],
            since=each.since,
        )
        for each in axis.products
    )
    return AxisStory(
        decided_on=axis.decided_on,
        none_confirmed=axis.none_confirmed,
        products=products,
        sha256=result.follow_up_sha256,
        step=_step(axis, FollowUpState(result.follow_up).label),
    )


def _step(axis: Axis, outcome: str) -> Step:
    """ "3 jatuh tempo sampai 13-11-2026: 2 bukti memadai, 1 belum terbukti → Belum seluruhnya ditindaklanjuti"."""
    due = Counter(each.state for each in axis.products if each.is_due(axis.decided_on))
    day = f"{axis.decided_on:%d-%m-%Y}"
    formula = f"{due.total()} produk jatuh tempo sampai {day}"
    if due:
        formula += ": " + ", ".join(f"{due[state]} {words}" for state, words in STATE_WORDS.items() if due[state])
    elif axis.none_confirmed:
        formula += ", dipastikan oleh kantor pusat"
    else:
        formula += ", belum dipastikan oleh kantor pusat"
    return Step("Tindak lanjut produk Ombudsman", formula, outcome, sign=LEADS_TO)
