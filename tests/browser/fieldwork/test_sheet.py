"""The sheet in a real browser: filled by keyboard alone, tapped on a phone, and nothing typed is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.fieldwork.selectors.standing import standing_of
from assessments.models import Answer, Locus, Stage

IN_QUESTION = "document.activeElement.closest('.sheet-question')?.id ?? ''"
IS_ANSWER = "document.activeElement.matches('.level-choices input, .number-field input')"


def tab_to_next_question(page, after):
    """Press Tab until the next question's levels or number have the focus; its id, or "" at the end of the page."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(IN_QUESTION)
        if here and here != after and page.evaluate(IS_ANSWER):
            return here
        if page.evaluate("document.activeElement.closest('.save-bar') !== null"):
            break
    return ""


def state_of(page, question):
    return page.locator(f"#{question.replace('pertanyaan', 'keadaan')}")


def test_a_whole_locus_is_filled_and_handed_over_by_keyboard_alone(page, sign_in, dewi, brief, live_server, accessible):
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, dewi, reverse("locus_sheet", args=[brief.public_id]))
    page.get_by_role("link", name="Mulai: Petugas pelayanan 1").focus()
    page.keyboard.press("Enter")
    while True:
        expect(page.locator(".sheet-question").first).to_be_visible()
        page.locator("#isi").focus()
        question = ""
        while question := tab_to_next_question(page, question):
            if page.evaluate("document.activeElement.type") == "radio":
                page.keyboard.press("3")
            else:
                page.keyboard.type("71,25")
                page.keyboard.press("Tab")
            expect(state_of(page, question)).to_contain_text("Tersimpan")
        onward = page.locator("button[name=lanjut]")
        if not onward.count():
            break
        heading = page.get_by_role("heading", level=1).inner_text()
        onward.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
    assert standing_of(brief).progress.is_complete
    expect(page.locator("#kemajuan")).to_contain_text("Kualitas Sedang")

    page.goto(live_server.url + reverse("locus_submit", args=[brief.public_id]))
    accessible()
    page.get_by_label("Alasan menyerahkan").focus()
    page.keyboard.type("Hanya dua pengguna datang.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("sudah diserahkan")
    assert Locus.objects.get(pk=brief.pk).stage == Stage.SUBMITTED


def test_a_user_is_interviewed_with_five_taps_on_a_phone(page, sign_in, sari, small, part, accessible):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, sari, part(small, "pengguna-1"))
    accessible()
    for question in page.locator(".sheet-question").all():
        question.locator(".level-choice-3 label").click()
        expect(question.locator(".save-state")).to_contain_text("Tersimpan")
    expect(page.locator("#kemajuan")).to_contain_text("75,00")
    accessible()
    assert page.evaluate("document.getElementById('pertanyaan').getBoundingClientRect().bottom + scrollY") < 1.5 * 740
    drawer = page.locator(".tap-drawer").first
    drawer.get_by_text("Uraian", exact=False).first.click()
    expect(drawer.get_by_label("Menolak menjawab")).to_be_visible()
    accessible()
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengguna 2 dari 2")
    page.get_by_role("button", name="Sebelumnya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengguna 1 dari 2")
    assert set(Answer.objects.values_list("value", "version")) == {(3, 1)}


@pytest.mark.parametrize("width", [360, 1280])
def test_no_target_hides_behind_the_way_to_the_next_user_while_drawers_are_open(
    page, sign_in, sari, small, part, accessible, width
):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, sari, part(small, "pengguna-1"))
    drawers = page.locator(".tap-drawer > summary")
    for drawer in drawers.all()[1:3]:
        drawer.click()
    accessible()
    bar = page.locator(".interview-bar").bounding_box()
    drawers.last.evaluate("(drawer, line) => scrollBy(0, drawer.getBoundingClientRect().top - line)", bar["y"] - 10)
    accessible()


@pytest.mark.parametrize("slug", ["petugas-1", "produk-1", "pengaduan-dokumen", "data-sekunder"])
def test_every_kind_of_part_is_accessible(
    page, sign_in, sari, andi, small, part, answered, accessible_at_both_widths, slug
):
    answered(andi, small, "PR-08", "interview", 1)
    answered(sari, small, "PR-08", "interview", 4)
    sign_in(page, sari, part(small, slug))
    accessible_at_both_widths()


def test_the_pages_around_the_sheet_are_accessible(
    page, sign_in, dewi, sari, andi, small, answered, accessible_at_both_widths
):
    answered(andi, small, "IN-01", "document", 1)
    answered(sari, small, "IN-01", "document", 4)
    addresses = [
        reverse("locus_sheet", args=[small.public_id]),
        reverse("locus_indicator", args=[small.public_id, "IN-01"]),
        reverse("locus_submit", args=[small.public_id]),
        reverse("worklist"),
        reverse("assessment_detail", args=[small.assessment.public_id]),
    ]
    sign_in(page, dewi, addresses[0])
    for address in addresses:
        page.goto(page.url.partition("/lokus")[0].partition("/tugas")[0] + address)
        accessible_at_both_widths()


def test_a_reason_is_asked_for_what_does_not_apply(page, sign_in, sari, small, part, accessible):
    sign_in(page, sari, part(small, "dokumen"))
    question = page.locator(".sheet-question").first
    question.get_by_label("Catatan internal untuk IN-01").wait_for(state="attached")
    question.get_by_label("Tidak berlaku", exact=True).check()
    expect(question.locator(".save-state")).to_contain_text("Tulis mengapa")
    accessible()
    question.get_by_label("Alasan tanpa nilai").fill("Unit baru dibentuk.")
    question.get_by_label("Alasan tanpa nilai").blur()
    expect(question.locator(".save-state")).to_contain_text("Tersimpan")
    assert Answer.objects.get().reason == "Unit baru dibentuk."


def test_two_tabs_of_one_person_meet_in_a_conflict_that_loses_nothing(page, sign_in, sari, small, part, accessible):
    sign_in(page, sari, part(small, "dokumen"))
    other = page.context.new_page()
    other.goto(page.url)
    page.locator(".sheet-question").first.locator(".level-choice-4 label").click()
    expect(page.locator(".save-state").first).to_contain_text("Tersimpan")
    question = other.locator(".sheet-question").first
    question.locator(".level-choice-1 label").click()
    expect(question.locator(".save-state")).to_contain_text("Konflik.")
    expect(question.locator(".two-values")).to_contain_text("Tingkat 4")
    expect(question.locator(".two-values")).to_contain_text("Tingkat 1")
    assert Answer.objects.get().value == 4
    question.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(question.locator(".level-choice-4 input")).to_be_checked()
    expect(question.locator(".save-state")).to_contain_text("Tersimpan")
    with other.expect_response("**/jawaban/**"):
        question.locator(".level-choice-2 label").click()
    assert Answer.objects.get().value == 2


def test_a_lost_connection_keeps_the_answer_on_the_page_until_it_is_sent(page, sign_in, sari, small, part):
    sign_in(page, sari, part(small, "dokumen"))
    # A page without the watch on its console: the browser itself writes a line for every request that fails.
    weak = page.context.new_page()
    weak.goto(page.url)
    question = weak.locator(".sheet-question").first
    weak.context.set_offline(True)
    question.locator(".level-choice-3 label").click()
    expect(question.locator(".state-unsent")).to_be_visible()
    assert not Answer.objects.exists()
    weak.context.set_offline(False)
    question.get_by_role("button", name="Simpan lagi").click()
    expect(question.locator(".save-state")).to_contain_text("Tersimpan")
    assert Answer.objects.get().value == 3


@pytest.fixture
def sign_in_expired(page, sign_in, sari, small, part):
    """An open part whose sign-in has expired unseen, with a note typed; its address."""
    sign_in(page, sari, part(small, "dokumen"))
    page.context.clear_cookies(name="sessionid")
    question = page.locator(".sheet-question").first
    question.locator("details.note-note summary").click()
    question.get_by_label("Catatan internal untuk IN-01").fill("Renja 2026 halaman 14.")
    return page.url


@pytest.fixture
def sign_in_again(page, sari):
    def send(address):
        page.wait_for_url("**/masuk/**")
        page.get_by_label("Alamat surel").fill(sari.email)
        page.get_by_label("Kata sandi").fill("ikan belida di sungai musi")
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(address)

    return send


@pytest.mark.parametrize("leaving", ["Simpan dan lanjut", "Tingkat 2"])
def test_an_expired_sign_in_keeps_what_was_typed_and_sends_it_after_signing_in_again(
    page, sign_in_expired, sign_in_again, leaving
):
    if leaving == "Tingkat 2":
        page.locator(".sheet-question").first.locator(".level-choice-2 label").click()
    else:
        page.get_by_role("button", name=leaving).click()
    sign_in_again(sign_in_expired)
    expect(page.locator(".save-state").first).to_contain_text(re.compile("tersimpan", re.IGNORECASE))
    assert Answer.objects.get().note == "Renja 2026 halaman 14."


def test_what_was_kept_over_a_sign_in_meets_an_answer_from_elsewhere_and_does_not_overwrite_it(
    page, sign_in_expired, sign_in_again, sari, small, answered
):
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.wait_for_url("**/masuk/**")
    answered(sari, small, "IN-01", "document", 4)
    sign_in_again(sign_in_expired)
    expect(page.locator(".save-state").first).to_contain_text("Konflik.")
    expect(page.locator(".two-values")).to_contain_text("Renja 2026 halaman 14.")
    assert (Answer.objects.get().value, Answer.objects.get().note) == (4, "")


def test_without_a_signal_the_way_on_waits_with_what_was_typed(page, sign_in, sari, small, part):
    sign_in(page, sari, part(small, "dokumen"))
    weak = page.context.new_page()  # without the watch on its console
    weak.goto(page.url)
    weak.context.set_offline(True)
    weak.locator("details.note-note summary").first.click()
    weak.get_by_label("Catatan internal untuk IN-01").fill("Renja 2026 halaman 14.")
    weak.get_by_role("button", name="Simpan dan lanjut").click()
    expect(weak.locator(".state-unsent")).to_be_visible()
    weak.context.set_offline(False)
    heading = weak.get_by_role("heading", level=1).inner_text()
    weak.get_by_role("button", name="Simpan dan lanjut").click()
    expect(weak.get_by_role("heading", level=1)).not_to_have_text(heading)
    assert Answer.objects.get().note == "Renja 2026 halaman 14."


def test_words_still_being_typed_are_sent_when_the_page_is_left(page, sign_in, sari, small, part):
    sign_in(page, sari, part(small, "dokumen"))
    page.locator("details.note-note summary").first.click()
    page.get_by_label("Catatan internal untuk IN-01").fill("Renja 2026 halaman 14.")
    with page.expect_response("**/jawaban/**"):
        page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert Answer.objects.get().note == "Renja 2026 halaman 14."


@pytest.mark.parametrize("width", [360, 1280])
def test_a_part_is_filled_without_javascript(browser, live_server, sari, small, part, width):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(live_server.url + reverse("login") + f"?next={part(small, 'petugas-1')}")
    page.get_by_label("Alamat surel").fill(sari.email)
    page.get_by_label("Kata sandi").fill("ikan belida di sungai musi")
    page.get_by_role("button", name="Masuk").click()
    page.locator(".level-choice-3 label").click()
    page.get_by_label("Nama").fill("Yuni Astuti")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("status")).to_contain_text("sudah tersimpan")
    assert Answer.objects.get().value == 3
    assert small.subjects.get(kind="officer-pelayanan").name == "Yuni Astuti"
    context.close()
