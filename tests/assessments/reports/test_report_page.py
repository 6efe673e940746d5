"""A report's page: whether it holds, what is new in the list, what changed since, and taking it back."""

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from assessments.models import Answer, Report, ReportBatch
from assessments.reports import kinds
from assessments.reports.sources import source_fingerprint


@pytest.fixture
def paper(kept):
    """The kept report as it would be had it been drawn just now."""
    QuerySet(Report).filter(pk=kept.pk).update(
        source_sha256=source_fingerprint(kept),
        template_version=kinds.template_version("agency"),
        wording_version=kinds.wording_version("agency"),
        number="0012/LHP/XI/2026",
        asked=[],
    )
    return Report.objects.with_names().get(pk=kept.pk)


def detail(client, person, report):
    client.force_login(person)
    return client.get(reverse("report_detail", args=[report.public_id]))


def test_those_who_assess_read_that_nothing_changed(client, hasan, paper, django_assert_num_queries):
    client.force_login(hasan)
    # session, person, scope, report; the answers computed anew and what is kept; fingerprint; what is asked today,
    # twice; what was done with it
    with django_assert_num_queries(22):
        page = client.get(reverse("report_detail", args=[paper.public_id])).text
    assert "Data berubah sejak diterbitkan" not in page
    assert "0012/LHP/XI/2026" in page


def test_answers_changed_since_are_told_to_the_office_alone(client, hasan, agus, paper, released):
    Answer.objects.filter(indicator="IN-01").update(value=4)
    page = detail(client, hasan, paper).text
    assert "Isian berubah sejak hasil dihitung: Dinas Sosial." in page
    assert "Bila dihitung sekarang nilainya" in page
    assert "Data berubah" not in detail(client, agus, paper).text


def test_whoever_may_issue_is_offered_a_report_in_its_place(client, hasan, sari, agus, paper, released, monkeypatch):
    def offered(person):
        return "Terbitkan penggantinya" in detail(client, person, paper).text

    assert not offered(hasan)
    monkeypatch.setattr(kinds, "WORDING", kinds.WORDING + 1)
    assert [offered(person) for person in (hasan, sari, agus)] == [True, False, False]


def test_a_row_changed_past_the_application_is_told(client, hasan, paper):
    QuerySet(type(paper.result)).filter(pk=paper.result_id).update(score="85.00")
    assert "padahal tidak dikoreksi lewat aplikasi" in detail(client, hasan, paper).text


def test_a_newer_template_is_told(client, hasan, paper, monkeypatch):
    monkeypatch.setattr(kinds, "WORDING", kinds.WORDING + 1)
    assert "Templat atau redaksi" in detail(client, hasan, paper).text


def test_a_report_is_new_until_it_is_downloaded(client, agus, paper, released):
    client.force_login(agus)
    assert "1 belum pernah Anda unduh" in client.get(reverse("report_list")).text
    client.get(reverse("report_download", args=[paper.public_id]))
    assert "belum pernah Anda unduh" not in client.get(reverse("report_list")).text


def test_the_list_finds_by_name_number_and_code(client, hasan, paper):
    client.force_login(hasan)
    for words in ("musi", "0012/", paper.written_code.lower()):
        assert "Kabupaten Musi Banyuasin" in client.get(reverse("report_list"), {"cari": words}).text
    assert "Tidak ada laporan yang cocok" in client.get(reverse("report_list"), {"cari": "Papua"}).text


def test_withdrawing_needs_a_reason_and_keeps_what_was_typed(client, hasan, paper):
    client.force_login(hasan)
    url = reverse("report_withdraw", args=[paper.public_id])
    assert "Tulis alasan pencabutan" in client.post(url, {"reason": " "}).text
    too_long = client.post(url, {"reason": "x" * 301}).text
    assert "Ringkas alasannya" in too_long
    assert "x" * 301 in too_long
    done = client.post(url, {"reason": "Nama unit keliru."}, follow=True).text
    assert "tidak berlaku lagi. Alasan: Nama unit keliru." in done


def test_a_large_report_is_drawn_in_the_background(client, hasan, result, monkeypatch):
    monkeypatch.setattr("assessments.reports.views.reports.MOST_UNITS_AT_ONCE", 0)
    client.force_login(hasan)
    answer = client.post(reverse("report_issue", args=[result.public_id]))
    assert answer["Location"] == reverse("report_order", args=[ReportBatch.objects.get().public_id])
