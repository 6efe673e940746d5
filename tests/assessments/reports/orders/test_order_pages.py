"""Issuing a period's reports from the page, watching it, and taking everything along for the day of hand-over."""

import csv
import io
import logging
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from agencies.models import Agency, Event
from assessments.models import Report, ReportBatch, ReportKind
from assessments.reports.batches import order_reports


def page_of(period):
    return reverse("period_reports", args=[period.public_id])


@pytest.fixture
def issued(client, hasan, four_results, small_paper, django_capture_on_commit_callbacks):
    """The three reports of South Sumatra, issued by its validator from the page."""
    client.force_login(hasan)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(four_results), {"kinds": ["agency"]})
    return ReportBatch.objects.get()


def test_a_validator_issues_everything_of_the_own_office(client, issued, hasan):
    page = client.get(reverse("report_order", args=[issued.public_id])).text
    assert "Selesai. 3 dari 3 laporan selesai." in page
    assert set(Report.objects.values_list("issued_by", flat=True)) == {hasan.pk}
    assert not Report.objects.filter(result__agency_name="Kabupaten Kerinci").exists()


def test_once_an_order_is_done_those_concerned_get_a_letter(released, lahat_official, mailoutbox, issued):
    (letter,) = mailoutbox
    assert letter.to == [lahat_official.email]
    assert "1 laporan" in letter.subject


@pytest.fixture
def lahat_official(person, four_results):
    return person("Mira Utami", "official", agency=Agency.objects.get(name="Kabupaten Lahat"))


def test_the_bar_asks_for_itself_until_all_is_done(client, ratna, four_results, small_paper, issued):
    client.force_login(ratna)
    waiting = order_reports(actor=ratna, period=four_results, kinds=[ReportKind.AGENCY])
    url = reverse("report_order", args=[waiting.public_id])
    part = client.get(url, headers={"HX-Request": "true"})
    assert (part.status_code, "<html" in part.text, "every 2s" in part.text) == (200, False, True)
    assert "0 dari 4" in part.text
    done = client.get(reverse("report_order", args=[issued.public_id]), headers={"HX-Request": "true"})
    assert (done.status_code, "every 2s" in done.text) == (286, False)


def test_an_order_that_still_runs_is_not_given_twice(client, ratna, four_results, small_paper):
    running = order_reports(actor=ratna, period=four_results, kinds=[ReportKind.AGENCY])
    client.force_login(ratna)
    answer = client.post(page_of(four_results), {"kinds": ["agency"]})
    assert answer["Location"] == reverse("report_order", args=[running.public_id])
    assert ReportBatch.objects.count() == 1


def test_cancelling_and_taking_up_again(client, ratna, four_results, small_paper, django_capture_on_commit_callbacks):
    batch = order_reports(actor=ratna, period=four_results, kinds=[ReportKind.AGENCY])
    client.force_login(ratna)
    cancelled = client.post(reverse("report_order_cancel", args=[batch.public_id]), follow=True).text
    assert "4 laporan tidak disusun" in cancelled
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("report_order_retry", args=[batch.public_id]))
    page = client.get(reverse("report_order", args=[batch.public_id])).text
    assert "Selesai. 4 dari 4 laporan selesai." in page


def test_nothing_ticked_is_told_and_nothing_happens(client, ratna, four_results, small_paper):
    client.force_login(ratna)
    assert "Centang sedikitnya satu jenis laporan." in client.post(page_of(four_results), {"kinds": []}).text
    assert not ReportBatch.objects.exists()


def test_the_pages_cost_the_same_for_few_and_many(client, ratna, issued, four_results, django_assert_num_queries):
    client.force_login(ratna)
    # session, person, scope, period; results, units, reports in force; orders
    with django_assert_num_queries(8):
        client.get(page_of(four_results))
    # session, person, scope, order with its period; counts, what did not come out
    with django_assert_num_queries(6):
        client.get(reverse("report_order", args=[issued.public_id]))


def test_the_zip_holds_every_report_and_its_index(client, hasan, issued, four_results):
    answer = client.get(reverse("period_reports_zip", args=[four_results.public_id]))
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert archive.testzip() is None
    report = Report.objects.get(result__agency_name="Kabupaten Lahat")
    name = f"laporan-instansi/laporan-kabupaten-lahat-2026-data-contoh-{report.code}.pdf"
    assert archive.read(name) == report.file.open("rb").read()
    rows = list(csv.DictReader(io.StringIO(archive.read("indeks.csv").decode("utf-8-sig")), delimiter=";"))
    assert [row["Tentang"] for row in rows] == ["Kabupaten Lahat", "Kabupaten Musi Rawas", "Kabupaten Ogan Ilir"]
    assert rows[0]["SHA-256"] == report.sha256
    assert f'href="{name}"' in archive.read("indeks.html").decode()
    assert Event.objects.filter(verb="download_report", actor=hasan).count() == 3


def test_the_zip_leaves_out_what_was_harmed_and_says_so(client, issued, four_results, caplog):
    report = Report.objects.get(result__agency_name="Kabupaten Lahat")
    storage, name = report.file.storage, report.file.name
    storage.delete(name)
    storage.save(name, ContentFile(b"%PDF-1.7 a shorn one"))
    with caplog.at_level(logging.CRITICAL):
        content = client.get(reverse("period_reports_zip", args=[four_results.public_id])).getvalue()
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert len(archive.namelist()) == 4
    assert "tidak disertakan" in archive.read("indeks.csv").decode("utf-8-sig")
