"""Files as people send them, and as nobody should."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

HERE = Path(__file__).parent
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def picture(kind="JPEG", size=(48, 32), colour=(180, 40, 40), **save):
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, kind, **save)
    return content.getvalue()


def photo(taken="2026:05:04 09:12:31", place=((2, 53, 14), "S", (103, 50, 28), "E"), **more):
    """A photo with the EXIF of a telephone."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[36867] = taken
    exif.get_ifd(0x8769)[36881] = "+07:00"
    if place:
        gps = exif.get_ifd(0x8825)
        gps[2], gps[1] = tuple(IFDRational(part, 1) for part in place[0]), place[1]
        gps[4], gps[3] = tuple(IFDRational(part, 1) for part in place[2]), place[3]
    return picture(exif=exif, **more)


def pdf(change=None, **save):
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    content = io.BytesIO()
    document.save(content, **save)
    return content.getvalue()


def office(*parts, main=WORD, contents=None, **more):
    """A small DOCX, with more parts: names, or pairs of a name and its text."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        types = f'<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
        packed.writestr("[Content_Types].xml", contents if contents is not None else types)
        packed.writestr("word/document.xml", "<w:document/>")
        for part in parts:
            name, text = part if isinstance(part, tuple) else (part, "x")
            packed.writestr(name, text)
        packed.comment = more.get("comment", b"")
    return content.getvalue()


def plain_zip(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return content.getvalue()


def _png_chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_claiming(width, height, *, data=b""):
    """A PNG whose head claims a size."""
    head = _png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _png_chunk(b"IDAT", zlib.compress(data)) + _png_chunk(b"IEND", b"")


def png_with_swelling_text():
    text = b"Comment\x00\x00" + zlib.compress(b"a" * 80_000_000, 9)
    whole = picture("PNG")
    return whole[:33] + _png_chunk(b"zTXt", text) + whole[33:]


def jpeg_claiming(width, height):
    whole = bytearray(picture())
    at = whole.find(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def with_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def with_launch(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F="cmd.exe")


def with_attachment(document):
    document.attachments["laporan.exe"] = b"MZ"


def with_form_script(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=pikepdf.Array())


def with_nested_script(document):
    deep = pikepdf.Dictionary(A=pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"))]))
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(deep)])


def with_huge_picture(document):
    stream = document.make_stream(b"x", Width=100_000, Height=100_000, Subtype=pikepdf.Name("/Image"))
    document.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=stream))


def pdf_bomb(layers=1):
    """A PDF whose one stream unpacks to 140 MB, more than a stream may have."""
    packed = zlib.compress(bytes(140_000_000), 9)
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)

    def swell(document):
        stream = document.make_stream(b"")
        filters = [pikepdf.Name("/FlateDecode")] * layers
        stream.write(packed, filter=pikepdf.Array(filters) if layers > 1 else filters[0])
        document.pages[0].obj.Contents = stream

    return pdf(swell)


def raw_pdf(*objects, trailer=b"<</Root 1 0 R>>"):
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return body + b"trailer\n" + trailer + b"\nstartxref\n0\n%%EOF\n"


def pdf_with_disguised_script():
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/J#61vaScript/J#53(app.alert\\(1\\))>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    )


def pdf_nested_too_deep():
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/Deep " + b"[" * 100_000 + b"]" * 100_000 + b">>",
        b"<</Type/Pages/Kids[]/Count 0>>",
    )


def zip_bomb_docx():
    """A DOCX of 170 KB that unpacks to 170 MB, more than all its parts may have."""
    return office(("word/media/image1.bmp", bytes(170_000_000)))


def zip_lying_about_sizes():
    """The list of parts says that a part of 30 MB has 10 bytes."""
    content = bytearray(office(("word/isi.xml", b"a" * 30_000_000)))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.rfind(mark)
        content[place + at : place + at + 4] = struct.pack("<I", 10)
    return bytes(content)


def heic():
    """A small HEIC photo, as it lies beside this file: our libraries read the format but do not write it."""
    return (HERE / "photo.heic").read_bytes()
