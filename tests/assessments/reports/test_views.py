"""Who issues, sees and downloads reports, and from when on."""

import logging

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from agencies.models import Event
from assessments.models import Report

OFFICE = ["sari", "dewi", "rahmat", "hasan", "ratna"]
OWN = ["budi", "agus"]
NEVER = ["joko", "nina", "lina", "wati", "tono", "yusuf"]


def download(client, person, report):
    client.force_login(person)
    return client.get(reverse("report_download", args=[report.public_id]))


def issue(client, person, result):
    client.force_login(person)
    return client.post(reverse("report_issue", args=[result.public_id]))


@pytest.mark.parametrize("name", OFFICE)
def test_the_assessing_side_downloads_before_the_release(client, request, kept, name):
    assert download(client, request.getfixturevalue(name), kept).status_code == 200


@pytest.mark.parametrize("name", OWN)
def test_the_agency_downloads_from_the_release_on(client, request, kept, released, name):
    assert download(client, request.getfixturevalue(name), kept).status_code == 200


@pytest.mark.parametrize("name", OWN)
def test_the_agency_gets_404_before_the_release(client, request, kept, released_tomorrow, name):
    assert download(client, request.getfixturevalue(name), kept).status_code == 404


@pytest.mark.parametrize("name", NEVER)
def test_everybody_else_gets_404_whatever_is_released(client, request, kept, released, name):
    assert download(client, request.getfixturevalue(name), kept).status_code == 404
    assert not Event.objects.filter(verb="download_report").exists()


def test_someone_not_signed_in_is_asked_to(client, kept):
    response = client.get(reverse("report_download", args=[kept.public_id]))
    assert response.status_code == 302
    assert reverse("login") in response["Location"]


def test_the_file_says_what_it_is(client, agus, kept, released):
    response = download(client, agus, kept)
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"]
        == 'attachment; filename="laporan-kabupaten-musi-banyuasin-2026-data-contoh.pdf"'
    )
    assert response["Cache-Control"] == "private, no-store"
    assert response.content == kept.file.open("rb").read()


def test_an_altered_file_is_explained_and_not_sent(client, hasan, kept, caplog):
    storage, name = kept.file.storage, kept.file.name
    storage.delete(name)
    storage.save(name, ContentFile(b"%PDF-1.7 something else"))
    with caplog.at_level(logging.ERROR):
        response = download(client, hasan, kept)
    assert response.status_code == 500
    assert "tidak lagi sama dengan yang diterbitkan" in response.text
    assert str(kept.public_id) in response.text


@pytest.mark.parametrize("name", ["hasan", "ratna"])
def test_validator_and_head_office_issue(client, request, result, name):
    response = issue(client, request.getfixturevalue(name), result)
    assert response["Location"] == reverse("report_list")
    report = Report.objects.get()
    assert report.issued_by == request.getfixturevalue(name)
    assert reverse("report_download", args=[report.public_id]) in client.get(reverse("report_list")).text


@pytest.mark.parametrize("name", ["sari", "dewi", "rahmat"])
def test_the_rest_of_the_office_gets_403(client, request, result, name):
    assert issue(client, request.getfixturevalue(name), result).status_code == 403


@pytest.mark.parametrize(
    ("name", "status"), [("budi", 403), ("agus", 403), ("joko", 404), ("lina", 404), ("tono", 404)]
)
def test_nobody_else_issues(client, request, result, released, name, status):
    assert issue(client, request.getfixturevalue(name), result).status_code == status
    assert not Report.objects.exists()


def test_issuing_needs_a_post(client, hasan, result):
    client.force_login(hasan)
    assert client.get(reverse("report_issue", args=[result.public_id])).status_code == 405


def test_the_list_shows_what_one_may_download(client, agus, kept, released, django_assert_num_queries):
    client.force_login(agus)
    # session, person, scope, how many reports, the reports with result, agency and period, which are known
    with django_assert_num_queries(6):
        response = client.get(reverse("report_list"))
    assert reverse("report_download", args=[kept.public_id]) in response.text
    assert "Data contoh" in response.text


def test_the_list_is_empty_before_the_release(client, agus, kept):
    client.force_login(agus)
    assert "Belum ada laporan untuk Anda" in client.get(reverse("report_list")).text


def test_the_page_of_a_result_offers_the_report_or_to_issue_it(client, hasan, sari, agus, result, released):
    def offered(person):
        client.force_login(person)
        page = client.get(reverse("result_detail", args=[result.public_id])).text
        return reverse("report_issue", args=[result.public_id]) in page, "Unduh laporan" in page

    assert [offered(person) for person in (hasan, sari, agus)] == [(True, False), (False, False), (False, False)]


def test_the_page_of_a_result_leads_to_its_report(client, agus, kept, released):
    client.force_login(agus)
    page = client.get(reverse("result_detail", args=[kept.result.public_id])).text
    assert reverse("report_download", args=[kept.public_id]) in page
