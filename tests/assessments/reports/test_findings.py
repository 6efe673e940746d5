"""The paper says what assessors found, what was asked and what is still open; private notes stay private."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.models import Answer, Recommendation, RecommendationStep, Report
from assessments.reports.changes import changes_since
from assessments.reports.kinds import html_of
from assessments.reports.sections.asked import asked_at
from assessments.reports.selectors import is_as_issued
from assessments.reports.services import issue_report
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


@pytest.fixture
def issued(told, ask, paper_of):
    """The report as issued, with one line asked of the unit and one from before."""
    ask(told, "Bahas hasil.", indicator="IN-01", owner_title="Sekretaris Dinas Sosial", due_on=date(2027, 3, 31))
    ask(told, "Umumkan tarif.", due_on=date(2026, 1, 31))
    report = paper_of(told)
    report.asked = asked_at(report, report.issued_at)
    return report


def test_a_paper_keeps_what_was_asked_whatever_the_ledger_says_later(issued):
    before = html_of(issued)
    Recommendation.objects.update(due_on=date(2028, 1, 1), owner_title="Camat", text="Lain.")
    assert html_of(issued) == before


def test_nothing_is_told_as_long_as_nothing_else_is_asked(issued):
    assert changes_since(issued) == ()


def test_staff_are_told_how_what_was_asked_became_different_and_the_paper_stays_genuine(issued, told, ask, ratna):
    bahas, umumkan = Recommendation.objects.order_by("pk")
    Recommendation.objects.filter(pk=bahas.pk).update(due_on=date(2027, 6, 30))
    RecommendationStep.objects.create(recommendation=bahas, number=3, step="proven", actor=ratna)
    RecommendationStep.objects.create(recommendation=umumkan, number=3, step="dropped", actor=ratna, note="Sudah ada.")
    ask(told, "Pasang papan informasi.")
    (said,) = changes_since(issued)
    assert (
        "1 baru, 1 berubah isi, pelaksana, atau batas waktunya, 1 berubah keadaannya, 1 selesai atau dibatalkan."
        in said
    )
    assert is_as_issued(issued)


def test_what_was_asked_after_the_issue_is_reason_enough_for_a_new_report(told, ask, hasan):
    first = issue_report(result=told, actor=hasan)
    assert issue_report(result=told, actor=hasan) == first
    ask(told, "Umumkan tarif.")
    second = issue_report(result=told, actor=hasan)
    assert second.replaces == first
    assert [row["text"] for row in Report.objects.get(pk=second.pk).asked] == ["Umumkan tarif."]
