"""Anyone checks a paper by its code, and learns nothing but what stands on it."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from assessments.models import Report, Result, ResultLine, UnitResult
from assessments.reports.services import withdraw_report
from assessments.reports.sources import source_fingerprint


def check(client, code):
    return client.get(reverse("verification", args=[code]))


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


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
    assert "masih berlaku." in page
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
    assert "masih berlaku." not in page


@pytest.mark.parametrize(
    ("rows", "column", "digit"),
    [
        (Result, "score", "75.01"),
        (UnitResult, "score", "76.00"),
        (ResultLine, "lost_points", "9.0000"),
        (UnitResult, "inputs_sha256", "f" * 64),
    ],
)
def test_a_result_tampered_with_by_one_digit_fails(client, paper, released, rows, column, digit):
    assert "masih berlaku." in check(client, paper.code).text
    one = rows.objects.values("pk")[:1]
    QuerySet(rows).filter(pk__in=[row["pk"] for row in one]).update(**{column: digit})
    page = check(client, paper.code).text
    assert "Tidak dapat dipastikan" in page
    assert paper.result.opinion not in page
    assert "masih berlaku." not in page


def send(client, url, content):
    return client.post(url, {"berkas": SimpleUploadedFile("laporan.pdf", content, "application/pdf")})


def test_the_file_as_issued_matches_and_one_changed_byte_does_not(paper, released):
    client, url = Client(enforce_csrf_checks=True), reverse("verification", args=[paper.written_code])
    with paper.file.open("rb") as file:
        content = file.read()
    page = send(client, url, content)
    assert page.context["matches"] is True
    assert "sama persis" in page.text
    assert send(client, url, content.replace(b"short", b"shorn")).context["matches"] is False


def test_a_file_alone_finds_its_paper_once_it_is_released(client, paper, opini_2026, request):
    with paper.file.open("rb") as file:
        content = file.read()
    url = reverse("verification_home")
    assert "bukan laporan yang kami kenal" in send(client, url, content).text
    request.getfixturevalue("released")
    assert "Kabupaten Musi Banyuasin" in send(client, url, content).text


def test_no_file_and_too_large_a_file_are_told_in_a_sentence(client, paper, released, monkeypatch):
    url = reverse("verification", args=[paper.code])
    nothing = client.post(url)
    assert (nothing.status_code, "Pilih dahulu berkas PDF" in nothing.text) == (400, True)
    monkeypatch.setattr("assessments.reports.upload.LARGEST", 100)
    large = send(client, url, b"x" * 101)
    assert (large.status_code, "terlalu besar" in large.text) == (400, True)


def test_who_guesses_codes_waits_and_others_do_not(client, paper, released):
    for _ in range(20):
        assert check(client, "222222222222").status_code == 404
    assert check(client, paper.code).status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert check(elsewhere, paper.code).status_code == 200
