"""The second axis: every Ombudsman product due by the decision day is followed up."""

from datetime import date

import pytest

from assessments.scoring import FollowUp, Product, ProductState, follow_up_of

DAY = date(2026, 11, 30)
BEFORE, ON, AFTER = date(2026, 10, 1), DAY, date(2026, 12, 1)
SETTLED, CHECKING, OWED = ProductState.SETTLED, ProductState.CHECKING, ProductState.OWED


@pytest.mark.parametrize(
    ("products", "expected"),
    [
        ([(BEFORE, SETTLED)], FollowUp.YES),
        ([(BEFORE, SETTLED), (ON, SETTLED)], FollowUp.YES),
        ([(BEFORE, SETTLED), (ON, OWED)], FollowUp.NO),
        ([(BEFORE, SETTLED), (AFTER, OWED)], FollowUp.YES),
        ([(BEFORE, SETTLED), (BEFORE, CHECKING)], FollowUp.UNKNOWN),
        ([(BEFORE, OWED), (BEFORE, CHECKING)], FollowUp.NO),
        ([(AFTER, SETTLED)], FollowUp.UNKNOWN),
        ([], FollowUp.UNKNOWN),
    ],
)
def test_only_products_due_on_the_decision_day_decide(products, expected):
    found = [Product(due_on, state) for due_on, state in products]
    assert follow_up_of(found, decided_on=DAY, none_confirmed=False) is expected


def test_none_due_is_followed_up_once_the_head_office_says_so():
    assert follow_up_of([], decided_on=DAY, none_confirmed=True) is FollowUp.YES
    assert follow_up_of([Product(AFTER, OWED)], decided_on=DAY, none_confirmed=True) is FollowUp.YES


def test_a_product_that_is_owed_outweighs_that_word():
    assert follow_up_of([Product(BEFORE, OWED)], decided_on=DAY, none_confirmed=True) is FollowUp.NO
