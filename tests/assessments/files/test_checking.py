"""A file is taken for what it is, not for what it is called; what could harm is refused with what to do instead."""

import io
from decimal import Decimal
from functools import partial

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assessments.files import kinds
from assessments.files.checking import checked
from assessments.files.refusals import FileRefusedError, Refusal
from tests.assessments.files import hostile
from tests.assessments.files.hostile import EXCEL, office, pdf, photo, picture

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
JPEG = picture()


def sent(name, content):
    content = content() if callable(content) else content
    upload = SimpleUploadedFile("x", content, content_type="image/png")
    upload._name = name  # as a hostile client sends it, past Django's own cleaning
    return upload


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("sk.pdf", pdf(), kinds.PDF),
        ("foto.jpg", picture(), kinds.JPEG),
        ("FOTO.JPEG", photo(), kinds.JPEG),
        ("foto.png", picture("PNG"), kinds.PNG),
        ("foto.webp", picture("WEBP"), kinds.WEBP),
        ("surat.docx", office(), kinds.DOCX),
        ("tabel.xlsx", office(main=EXCEL), kinds.XLSX),
        ("grafik.docx", office("word/embeddings/Microsoft_Excel_Sheet.xlsx"), kinds.DOCX),
        ("pindaian.2026.01.pdf", pdf(), kinds.PDF),
    ],
)
def test_what_people_send_is_kept_byte_for_byte(name, content, kind):
    found = checked(sent(name, content))
    assert (found.name, found.kind, found.content, len(found.sha256)) == (name, kind, content, 64)
    assert bool(found.screen) == (kind.is_image or kind is kinds.PDF)


def test_a_photo_of_an_iphone_is_taken_and_can_be_seen():
    found = checked(sent("IMG_0001.HEIC", hostile.heic()))
    assert found.kind is kinds.HEIC
    assert Image.open(io.BytesIO(found.screen)).format == "JPEG"


def test_a_signed_pdf_is_no_active_pdf():
    def signed(document):
        field = pikepdf.Dictionary(FT=pikepdf.Name("/Sig"), T="Tanda tangan")
        document.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array([document.make_indirect(field)]))
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name("/Fit")])

    assert checked(sent("sk-tte.pdf", pdf(signed))).kind is kinds.PDF


HOSTILE = [
    # nothing, too much, something else
    ("kosong.pdf", b"", Refusal.EMPTY),
    ("besar.jpg", JPEG + b"\0" * (21 * 1024 * 1024), Refusal.TOO_LARGE),
    ("program.pdf", b"MZ\x90\x00" + b"\0" * 200, Refusal.RUNS),
    ("program.jpg", b"\x7fELF" + b"\0" * 200, Refusal.RUNS),
    ("skrip.png", b"#!/bin/sh\nrm -rf /\n", Refusal.RUNS),
    ("pintasan.pdf", b"L\x00\x00\x00\x01\x14\x02\x00" + b"\0" * 80, Refusal.RUNS),
    ("rtf.docx", rb"{\rtf1\ansi{\object\objautlink}}", Refusal.RUNS),
    ("gambar.svg", SVG, Refusal.RUNS),
    ("gambar.jpg", SVG, Refusal.RUNS),
    ("gambar-bom.svg", b"\xef\xbb\xbf\n" + SVG, Refusal.RUNS),
    ("utf16.svg", "\ufeff<svg onload='alert(1)'>".encode("utf-16-le"), Refusal.RUNS),
    ("halaman.pdf", HTML, Refusal.RUNS),
    ("foto.jpg", b"GIF89a/*" + HTML, Refusal.OTHER_IMAGE),
    ("arsip.zip", hostile.plain_zip("evil.exe"), Refusal.ARCHIVE),
    ("surat.docx", hostile.plain_zip("evil.exe"), Refusal.ARCHIVE),
    ("arsip.pdf", b"Rar!\x1a\x07\x01\x00" + b"\0" * 50, Refusal.ARCHIVE),
    ("surat.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, Refusal.OLD_OFFICE),
    ("catatan.txt", b"Catatan rapat", Refusal.UNKNOWN),
    # two things at once
    ("gifar.jpg", JPEG + hostile.plain_zip("Evil.class"), Refusal.TWO_KINDS),
    ("foto.jpg", JPEG + b"<?php system($_GET['c']); ?>", Refusal.TWO_KINDS),
    ("foto.png", picture("PNG") + HTML, Refusal.TWO_KINDS),
    ("foto.jpg", JPEG[:2] + b"\xff\xfe\x00\x30%PDF-1.7 trailer<</Root 1 0 R>>".ljust(52) + JPEG[2:], Refusal.TWO_KINDS),
    ("foto.webp", picture("WEBP", xmp=b"<script>alert(1)</script>"), Refusal.TWO_KINDS),
    ("foto.jpg", JPEG + b"Rar!\x1a\x07\x00", Refusal.TWO_KINDS),
    ("sk.pdf", b"<!-- " + pdf(), Refusal.RUNS),
    ("sk.pdf", b"\0\0" + pdf(), Refusal.TWO_KINDS),
    ("sk.pdf", pdf() + HTML, Refusal.TWO_KINDS),
    ("sk.pdf", pdf() + hostile.plain_zip("Evil.class"), Refusal.TWO_KINDS),
    ("sk.pdf", b"%PDF-1.7\n" + HTML + pdf(), Refusal.TWO_KINDS),
    ("surat.docx", office() + HTML, Refusal.TWO_KINDS),
    ("surat.docx", office(comment=HTML), Refusal.TWO_KINDS),
    ("surat.docx", office("../../etc/cron.d/x"), Refusal.TWO_KINDS),
    ("surat.docx", office("/etc/passwd"), Refusal.TWO_KINDS),
    # damaged
    ("rusak.pdf", b"%PDF-1.7 bukan", Refusal.DAMAGED),
    ("rusak.docx", b"PK\x03\x04 bukan", Refusal.DAMAGED),
    ("rusak.png", picture("PNG")[:60], Refusal.DAMAGED),
    ("rusak.jpg", picture(size=(640, 480))[:900], Refusal.DAMAGED),
    ("rusak.heic", b"\0\0\0\x18ftypheic" + b"\0" * 100, Refusal.DAMAGED),
    ("dalam.pdf", hostile.pdf_nested_too_deep, Refusal.DAMAGED),
    # active
    ("skrip.pdf", pdf(hostile.with_script), Refusal.ACTIVE),
    ("samar.pdf", hostile.pdf_with_disguised_script, Refusal.ACTIVE),
    ("jalankan.pdf", pdf(hostile.with_launch), Refusal.ACTIVE),
    ("lampiran.pdf", pdf(hostile.with_attachment), Refusal.ACTIVE),
    ("formulir.pdf", pdf(hostile.with_form_script), Refusal.ACTIVE),
    ("tersembunyi.pdf", pdf(hostile.with_nested_script), Refusal.ACTIVE),
    ("makro.docx", office("word/vbaProject.bin"), Refusal.ACTIVE),
    ("makro.docx", office(main="application/vnd.ms-word.document.macroEnabled.main+xml"), Refusal.ACTIVE),
    ("tanam.docx", office("word/embeddings/oleObject1.bin"), Refusal.ACTIVE),
    ("tanam.docx", office("word/media/evil.exe"), Refusal.ACTIVE),
    ("entitas.docx", office(("word/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]>')), Refusal.ACTIVE),
    (
        "templat.docx",
        office(("word/_rels/settings.xml.rels", '<R Type="x/attachedTemplate" TargetMode="External"/>')),
        Refusal.ACTIVE,
    ),
    ("kunci.pdf", pdf(encryption=pikepdf.Encryption(user="a", owner="b")), Refusal.LOCKED),
    # bombs
    ("bom.docx", hostile.zip_bomb_docx, Refusal.BOMB),
    ("bohong.docx", hostile.zip_lying_about_sizes, Refusal.DAMAGED),
    ("banyak.docx", partial(office, *(f"word/{number}.xml" for number in range(5001))), Refusal.BOMB),
    ("bom.pdf", hostile.pdf_bomb, Refusal.BOMB),
    ("bom-berlapis.pdf", partial(hostile.pdf_bomb, 2), Refusal.BOMB),
    ("bom-saringan.pdf", partial(hostile.pdf_bomb, 5), Refusal.BOMB),
    ("bom-gambar.pdf", pdf(hostile.with_huge_picture), Refusal.BOMB),
    ("bom.png", hostile.png_claiming(60_000, 60_000), Refusal.TOO_MANY_PIXELS),
    ("bom.jpg", hostile.jpeg_claiming(65_000, 65_000), Refusal.TOO_MANY_PIXELS),
    ("bom-teks.png", hostile.png_with_swelling_text, Refusal.DAMAGED),
    # names
    ("foto\u202egpj.exe", JPEG, Refusal.BAD_NAME),
    ("foto.php\x00.jpg", JPEG, Refusal.BAD_NAME),
    ("foto.php.jpg", JPEG, Refusal.BAD_NAME),
    ("faktur.exe.pdf", pdf(), Refusal.BAD_NAME),
    ("faktur.pdf.exe", pdf(), Refusal.OTHER_ENDING),
    ("foto.html", JPEG, Refusal.OTHER_ENDING),
    ("sk.jpg", pdf(), Refusal.OTHER_ENDING),
]


@pytest.mark.parametrize(
    ("name", "content", "reason"), HOSTILE, ids=[f"{number}-{row[2].value}" for number, row in enumerate(HOSTILE)]
)
def test_anything_else_is_refused_with_what_to_do(name, content, reason):
    with pytest.raises(FileRefusedError) as refused:
        checked(sent(name, content))
    assert refused.value.reason == reason
    assert str(refused.value).startswith(refused.value.name)
    assert not any(steering in str(refused.value) for steering in "\u202e\x00/")


@pytest.mark.parametrize(
    ("sent_as", "kept_as"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\rini\\papan.jpg", "papan.jpg"),
        ("/etc/cron.d/foto.jpg", "foto.jpg"),
        ("..", "berkas.jpg"),
        ("", "berkas.jpg"),
        ("image", "image.jpg"),
        ('<img src=x onerror="alert(1)">.jpg', "img src=x onerror= alert(1) .jpg"),
        ("foto  ruang\u200b tunggu .jpg", "foto ruang tunggu .jpg"),
        ("a" * 300 + ".jpg", "a" * 116 + ".jpg"),
    ],
)
def test_a_name_is_text_for_people_and_no_place(sent_as, kept_as):
    assert checked(sent(sent_as, JPEG)).name == kept_as


def test_time_and_place_are_read_from_a_photo_and_left_out_of_its_copies():
    found = checked(sent("foto.jpg", photo(size=(3000, 2000))))
    assert found.taken_at == "2026-05-04T09:12:31+07:00"
    assert (found.latitude, found.longitude) == (Decimal("-2.887222"), Decimal("103.841111"))
    assert (found.width, found.height) == (3000, 2000)
    for copy, longest in ((found.screen, 1600), (found.thumbnail, 360)):
        shown = Image.open(io.BytesIO(copy))
        assert (shown.format, max(shown.size), dict(shown.getexif())) == ("JPEG", longest, {})
        assert shown.height > shown.width, "turned upright, as the camera was held"
    assert b"Exif" not in found.screen + found.thumbnail


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "kemarin", ""])
def test_a_camera_that_does_not_know_the_time_says_nothing(taken):
    found = checked(sent("foto.jpg", photo(taken=taken, place=None)))
    assert (found.taken_at, found.latitude) == ("", None)


def test_a_dark_photo_is_known_as_dark():
    assert checked(sent("gelap.jpg", picture(colour=(9, 9, 9)))).brightness < 15


def test_the_cap_is_a_setting(settings):
    settings.UPLOAD_LARGEST_MB = 1
    with pytest.raises(FileRefusedError, match="lebih besar dari 1 MB"):
        checked(sent("sk.pdf", b"%PDF-" + b"0" * 1024 * 1024))
