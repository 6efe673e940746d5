"""Questions that nobody has answered."""

from assessments.fieldwork.leaving.checks import SHIPPED, Check, SheetFacts
from assessments.fieldwork.leaving.checks.unanswered import unanswered


def test_only_questions_without_an_answer_are_open(said):
    sheet = SheetFacts(said=(said(), said("PG-02", value=None, subject=7)))
    (point,) = unanswered(sheet, SHIPPED)
    assert (point.check, point.indicator, point.method, point.subject) == (Check.UNANSWERED, "PG-02", "document", 7)


def test_what_does_not_apply_is_answered(said):
    assert not list(unanswered(SheetFacts(said=(said(value=None, is_answered=True),)), SHIPPED))
