"""A form of the Dinas Sosial, filled in as a person would."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import set_subject_count
from assessments.fieldwork.workbook.writing import workbook_of


@pytest.fixture
def small(dewi, dinsos):
    """The Dinas Sosial with one officer of each kind, one product and two users."""
    for kind, count in (("officer-pelayanan", 1), ("officer-pengaduan", 1), ("product", 1), ("user", 2)):
        set_subject_count(actor=dewi, locus=dinsos, kind=kind, count=count, reason="Contoh kecil.")
    return dinsos


@pytest.fixture
def form_of():
    """`form_of(sari, small)`: the form as an open workbook."""

    def make(person, locus):
        locus = loci_for_sheet(person).get(pk=locus.pk)
        return load_workbook(io.BytesIO(workbook_of(standing_of(locus), person)))

    return make


@pytest.fixture
def row_of(subject_of):
    """`row_of(sheet, "IN-01", "document")`: the row of a question in a sheet with one question a row."""

    def find(sheet, locus, indicator, method):
        rule = locus.assessment.period.issue.instrument.indicator(indicator).methods[method]
        key = f"{indicator}|{method}|{subject_of(locus, rule.subject_key).pk}"
        return next(cell.row for cell in sheet["A"] if cell.value == key)

    return find


@pytest.fixture
def fill(row_of):
    """`fill(book, small, "IN-01", "document", value=3)`: type into the cells of a question."""
    columns = {"value": "E", "reason": "F", "note": "G", "comment": "H"}
    sheets = {"document": "Dokumen", "interview": "Wawancara", "observation": "Observasi", "secondary": "Data sekunder"}

    def type_in(book, locus, indicator, method, **words):
        sheet = book[sheets[method]]
        row = row_of(sheet, locus, indicator, method)
        for name, text in words.items():
            sheet[f"{columns[name]}{row}"] = text
        return f"{sheet.title}, sel E{row}"

    return type_in


@pytest.fixture
def saved():
    """The bytes of a workbook as a browser sends them."""

    def pack(book, name="formulir.xlsx"):
        packed = io.BytesIO()
        book.save(packed)
        return SimpleUploadedFile(name, packed.getvalue())

    return pack


@pytest.fixture
def uploaded(client, saved):
    """`uploaded(sari, small, book)`: what the page answers to a filled form."""

    def send(person, locus, book):
        client.force_login(person)
        file = book if isinstance(book, SimpleUploadedFile) else saved(book)
        return client.post(reverse("workbook_upload", args=[locus.public_id]), {"berkas": file})

    return send


@pytest.fixture
def applied(client):
    """`applied(page, small, **{"konflik-...": "berkas"})`: press the button below a list of changes."""

    def press(page, locus, **choices):
        plan = page.context["plan"]
        url = reverse("workbook_apply", args=[locus.public_id])
        return client.post(url, {"rencana": plan.sealed, **choices}, follow=True)

    return press
