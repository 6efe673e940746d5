"""Judgements whose evidence has changed."""

from assessments.fieldwork.leaving.checks import SHIPPED, Doubted, SheetFacts
from assessments.fieldwork.leaving.checks.recheck import judgements_to_recheck


def test_each_judgement_in_doubt_is_open_with_what_changed():
    sheet = SheetFacts(doubted=(Doubted("IN-01", "document", 4, "Renstra: ditarik"),))
    (point,) = judgements_to_recheck(sheet, SHIPPED)
    assert (point.indicator, point.subject, point.what) == ("IN-01", 4, "Renstra: ditarik")
