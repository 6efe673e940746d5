"""The paper says what assessors found, what was asked and what is still open; private notes stay private."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.models import Answer, Recommendation, RecommendationStep
from assessments.reports.kinds import html_of
from assessments.results.services import compute
from tests.assessments.reports.conftest import named
from tests.assessments.reports.test_document import words


@pytest.fixture
def told(one_unit):
    Answer.objects.filter(indicator="IN-01").update(comment="Hasil tahun lalu belum dibahas.", note="Jangan disebut.")
    return named(compute(assessment=one_unit, actor=None))


@pytest.fixture
def ask(ratna):
    """`ask(result, ...)`: an issued recommendation, or at the step named, taken yesterday."""

    def make(result, text, *steps, **more):
        source = {"source": "result", "result": result} if more.get("indicator") else {"source": "manual"}
        row = Recommendation.objects.create(
            agency=result.assessment.agency,
            kind="improvement",
            text=text,
            written_by=ratna,
            written_at=timezone.now() - timedelta(days=2),
            **source,
            **more,
        )
        for number, step in enumerate(steps or ("proposed", "issued"), start=1):
            RecommendationStep.objects.create(
                recommendation=row,
                number=number,
                step=step,
                actor=ratna,
                note="Sebabnya." if step == "dropped" else "",
                at=timezone.now() - timedelta(days=1),
            )
        return row

    return make


def test_a_comment_is_read_and_a_private_note_is_not(paper_of, told):
    text = words(html_of(paper_of(told)))
    assert "Hasil tahun lalu belum dibahas." in text
    assert "Jangan disebut." not in text


def test_a_gap_names_owner_and_day_of_the_ledger(paper_of, told, ask):
    ask(told, "Bahas hasil.", indicator="IN-01", owner_title="Sekretaris Dinas Sosial", due_on=date(2027, 3, 31))
    text = words(html_of(paper_of(told)))
    assert text.count("Sekretaris Dinas Sosial 31 Maret 2027") == 2


def test_what_is_not_done_from_before_is_outstanding(paper_of, told, ask):
    ask(told, "Umumkan tarif.", due_on=date(2026, 1, 31))
    ask(told, "Sudah selesai.", "proposed", "issued", "proven", "adequate")
    ask(told, "Baru diusulkan.", "proposed")
    ask(told, "Ditarik.", "proposed", "issued", "dropped")
    text = words(html_of(paper_of(told)))
    assert "Umumkan tarif." in text
    assert "31 Januari 2026 terlambat" in text
    assert not any(each in text for each in ("Sudah selesai.", "Baru diusulkan.", "Ditarik."))


def test_what_came_after_the_report_is_not_in_it(paper_of, told, ask):
    ask(told, "Umumkan tarif.")
    earlier = paper_of(told, issued_at=timezone.now() - timedelta(days=3))
    assert "Umumkan tarif." not in words(html_of(earlier))
