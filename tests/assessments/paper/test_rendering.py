"""A PDF comes from our own static files only, is tagged for screen readers, and has the same bytes each time."""

import gc
import io
import subprocess
import sys

import pikepdf
import pytest

from assessments.paper.engine import MissingPartError
from assessments.paper.rendering import EngineMissingError, render_pdf

STYLES = "reports/report.css"
ROWS = "".join(f"<tr><th scope='row'>Unit {number}</th><td>{number},00</td></tr>" for number in range(120))
TABLE = f"""
<table><caption>Nilai unit</caption>
<thead><tr><th scope="col">Unit</th><th scope="col">Nilai</th></tr></thead><tbody>{ROWS}</tbody></table>"""


def page(body):
    return f'<!doctype html><html lang="id"><head><title>Laporan uji</title></head><body>{body}</body></html>'


def elements(pdf, kind):
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            if str(node.S) == kind:
                found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_the_same_document_has_the_same_bytes():
    html = page(f"<h1>Laporan</h1>{TABLE}")
    assert render_pdf(html, stylesheet=STYLES) == render_pdf(html, stylesheet=STYLES)


def test_another_process_makes_the_same_bytes():
    code = (
        "import django, hashlib; django.setup()\n"
        "from assessments.paper.rendering import render_pdf\n"
        f"pdf = render_pdf({page('<h1>Laporan</h1><p>77,99 ≥ 54 ●</p>')!r}, stylesheet={STYLES!r})\n"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"}
    prints = {
        subprocess.run(  # our own interpreter, our own text
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**environment, "HOME": home}
        ).stdout
        for home in ("/tmp", "/")  # noqa: S108
    }
    assert len(prints) == 1


def test_a_table_over_several_pages_is_one_table():
    pdf = pikepdf.open(io.BytesIO(render_pdf(page(f"<h1>Laporan</h1>{TABLE}"), stylesheet=STYLES)))
    assert len(pdf.pages) > 2
    assert len(elements(pdf, "/Table")) == len(elements(pdf, "/THead")) == len(elements(pdf, "/TBody")) == 1
    assert len(elements(pdf, "/TR")) == 121


def test_a_header_names_its_column_or_its_row():
    pdf = pikepdf.open(io.BytesIO(render_pdf(page(f"<h1>Laporan</h1>{TABLE}"), stylesheet=STYLES)))
    headers = elements(pdf, "/TH")
    scopes = [str(header.A.Scope) for header in headers]
    assert (scopes.count("/Column"), scopes.count("/Row")) == (2, 120)
    known = {str(header.ID) for header in headers}
    assert all({str(each) for each in cell.A.Headers} <= known for cell in elements(pdf, "/TD"))
    assert all(len(cell.A.Headers) == 2 for cell in elements(pdf, "/TD"))


def test_the_reader_learns_title_and_language():
    pdf = pikepdf.open(io.BytesIO(render_pdf(page("<h1>Laporan</h1>"), stylesheet=STYLES)))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "id"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as meta:
        assert meta["dc:title"] == "Laporan uji"
        assert meta["pdfuaid:part"] == "1"


def test_page_numbers_are_not_read_aloud():
    pdf = pikepdf.open(io.BytesIO(render_pdf(page(f"<h1>Laporan</h1>{TABLE}"), stylesheet=STYLES)))
    for number, sheet in enumerate(pdf.pages):
        content = pikepdf.parse_content_stream(sheet)
        artifacts = [each for each in content if str(each.operator) == "BDC" and str(each.operands[0]) == "/Artifact"]
        assert artifacts, f"page {number + 1} has no pagination"


def test_every_letter_comes_from_the_family_we_ship():
    html = page("<h1>Laporan</h1><p>77,99 ≥ 54 ≈ ● ▲ ■ → <em>miring</em> <b>tebal</b></p>")
    pdf = pikepdf.open(io.BytesIO(render_pdf(html, stylesheet=STYLES)))
    names = {str(font.BaseFont) for sheet in pdf.pages for font in sheet.Resources.Font.values()}
    assert names
    assert all("Source-Sans-3" in name for name in names), names


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a.png", "file:///etc/passwd", "/../kepatuhan/settings.py", "data:image/png;base64,AAAA"],
)
def test_nothing_outside_our_static_files_is_read(address):
    with pytest.raises(MissingPartError):
        render_pdf(page(f'<h1>Laporan</h1><img alt="gambar" src="{address}">'), stylesheet=STYLES)


def test_garbage_is_collected_again_afterwards():
    render_pdf(page("<h1>Laporan</h1>"), stylesheet=STYLES)
    assert gc.isenabled()


def test_a_missing_system_library_is_said_in_one_sentence():
    assert "libpango-1.0-0" in str(EngineMissingError(OSError("cannot load library 'libpango'")))
