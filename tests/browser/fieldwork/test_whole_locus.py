"""A whole locus on a telephone: tapped through from the first question to the hand-over, with photos on the way."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agencies.models import Event
from assessments.fieldwork.selectors.standing import standing_of
from assessments.models import Locus, Stage
from tests.assessments.files.hostile import photo


@pytest.fixture
def snapshot(tmp_path):
    """A photo on the telephone, large and bright enough."""
    place = tmp_path / "lokus.jpg"
    place.write_bytes(photo(size=(1600, 1200), colour=(170, 190, 200)))
    return str(place)


@pytest.mark.browser_context_args(has_touch=True, viewport={"width": 360, "height": 740})
def test_a_whole_locus_is_tapped_through_with_photos_and_handed_over(
    page, sign_in, dewi, brief, snapshot, accessible, live_server
):
    sign_in(page, dewi, reverse("locus_sheet", args=[brief.public_id]))
    page.get_by_role("link", name="Mulai: Petugas pelayanan 1").tap()
    shown: set[str] = set()
    while True:
        expect(page.locator(".sheet-question").first).to_be_visible()
        for question in page.locator(".sheet-question").all():
            if question.locator(".level-choice-3").count():
                question.locator(".level-choice-3 label").tap()
            else:
                question.locator(".number-field input").fill("81,5")
                question.locator(".number-field input").blur()
            expect(question.locator(".save-state")).to_contain_text("Tersimpan")
        for strip in page.locator(".evidence-strip").all():
            code = strip.get_attribute("id")
            if code not in shown:
                shown.add(code)
                strip.locator(".is-camera input").set_input_files(snapshot)
                expect(page.locator(f"#{code} .piece")).to_have_count(1)
        onward = page.locator("button[name=lanjut]")
        if not onward.count():
            break
        heading = page.get_by_role("heading", level=1).inner_text()
        onward.tap()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
    accessible()
    assert standing_of(brief).progress.is_complete

    page.goto(live_server.url + reverse("locus_submit", args=[brief.public_id]))
    expect(page.get_by_text("2 dari 30")).to_be_visible()
    expect(page.get_by_role("heading", name="Tingkat tanpa bukti")).to_have_count(0)
    expect(page.get_by_role("heading", name="Belum terisi")).to_have_count(0)
    accessible()
    page.get_by_label("Alasan menyerahkan").fill("Hanya dua pengguna datang.")
    page.get_by_role("button", name="Serahkan Dinas Sosial").tap()
    expect(page.get_by_role("status")).to_contain_text("sudah diserahkan")
    assert Locus.objects.get(pk=brief.pk).stage == Stage.SUBMITTED
    assert "evidence" not in Event.objects.get(verb="submit_locus").detail["open"]
