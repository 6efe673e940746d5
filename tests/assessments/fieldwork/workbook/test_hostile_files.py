"""Files that are no form: refused with a clear message, nothing read from them, nothing stored."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from assessments.files.reader.found import RefusedError
from assessments.files.reader.tables import read_table
from assessments.files.tables import LARGEST_MB
from assessments.models import Answer


def with_part(name: str, content: bytes, *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A sound workbook with one part more, or in the place of its own."""
    plain = io.BytesIO()
    Workbook().save(plain)
    packed = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w", packing) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part.filename))
        new.writestr(name, content)
    return packed.getvalue()


def entities() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    return with_part("xl/worksheets/sheet1.xml", bomb)


def endless_rows() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(1, 4000))
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return with_part("xl/worksheets/sheet1.xml", head + rows + b"</sheetData></worksheet>")


def many_sheets() -> bytes:
    book = Workbook()
    for number in range(30):
        book.create_sheet(f"s{number}")
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"kode;nilai\nIN-01;3\n", "unknown"),
        (b"%PDF-1.7\n%%EOF", "not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
        (b"PK\x03\x04" + b"\0" * 200, "damaged"),
        (with_part("xl/vbaProject.bin", b"Sub"), "active"),
        (with_part("xl/bomb.xml", b"\0" * 60_000_000), "bomb"),
        (entities(), "active"),
        (endless_rows(), "bomb"),
        (many_sheets(), "bomb"),
        (with_part("xl/worksheets/sheet1.xml", b"<worksheet"), "damaged"),
        (with_part("../../keluar.xml", b"x"), "two_kinds"),
        (with_part("x.xml", b"x") + b"<script>", "two_kinds"),
    ],
    ids=[
        *("csv", "pdf", "old-office", "broken-zip", "macro", "zip-bomb", "entities", "endless-rows"),
        *("many-sheets", "broken-xml", "path-name", "polyglot"),
    ],
)
def test_it_is_refused_for_what_it_is(content, reason):
    with pytest.raises(RefusedError, match=reason):
        read_table(content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Pilih berkas"),
        (b"%PDF-1.7\n%%EOF", "bukan lembar Excel (XLSX)"),
        (with_part("xl/bomb.xml", b"\0" * 60_000_000), "terlalu besar bila dibuka"),
    ],
    ids=["empty", "pdf", "zip-bomb"],
)
def test_the_page_says_what_to_do_instead_and_stores_nothing(sari, small, uploaded, content, says):
    page = uploaded(sari, small, SimpleUploadedFile("formulir.xlsx", content))
    assert says in page.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_a_sound_workbook_that_is_no_form_is_refused(sari, small, uploaded):
    page = uploaded(sari, small, SimpleUploadedFile("formulir.xlsx", with_part("docProps/more.xml", b"<a/>")))
    assert "bukan formulir dari aplikasi ini" in page.content.decode()


@pytest.mark.django_db
def test_a_file_larger_than_any_form_is_refused(sari, small, uploaded):
    page = uploaded(sari, small, SimpleUploadedFile("formulir.xlsx", b"PK\x03\x04" + b"0" * (LARGEST_MB * 1024 * 1024)))
    assert "lebih besar dari 5 MB" in page.content.decode()
