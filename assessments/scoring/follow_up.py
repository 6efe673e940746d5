"""The second axis of the editions from 2025: whether every Ombudsman product due by the decision day is followed up.

Published is that all products that are due must be followed up. Ours (assumptions): a product counts as followed up
once its proof was found adequate by the decision day; while a proof still waits for the check nothing is decided; and
where none is due, the head office's word is needed before the axis is met.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessments.scoring.bands import FollowUp


class ProductState(StrEnum):
    """How one product stands on the decision day."""

    SETTLED = "settled"
    CHECKING = "checking"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Product:
    """One Ombudsman product, the last day for following it up, and how it stands on the decision day."""

    due_on: date
    state: ProductState

    def is_due(self, decided_on: date) -> bool:
        return self.due_on <= decided_on


def follow_up_of(products: Iterable[Product], *, decided_on: date, none_confirmed: bool) -> FollowUp:
    """The axis on the decision day; `none_confirmed`: the head office has said that no product is due."""
    due = [product.state for product in products if product.is_due(decided_on)]
    if ProductState.OWED in due:
        return FollowUp.NO
    if ProductState.CHECKING in due:
        return FollowUp.UNKNOWN
    return FollowUp.YES if due or none_confirmed else FollowUp.UNKNOWN
