"""The page in the field, in a real Chromium: taken along, filled without a connection, sent, and received alike."""

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from assessments.models import Answer, EvidenceVersion, JournalEvent


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
    score = field.locator(".standing-score").inner_text()
    field.reload()
    expect(question.locator(".level-choice-3 input")).to_be_checked()
    assert not JournalEvent.objects.exists()

    page.context.set_offline(False)
    expect(question.locator(".save-state")).to_contain_text("Diterima dan cocok", timeout=20_000)
    expect(question.locator(".field-files")).to_contain_text("Diterima dan cocok")
    assert (Answer.objects.get().value, Answer.objects.get().rater) == (3, sari)
    assert EvidenceVersion.objects.get().file.read() == photo.read_bytes()
    page.goto(live_server.url + reverse("locus_sheet", args=[small.public_id]))
    figure = page.locator(".standing-score strong").inner_text()
    assert f"Perkiraan nilai {figure}" in score


@pytest.fixture
def accessible_at_both_widths(page, accessible):
    def check():
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            accessible()

    return check


def test_every_page_of_the_field_is_accessible(
    page, sign_in, sari, andi, small, answered, accessible_at_both_widths, live_server
):
    answered(andi, small, "IN-01", "document", 1)
    answered(sari, small, "IN-01", "document", 4)
    sign_in(page, sari, reverse("offline_shell"))
    heading = page.get_by_role("heading", level=1)
    page.get_by_role("link", name="Bawa ke lapangan Dinas Sosial").click()
    expect(heading).to_have_text("Dinas Sosial")
    for name in ("dokumen", "petugas-1", "data-sekunder", "pulang"):
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
