"""Anyone checks a paper by its code, and learns nothing but what stands on it."""

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from assessments.models import Report
from assessments.reports.services import withdraw_report
from assessments.reports.sources import source_fingerprint


def check(client, code):
    return client.get(reverse("verification", args=[code]))


@pytest.fixture
def paper(kept):
    """The kept report with the fingerprint of what it was made from."""
    QuerySet(Report).filter(pk=kept.pk).update(source_sha256=source_fingerprint(kept), number="0012/LHP/XI/2026")
    return Report.objects.with_names().get(pk=kept.pk)


def test_it_says_agency_period_opinion_day_and_status(client, paper, released, django_assert_num_queries):
    # the report with its names; result, units and lines for the fingerprint
    with django_assert_num_queries(4):
        page = check(client, paper.written_code).text
    for word in ("Kabupaten Musi Banyuasin", "Opini 2026", paper.result.opinion, "0012/LHP/XI/2026", paper.sha256):
        assert word in page
    assert "dan berlaku." in page
    assert "Data contoh" in page


def test_a_code_is_found_however_it_is_typed(client, paper, released):
    assert check(client, paper.code.lower()).status_code == 200
    typed = client.get(reverse("verification_home"), {"kode": f" {paper.written_code.lower()} "}, follow=True)
    assert "Kabupaten Musi Banyuasin" in typed.text


def test_an_unreleased_report_reads_like_a_code_that_does_not_exist(client, paper, released_tomorrow):
    unreleased, unknown = check(client, paper.code), check(client, "222222222222")
    assert (unreleased.status_code, unknown.status_code) == (404, 404)
    assert unreleased.text.replace(paper.code, "") == unknown.text.replace("222222222222", "")


def test_a_withdrawn_report_says_so_with_the_reason(client, paper, hasan, released):
    withdraw_report(actor=hasan, report=paper, reason="Nama unit keliru.")
    page = check(client, paper.code).text
    assert "tidak berlaku lagi" in page
    assert "Nama unit keliru." in page
    assert "dan berlaku." not in page


def test_a_result_tampered_with_by_one_digit_fails(client, paper, released):
    QuerySet(type(paper.result)).filter(pk=paper.result_id).update(score="85.00", opinion="Kualitas Tertinggi")
    page = check(client, paper.code).text
    assert "tidak dapat dipastikan" in page
    assert "Kualitas Tertinggi" not in page
    assert "dan berlaku." not in page
