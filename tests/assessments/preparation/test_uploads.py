"""A file is taken for what it is, not for what it is called."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assessments.preparation import uploads
from assessments.preparation.errors import UploadRefusedError
from assessments.preparation.uploads import examined


def sent(name, content):
    return SimpleUploadedFile(name, content, content_type="image/png")


def pdf(change=None, **save):
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    content = io.BytesIO()
    document.save(content, **save)
    return content.getvalue()


def picture(kind):
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, kind)
    return content.getvalue()


def office(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in ("[Content_Types].xml", *names):
            packed.writestr(name, "x")
    return content.getvalue()


def with_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def with_attachment(document):
    document.attachments["laporan.exe"] = b"MZ"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (pdf(), "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_its_kind_is_read_from_its_content(content, media_type):
    found = examined(sent("tanpa-akhiran", content))
    assert (found.media_type, found.content) == (media_type, content)
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("sk.pdf", b"MZ\x90\x00" + b"\0" * 200, "bukan jenis berkas yang diterima"),
        ("foto.jpg", b"<html><script>alert(1)</script></html>", "bukan jenis berkas yang diterima"),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "bukan jenis berkas yang diterima"),
        ("gif.gif", picture("GIF"), "bukan jenis berkas yang diterima"),
        ("arsip.zip", office("evil.exe"), "bukan jenis berkas yang diterima"),
        ("kosong.pdf", b"", "kosong"),
        ("rusak.pdf", b"%PDF-1.7 bukan", "rusak"),
        ("rusak.docx", b"PK\x03\x04 bukan", "rusak"),
        ("rusak.png", picture("PNG")[:40], "rusak"),
        ("skrip.pdf", pdf(with_script), "memuat perintah"),
        ("lampiran.pdf", pdf(with_attachment), "memuat perintah atau berkas tertanam"),
        ("kunci.pdf", pdf(encryption=pikepdf.Encryption(user="a", owner="b")), "kata sandi"),
        ("makro.docx", office("word/document.xml", "word/vbaProject.bin"), "makro"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(name, content, says):
    with pytest.raises(UploadRefusedError, match=says) as refused:
        examined(sent(name, content))
    assert str(refused.value).startswith(name)


def test_a_file_above_the_cap_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 10)
    with pytest.raises(UploadRefusedError, match="lebih besar dari"):
        examined(sent("besar.pdf", b"%PDF-1.7 0123456789"))


def test_a_packed_file_that_swells_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UNPACKED", 1)
    with pytest.raises(UploadRefusedError, match="terlalu besar bila dibuka"):
        examined(sent("bom.xlsx", office("xl/workbook.xml")))


def test_a_photo_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 15)
    with pytest.raises(UploadRefusedError, match="megapiksel"):
        examined(sent("besar.png", picture("PNG")))


def test_a_name_keeps_no_path():
    assert examined(sent("C:\\Users\\rini\\papan.jpg", picture("JPEG"))).name == "papan.jpg"
