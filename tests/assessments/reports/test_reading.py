"""A report is read as a page and taken away as tables: the same content, the same rights, written down."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Event
from assessments.models import Report, Result
from assessments.reports.kinds import content_of
from assessments.reports.spreadsheets import csv_of, workbook_of
from assessments.reports.tables import Table, tables_of


@pytest.fixture
def opened(client, agus, kept, released):
    """`opened("report_read")`: what Agus, an official of the agency, gets there."""
    client.force_login(agus)

    def at(name, **arguments):
        return client.get(reverse(name, kwargs={"public_id": kept.public_id, **arguments}))

    return at


def test_the_page_says_what_the_paper_says(opened):
    page = opened("report_read").text
    assert "Yth. <b>Bupati Musi Banyuasin</b>" in " ".join(page.split())
    assert "75,00" in page
    assert "Data contoh" in page


def test_a_page_composed_by_newer_templates_says_so(opened):
    assert "yang berlaku ialah PDF" in opened("report_read").text


def test_every_reading_is_written_down(opened, kept):
    opened("report_read")
    opened("report_workbook")
    opened("report_csv", table="indikator")
    events = Event.objects.about(kept).filter(verb="read_report").order_by("pk")
    assert [event.detail["form"] for event in events] == ["page", "xlsx", "csv"]


def test_the_page_costs_a_fixed_number_of_queries(opened, django_assert_num_queries):
    # session, person, scope, the report; the event; units, lines, evidence, products; history; the result
    # before; heads, rank, what was asked
    with django_assert_num_queries(14):
        opened("report_read")


def test_the_workbook_holds_numbers_as_numbers(opened):
    book = load_workbook(io.BytesIO(opened("report_workbook").content))
    assert book.sheetnames[:2] == ["Identitas", "Unit dan dimensi"]
    heads, first = list(book["Unit dan dimensi"].values)[:2]
    assert (heads[:2], first[:2]) == (("Unit", "Nilai"), ("Dinas Sosial", 75))


def test_csv_is_what_indonesian_spreadsheets_open(opened):
    response = opened("report_csv", table="unit")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == ["Dinas Sosial", "75,00"]
    assert response["Content-Disposition"].endswith('musi-banyuasin-2026-data-contoh-unit.csv"')


def test_a_table_that_is_not_there_is_404(opened):
    assert opened("report_csv", table="gaji").status_code == 404


def test_no_page_pretends_to_be_the_paper_when_its_rows_changed(client, agus, kept, result, released):
    changed = Report.objects.create(
        period=kept.period, result=result, template_version="1", edition=2, size=1, pages=1, source_sha256="0" * 64
    )
    client.force_login(agus)
    response = client.get(reverse("report_read", args=[changed.public_id]))
    assert response.status_code == 409
    assert "hanya dapat diunduh sebagai PDF" in response.text


def test_text_never_becomes_a_formula():
    table = Table("uji", "Uji", ("Teks", "Angka"), (("=1+1", Decimal("12.5000")),))
    assert b"'=1+1;12,5000" in csv_of(table)
    sheet = load_workbook(io.BytesIO(workbook_of([table], title="Uji"))).active
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("=1+1", "s", 12.5)


def test_every_indicator_of_every_unit_has_its_row(paper_of, result):
    report = paper_of(Result.objects.with_names().get(pk=result.pk))
    tables = {table.code: table for table in tables_of(content_of(report), report.kind)}
    assert len(tables["indikator"].rows) == len(list(result.issue.instrument.indicators))
    assert all(len(row) == len(table.columns) for table in tables.values() for row in table.rows)
