"""A recap is told as of its day: corrections that came later make it outdated, never false; tampering does."""

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.models import DrawingState, Report, ReportKind, Result
from assessments.reports.batches import draw, order_reports
from assessments.reports.changes import changes_since
from assessments.reports.kinds import html_of
from assessments.reports.sources import source_fingerprint
from tests.assessments.reports.many import four_results, result_of
from tests.assessments.reports.test_document import words

__all__ = ["four_results"]


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


@pytest.fixture
def recap(four_results, released) -> Report:
    """The national recap of four results, as it lies in the store."""
    report = Report(kind=ReportKind.NATIONAL, period=four_results, number="0004/RKP-N/XI/2026", size=1, pages=1)
    report.source_sha256 = source_fingerprint(report)
    report.save()
    return Report.objects.with_names().get(pk=report.pk)


@pytest.fixture
def correct(four_results):
    def make() -> Result:
        old = Result.objects.get(agency_name="Kabupaten Lahat")
        return result_of(four_results, old.assessment.agency, replaces=old, computed_at=timezone.now())

    return make


def check(client, report):
    return client.get(reverse("verification", args=[report.code])).text


def test_what_is_corrected_later_leaves_the_recap_genuine_and_its_page_as_issued(client, recap, correct):
    before = html_of(recap)
    correct()
    assert html_of(recap) == before
    assert "masih berlaku." in check(client, recap)


def test_staff_are_told_that_a_result_was_corrected(recap, correct):
    assert changes_since(recap) == ()
    correct()
    assert changes_since(recap) == ("Hasil yang direkap berubah sejak laporan diterbitkan.",)


def test_one_digit_tampered_with_fails(client, recap):
    QuerySet(Result).filter(agency_name="Kabupaten Lahat").update(score="80.01")
    assert "Tidak dapat dipastikan" in check(client, recap)
    assert "padahal tidak dikoreksi lewat aplikasi" in changes_since(recap)[0]


def test_a_recap_made_later_counts_the_correction(recap, correct):
    correct()
    later = Report(kind=ReportKind.NATIONAL, period=recap.period)
    assert source_fingerprint(later) != recap.source_sha256
    assert words(html_of(later)).count("Kabupaten Lahat") == 1


def test_the_next_order_draws_a_recap_anew_only_once_a_result_was_corrected(recap, correct, ratna):
    def ordered() -> str:
        batch = order_reports(actor=ratna, period=recap.period, kinds=[ReportKind.NATIONAL])
        draw(batch, more=lambda: True)
        return batch.items.get().state

    assert ordered() == DrawingState.SKIPPED
    correct()
    assert ordered() == DrawingState.ISSUED
