"""The page in the field, in a real Chromium: taken along, filled without a connection, sent, and received alike."""

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from assessments.models import Answer, EvidenceVersion, JournalEvent, OfflineDevice
from assessments.offline.carried import opened
from tests.browser.conftest import broken_rules


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "ruang tunggu.jpg"
    Image.new("RGB", (640, 480), "teal").save(path)
    return path


def test_a_sheet_is_filled_without_a_connection_and_received_with_equal_fingerprints(
    page, sign_in, sari, small, photo, accessible, live_server
):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, sari, reverse("locus_sheet", args=[small.public_id]))
    page.get_by_role("link", name="Bawa ke lapangan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dinas Sosial")
    accessible()
    # From here on a page whose console is not watched: the browser writes a line for every request that fails.
    page.context.set_offline(True)
    field = page.context.new_page()
    field.goto(live_server.url + reverse("offline_shell"))
    field.get_by_role("link", name="Dinas Sosial").click()
    field.get_by_role("link", name="Dokumen dan fasilitas unit").click()
    question = field.locator("#pertanyaan-IN-01-document")
    question.locator(".level-choice-3 label").click()
    expect(question.locator(".save-state")).to_contain_text("Tersimpan di perangkat")
    question.locator("input[name=berkas]").set_input_files(photo)
    expect(question.locator(".field-files")).to_contain_text("Tersimpan di perangkat")
    field.evaluate(f"location.hash = '#/lokus/{small.public_id}/pulang'")
    expect(field.get_by_role("link", name="ruang tunggu")).to_contain_text(
        "640 × 480 piksel; sisi pendek sedikitnya 600"
    )
    expect(field.locator(".chip-assumed").first).to_have_text("asumsi kami")
    field.get_by_role("link", name="ruang tunggu").click()
    score = field.locator(".standing-score").inner_text()
    field.reload()
    expect(question.locator(".level-choice-3 input")).to_be_checked()
    assert not JournalEvent.objects.exists()
    carried = _carried_away(field)
    assert [event["kind"] for event in carried.events] == ["answer", "photo"]
    assert list(carried.photos.values()) == [photo.read_bytes()]
    assert carried.is_sealed_by(OfflineDevice.objects.get().secret)
    field.go_back()

    page.context.set_offline(False)
    expect(question.locator(".save-state")).to_contain_text("Diterima dan cocok", timeout=20_000)
    expect(question.locator(".field-files")).to_contain_text("Diterima dan cocok")
    assert (Answer.objects.get().value, Answer.objects.get().rater) == (3, sari)
    assert EvidenceVersion.objects.get().file.read() == photo.read_bytes()
    page.goto(live_server.url + reverse("locus_sheet", args=[small.public_id]))
    figure = page.locator(".standing-score strong").inner_text()
    assert f"Perkiraan nilai {figure}" in score


def _carried_away(field):
    """The journal that the page saves as a file."""
    field.get_by_role("link", name="2 isian menunggu dikirim").click()
    field.get_by_text("Bawa jurnal sebagai berkas").click()
    field.get_by_label("Kata sandi untuk berkas ini").fill("mangga di halaman belakang")
    with field.expect_download() as download:
        field.get_by_role("button", name="Simpan berkas").click()
    with download.value.path().open("rb") as file:
        return opened(file, "mangga di halaman belakang")


def test_another_person_on_the_device_sees_none_of_it_and_signing_out_warns(
    page, sign_in, sari, andi, small, live_server
):
    sign_in(page, sari, reverse("offline_shell"))
    page.get_by_role("link", name="Bawa ke lapangan Dinas Sosial").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dinas Sosial")
    page.route("**/lapangan/jurnal/", lambda route: route.fulfill(json={"receipts": []}))
    page.evaluate(f"location.hash = '#/lokus/{small.public_id}/dokumen'")
    page.locator("#pertanyaan-IN-01-document .level-choice-3 label").click()
    expect(page.locator("#keadaan")).to_contain_text("1 isian menunggu dikirim")
    expect(page.locator("#keadaan-IN-01-document")).to_contain_text("Tanda terimanya belum sampai")
    page.route("**/lapangan/denyut/", lambda route: route.fulfill(body="<h1>WiFi kantor: masuk dahulu</h1>"))
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#keadaan")).to_contain_text("Yang menjawab bukan server Kepatuhan")
    page.unroute("**/lapangan/denyut/")

    page.goto(live_server.url + reverse("home"))
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("dialog")).to_contain_text("1 isian belum dikirim")
    page.get_by_role("button", name="Keluar juga").click()
    page.wait_for_url("**/masuk/")
    sign_in(page, andi, reverse("offline_shell"))
    expect(page.locator("#orang")).to_contain_text("Andi Wijaya")
    expect(page.locator("#keadaan")).to_contain_text("Antrean kosong")
    expect(page.get_by_text("Belum ada lembar yang dibawa.")).to_be_visible()

    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk/")
    page.unroute_all()
    sign_in(page, sari, reverse("offline_shell"))
    expect(page.locator("#keadaan")).to_contain_text("Antrean kosong")
    page.wait_for_function("document.querySelector('#lembar-di-sini')?.textContent.includes('Diterima dan cocok: 1')")
    assert Answer.objects.get().rater == sari


def test_a_device_whose_storage_cannot_be_opened_says_so(page, sign_in, sari, small, live_server):
    sign_in(page, sari, reverse("offline_shell"))
    expect(page.locator("#keadaan")).to_contain_text("Antrean kosong")
    # A page of its own, whose console is not watched: the browser writes there why the storage stays shut.
    other = page.context.new_page()
    page.close()
    other.goto(live_server.url + reverse("offline_manifest"))
    other.evaluate(
        """(name) => new Promise((resolve) => {
          const later = indexedDB.open(name, 99);  // as if a later release had been here
          later.onsuccess = () => resolve(later.result.close());
        })""",
        f"lapangan-{sari.public_id}",
    )
    other.set_viewport_size({"width": 360, "height": 740})
    other.goto(live_server.url + reverse("offline_shell"))
    expect(other.get_by_role("heading", level=1)).to_have_text("Halaman ini belum dapat dibuka")
    expect(other.get_by_role("button", name="Muat ulang")).to_be_visible()
    assert broken_rules(other) == []


def _add_a_user(page, accessible_at_both_widths):
    """One more user by keys alone, from the page of the sheet, whose number then comes from the server."""
    page.locator("#jumlah summary").press("Enter")
    accessible_at_both_widths()
    user = page.get_by_role("group", name="Pengguna layanan: 2")
    user.get_by_label("Alasan").press_sequentially("Satu lagi datang.")
    user.get_by_role("button", name="Tambah satu").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengguna layanan baru 1")
    page.locator(".level-choice-0 input").first.press("3")
    expect(page.locator(".save-state").first).to_contain_text("Diterima dan cocok", timeout=20_000)
    page.locator(".tap-drawer summary").first.press("Enter")
    accessible_at_both_widths()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengguna layanan 3")
    expect(page.locator(".level-choice-3 input").first).to_be_checked()


def test_every_page_of_the_field_is_accessible(
    page, sign_in, sari, andi, small, answered, accessible_at_both_widths, device_of, live_server
):
    answered(andi, small, "IN-01", "document", 1)
    answered(sari, small, "IN-01", "document", 4)
    sign_in(page, sari, reverse("offline_shell"))
    heading = page.get_by_role("heading", level=1)
    page.get_by_role("link", name="Bawa ke lapangan Dinas Sosial").click()
    expect(heading).to_have_text("Dinas Sosial")
    _add_a_user(page, accessible_at_both_widths)
    for name in ("petugas-1", "data-sekunder", "pulang"):
        page.evaluate(f"location.hash = '#/lokus/{small.public_id}/{name}'")
        expect(page.locator(".field-back a")).to_have_text("Dinas Sosial")
        accessible_at_both_widths()
        page.evaluate("location.hash = '#/antrean'")
        expect(heading).to_have_text("Antrean")
    accessible_at_both_widths()
    page.get_by_role("link", name="Lembar di perangkat").click()
    expect(page.get_by_role("button", name="Hapus dari perangkat")).to_be_visible()
    expect(page.get_by_role("link", name="Perbarui dari server Dinas Sosial")).to_be_visible()
    accessible_at_both_widths()

    device = device_of(sari)
    device.sends(device.answer("IN-01", "document", 2), device.answer("IN-01", "document", 9, base=1))
    page.goto(live_server.url + reverse("offline_waiting"))
    expect(page.get_by_role("article")).to_have_count(2)
    accessible_at_both_widths()
    page.goto(live_server.url + reverse("offline_import"))
    accessible_at_both_widths()
