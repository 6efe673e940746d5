"""Someone signs in, changes nothing, and signs out, on a telephone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.conftest import PASSWORD


@pytest.mark.parametrize("width", [360, 1280])
def test_sari_signs_in_and_out(width, sari, live_server, page, accessible):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
    accessible()

    page.get_by_label("Alamat surel").fill(sari.email)
    page.get_by_label("Kata sandi").fill("bukan kata sandi saya")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible()

    page.get_by_label("Alamat surel").fill(sari.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"{live_server.url}/")
    accessible()

    if width < 700:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
