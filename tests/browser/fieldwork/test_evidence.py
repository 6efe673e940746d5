"""Evidence from a browser: by keyboard alone, on a telephone and on a desk, with a refusal, and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.fieldwork.evidence.services import add_evidence, replace_evidence
from assessments.files.checking import checked
from assessments.models import Answer, Evidence
from tests.assessments.files.hostile import pdf, photo


@pytest.fixture
def files(tmp_path):
    """Files on the disk of someone who visits a locus."""
    contents = {
        "ruang-tunggu.jpg": photo(size=(1600, 1200), colour=(170, 190, 200)),
        "loket-disabilitas.jpg": photo(size=(1200, 1600), colour=(200, 180, 150)),
        "SK Standar Pelayanan 2026.pdf": pdf(),
        "gambar.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return lambda *names: [str(tmp_path / name) for name in names]


@pytest.fixture
def kept(files, sari, small):
    """A piece of evidence of IN-01 from a file on that disk."""

    def keep(name, evidence=None):
        with open(files(name)[0], "rb") as opened:
            file = checked(opened)
        if evidence:
            return replace_evidence(actor=sari, locus=small, evidence=evidence, file=file)
        return add_evidence(actor=sari, locus=small, indicators=["IN-01"], file=file).evidence

    return keep


def test_files_are_added_at_their_question_by_keyboard_alone(
    page, sign_in, part, small, sari, files, accessible_at_both_widths
):
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, sari, part(small, "dokumen"))
    strip = page.locator("#bukti-IN-01")
    chooser_button = strip.locator("input[multiple]")
    page.wait_for_load_state("networkidle")
    with page.expect_file_chooser() as chosen:
        chooser_button.press("Space")
    chosen.value.set_files(files("ruang-tunggu.jpg", "SK Standar Pelayanan 2026.pdf", "gambar.svg"))
    strip.get_by_text("2 bukti tersimpan.").wait_for()
    assert strip.locator(".piece").count() == 2
    assert "gambar.svg adalah halaman web, gambar SVG, atau program" in strip.inner_text()
    assert chooser_button.evaluate("input => input === document.activeElement"), "one can go on where one was"
    accessible_at_both_widths()
    page.keyboard.press("Shift+Tab")
    page.locator("#bukti-IN-01 .piece").last.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="ruang-tunggu").wait_for()
    accessible_at_both_widths()
    assert page.locator(".evidence-picture img").evaluate("image => image.complete && image.naturalWidth > 0")


def test_the_pages_of_evidence_are_accessible(page, sign_in, small, sari, kept, accessible_at_both_widths):
    evidence = kept("ruang-tunggu.jpg")
    kept("SK Standar Pelayanan 2026.pdf")
    kept("loket-disabilitas.jpg", evidence)
    sign_in(page, sari, reverse("evidence_list", args=[small.public_id]))
    page.wait_for_load_state("networkidle")
    page.locator("#unggah > summary").click()
    accessible_at_both_widths()
    page.get_by_role("link", name="ruang-tunggu").click()
    page.get_by_role("heading", level=1, name="ruang-tunggu").wait_for()
    page.wait_for_load_state("networkidle")
    for summary in page.locator("details > summary").all():
        summary.click()
    accessible_at_both_widths()
    page.goto(page.url.split("/lokus/")[0] + reverse("locus_indicator", args=[small.public_id, "IN-02"]))
    accessible_at_both_widths()


def test_a_changed_file_asks_to_look_again_until_one_stands_by_the_answer(
    page, sign_in, part, small, sari, kept, answered, accessible
):
    evidence = kept("ruang-tunggu.jpg")
    answered(sari, small, "IN-01", "document", 3)
    kept("loket-disabilitas.jpg", evidence)
    sign_in(page, sari, part(small, "dokumen"))
    question = page.locator(".sheet-question", has_text="IN-01").first
    assert "Periksa ulang. Bukti berubah sejak jawaban ini" in question.inner_text()
    question.get_by_role("button", name="Jawaban tetap").press("Enter")
    question.get_by_text("Periksa ulang.").wait_for(state="detached")
    assert Answer.objects.get().version == 2
    accessible()


def test_a_photo_that_could_not_be_sent_waits_at_its_question_even_over_a_new_sign_in(
    page, sign_in, part, small, sari, files
):
    sign_in(page, sari, part(small, "dokumen"))
    weak = page.context.new_page()  # without the watch on its console
    weak.goto(page.url)
    weak.wait_for_load_state("networkidle")
    strip = weak.locator("#bukti-IN-01")
    weak.context.set_offline(True)
    strip.locator("input[multiple]").set_input_files(files("ruang-tunggu.jpg"))
    expect(strip.locator(".evidence-problems")).to_contain_text("belum terkirim: tidak ada sambungan")
    weak.context.set_offline(False)
    weak.context.clear_cookies()
    strip.get_by_role("button", name="Kirim lagi 1 berkas").click()
    expect(strip.locator(".evidence-problems")).to_contain_text("Masuk di tab lain")
    sign_in(page, sari, part(small, "dokumen"))
    strip.get_by_role("button", name="Kirim lagi 1 berkas").click()
    expect(strip.get_by_text("1 bukti tersimpan.")).to_be_visible()
    expect(strip.get_by_role("button", name="Kirim lagi")).to_have_count(0)


def test_the_way_on_waits_for_a_photo_on_its_way(page, sign_in, part, small, sari, files):
    held = []
    page.route("**/indikator/IN-01/bukti/", lambda route: held.append(route))
    sign_in(page, sari, part(small, "dokumen"))
    page.wait_for_load_state("networkidle")
    strip = page.locator("#bukti-IN-01")
    strip.locator("input[multiple]").set_input_files(files("ruang-tunggu.jpg"))
    expect(strip.get_by_text("Mengunggah…")).to_be_visible()
    here = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(here)
    held[0].continue_()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(here)
    assert Evidence.objects.count() == 1


def test_without_scripts_a_file_is_sent_by_its_button(
    browser, browser_context_args, live_server, sign_in, part, small, sari, files
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, sari, part(small, "dokumen"))
    strip = page.locator("#bukti-IN-01")
    strip.locator("input[multiple]").set_input_files(files("ruang-tunggu.jpg"))
    strip.get_by_role("button", name="Unggah").click()
    page.wait_for_url("**#bukti-IN-01")
    assert "1 bukti tersimpan untuk IN-01." in page.inner_text("body")
    assert Evidence.objects.get().title == "ruang-tunggu"
    context.close()
