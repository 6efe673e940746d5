"""A ZIP is taken apart: names tell items, bytes are kept once, what is refused stops no other."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import ItemFile, PreparationFile
from assessments.preparation.bundle import Fate, item_named
from assessments.preparation.errors import UploadRefusedError
from assessments.preparation.services import upload_bundle

ITEMS = [("PR-12", 1), ("PR-12", 2), ("IN-01", 1)]


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("PR-12.1 maklumat.pdf", ("PR-12", 1)),
        ("pr12_2.jpg", ("PR-12", 2)),
        ("bukti/PR-12/2 foto.jpg", ("PR-12", 2)),
        ("IN-01 renja.pdf", ("IN-01", 1)),
        ("IN-01/PR-12.2 foto.jpg", ("PR-12", 2)),
        ("PR-12 tanpa nomor.pdf", None),
        ("PR-12.9 nomor lain.pdf", None),
        ("SK 2026.pdf", None),
        ("KP-01.1.pdf", None),
    ],
)
def test_a_name_tells_its_item(path, item):
    assert item_named(path, ITEMS) == item


@pytest.fixture
def packed(photo):
    """`packed({"PR-12.1.jpg": 100})`: a ZIP of photos, each of its own shade, or of text where a text is given."""

    def pack(members):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, shade in members.items():
                archive.writestr(name, shade if isinstance(shade, str) else photo(shade=shade).read())
        return SimpleUploadedFile("bukti.zip", content.getvalue())

    return pack


def test_files_find_their_items_and_the_rest_waits(packed, rini, dinsos_muba, period):
    bundle = packed({"PR-12.1 maklumat.jpg": 100, "kantor.jpg": 110, "PR-12.2.jpg": "bukan foto", "__MACOSX/._x": "x"})

    found = upload_bundle(actor=rini, unit=dinsos_muba, period=period, upload=bundle)

    assert [(each.fate, each.item) for each in found] == [
        (Fate.ATTACHED, ("PR-12", 1)),
        (Fate.LOOSE, None),
        (Fate.REFUSED, None),
    ]
    assert PreparationFile.objects.count() == 2
    assert ItemFile.objects.get().item.indicator == "PR-12"


def test_the_same_bytes_are_known_however_they_are_named(packed, rini, dinsos_muba, period):
    upload_bundle(actor=rini, unit=dinsos_muba, period=period, upload=packed({"PR-12.1.jpg": 100}))

    found = upload_bundle(
        actor=rini, unit=dinsos_muba, period=period, upload=packed({"salinan.jpg": 100, "PR-12.1 lagi.jpg": 100})
    )

    assert {each.fate for each in found} == {Fate.KNOWN}
    assert PreparationFile.objects.count() == ItemFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"bukan zip", "bukan ZIP"), (b"PK\x05\x06" + bytes(18), "kosong")],
)
def test_what_is_no_full_zip_is_refused(content, words, rini, dinsos_muba, period):
    with pytest.raises(UploadRefusedError, match=words):
        upload_bundle(actor=rini, unit=dinsos_muba, period=period, upload=SimpleUploadedFile("bukti.zip", content))


def test_too_many_files_are_refused_before_one_is_kept(packed, rini, dinsos_muba, period):
    with pytest.raises(UploadRefusedError, match="paling banyak 40"):
        upload_bundle(actor=rini, unit=dinsos_muba, period=period, upload=packed({f"{n}.jpg": "x" for n in range(41)}))
    assert not PreparationFile.objects.exists()


def test_a_zip_that_lists_more_than_memory_holds_is_not_opened(rini, dinsos_muba, period):
    endless = SimpleUploadedFile("bukti.zip", b"PK\x01\x02" * 20_001)
    with pytest.raises(UploadRefusedError, match="terlalu banyak berkas"):
        upload_bundle(actor=rini, unit=dinsos_muba, period=period, upload=endless)


@pytest.mark.parametrize(
    "path", ["./PR-12.1 papan.jpg", "../../PR-12.1 papan.jpg", "/etc/PR-12.1 papan.jpg", "C:\\PR-12.1 papan.jpg"]
)
def test_a_path_in_a_zip_leads_nowhere_but_to_its_item(packed, rini, dinsos_muba, period, path):
    (found,) = upload_bundle(actor=rini, unit=dinsos_muba, period=period, upload=packed({path: 100}))
    file = PreparationFile.objects.get()
    assert found.fate is Fate.ATTACHED
    assert (file.name, file.file.name) == ("PR-12.1 papan.jpg", f"preparation/{dinsos_muba.public_id}/{file.sha256}")


def test_a_file_that_unfolds_too_far_is_refused(packed, rini, dinsos_muba, period, settings):
    settings.UPLOAD_LARGEST_MB = 1
    (found,) = upload_bundle(actor=rini, unit=dinsos_muba, period=period, upload=packed({"PR-12.1.pdf": "0" * 2**21}))
    assert found.fate is Fate.REFUSED
    assert "lebih besar dari 1 MB" in found.words


def test_the_page_tells_what_became_of_each_and_attaches_the_rest(client, packed, rini, dinsos_muba, period):
    client.force_login(rini)
    address = reverse("preparation_files", args=[dinsos_muba.public_id])
    page = client.post(address, {"bundle": packed({"PR-12.1.jpg": 100, "kantor.jpg": 110})}).content.decode()
    assert "terpasang" in page
    assert "kantor.jpg" in page
    file = PreparationFile.objects.get(name="kantor.jpg")
    attach = reverse("preparation_attach", args=[dinsos_muba.public_id])
    page = client.post(attach, {"file": file.pk, "item": "PR-07.1"}, follow=True).content.decode()
    assert "kantor.jpg dipasang pada PR-07.1" in page
    assert "Berkas yang belum terpasang" not in page


@pytest.mark.parametrize("loose", [1, 12])
def test_the_page_costs_the_same_for_few_and_many(client, rini, dinsos_muba, period, loose, django_assert_num_queries):
    for number in range(loose):
        PreparationFile.objects.create(
            unit=dinsos_muba,
            name=f"{number}.pdf",
            media_type="application/pdf",
            size=4,
            sha256=f"{number:064}",
            uploaded_by=rini,
        )
    client.force_login(rini)
    # session; person; scope; unit; period; loose files
    with django_assert_num_queries(6):
        client.get(reverse("preparation_files", args=[dinsos_muba.public_id]))
