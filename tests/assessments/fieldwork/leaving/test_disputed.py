"""Questions on which people differ."""

from assessments.fieldwork.leaving.checks import SHIPPED, SheetFacts
from assessments.fieldwork.leaving.checks.disputed import disputed


def test_a_question_stays_open_while_people_differ(said):
    sheet = SheetFacts(said=(said(), said("PG-02", is_disputed=True)))
    assert [point.indicator for point in disputed(sheet, SHIPPED)] == ["PG-02"]
