"""Every page of the house on a telephone and on a desk: readable by machine, usable by keyboard, nothing sideways."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from tests.conftest import PASSWORD


@pytest.fixture
def go(live_server, page):
    return lambda path: page.goto(f"{live_server.url}{path}")


@pytest.fixture
def signed_in(live_server, context, client):
    """Carry a session of a person into the browser, without walking through the form each time."""

    def enter(person):
        client.force_login(person)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return enter


@pytest.fixture
def musi_banyuasin(muba, dukcapil_muba, tmp_path):
    """Musi Banyuasin with its published years."""
    path = tmp_path / "hasil.csv"
    path.write_text(
        "year,agency,type,unit,dimension,score,zone,category,opinion,source\n"
        "2021,Kab. Musi Banyuasin,kabupaten,,,84.29,hijau,,Kepatuhan Tinggi,https://contoh.co.id/2021\n"
        "2022,Kab. Musi Banyuasin,kabupaten,,,,hijau,,,https://contoh.co.id/2022\n"
        "2022,Kab. Musi Banyuasin,kabupaten,,,,,,Kualitas Sedang,berita 2023\n"
        "2023,Kab. Musi Banyuasin,kabupaten,,,91.72,hijau,A,Kualitas Tertinggi,https://contoh.co.id/2023\n"
        "2025,Kab. Musi Banyuasin,kabupaten,,,,,,Kualitas Tinggi,https://contoh.co.id/2025\n",
        encoding="utf-8",
    )
    call_command("import_results", str(path), stdout=StringIO())
    return muba


def test_pages_without_sign_in_are_accessible(db, go, page, accessible_at_both_widths):
    for name in ("login", "password_reset", "password_reset_done", "password_reset_complete", "help"):
        go(reverse(name))
        accessible_at_both_widths()
    go(reverse("password_reset_confirm", args=["MQ", "usang"]))
    accessible_at_both_widths()
    go("/tidak-ada/")
    accessible_at_both_widths()


def test_pages_behind_the_sign_in_are_accessible(ratna, musi_banyuasin, go, page, signed_in, accessible_at_both_widths):
    signed_in(ratna)
    for name in ("home", "account", "password_change", "agency_list", "instrument_list"):
        go(reverse(name))
        accessible_at_both_widths()
    go(f"{reverse('agency_list')}?q=atlantis")
    accessible_at_both_widths()
    go(reverse("agency_detail", args=[musi_banyuasin.public_id]))
    accessible_at_both_widths()
    go("/tidak-ada/")
    accessible_at_both_widths()


@pytest.mark.parametrize(("width", "code"), [(360, "kepatuhan-2024"), (1280, "opini-2026")])
def test_an_instrument_is_accessible_with_an_indicator_of_each_kind_open(
    width, code, yusuf, go, page, signed_in, accessible
):
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(yusuf)
    go(reverse("instrument_detail", args=[code]))
    for indicator in ("IN-01", "PR-01", "OUT-02"):
        page.locator(f"#{indicator}").click()
    expect(page.get_by_text("Bukti yang diminta").first).to_be_visible()
    accessible()


def test_every_indicator_opens_and_closes_at_once(yusuf, go, page, signed_in):
    signed_in(yusuf)
    go(reverse("instrument_detail", args=["kepatuhan-2024"]))
    page.get_by_role("button", name="Buka semua").click()
    expect(page.locator("details.indicator:not([open])")).to_have_count(0)
    page.get_by_role("button", name="Tutup semua").click()
    expect(page.locator("details.indicator[open]")).to_have_count(0)


def test_sari_signs_in_with_the_keyboard_alone(sari, go, page):
    go(reverse("account"))
    page.get_by_label("Alamat surel").focus()
    page.keyboard.type(sari.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Masuk")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Akun saya")).to_be_visible()


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(sari, go, page, signed_in):
    signed_in(sari)
    go(reverse("home"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_on_a_telephone_the_menu_opens_and_closes_by_keyboard(sari, go, page, signed_in):
    page.set_viewport_size({"width": 360, "height": 800})
    signed_in(sari)
    go(reverse("home"))
    link = page.get_by_role("link", name="Instansi", exact=True).first
    expect(page.locator("#menu")).not_to_be_visible()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).not_to_be_visible()


def test_a_mistake_takes_the_keyboard_to_its_summary_and_on_to_the_field(sari, go, page, signed_in):
    signed_in(sari)
    go(reverse("password_change"))
    page.get_by_role("button", name="Ganti kata sandi").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("Kata sandi sekarang")).to_be_focused()


def test_a_search_follows_the_typing_and_can_be_sent_to_a_colleague(ratna, muba, kerinci, go, page, signed_in):
    signed_in(ratna)
    go(reverse("agency_list"))
    page.get_by_label("Cari nama atau kode").press_sequentially("kerinci")
    expect(page.locator("#jumlah")).to_have_text("1 instansi")
    expect(page.get_by_role("link", name="Kabupaten Musi Banyuasin")).to_have_count(0)
    expect(page).to_have_url(re.compile("q=kerinci"))
    page.reload()
    expect(page.get_by_role("link", name="Kabupaten Kerinci")).to_be_visible()


def test_a_search_works_without_scripts(ratna, muba, kerinci, live_server, browser, client):
    client.force_login(ratna)
    with browser.new_context(java_script_enabled=False) as context:
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}{reverse('agency_list')}")
        page.get_by_label("Cari nama atau kode").fill("kerinci")
        page.get_by_role("button", name="Cari").click()
        expect(page.get_by_role("link", name="Kabupaten Kerinci")).to_be_visible()
        expect(page.get_by_role("link", name="Kabupaten Musi Banyuasin")).to_have_count(0)


def test_an_address_into_a_folded_indicator_opens_it(yusuf, go, page, signed_in):
    signed_in(yusuf)
    go(f"{reverse('instrument_detail', args=['kepatuhan-2024'])}#PG-03")
    drawer = page.locator("details", has=page.locator("#PG-03"))
    expect(drawer).to_have_attribute("open", "")


def test_paper_gets_every_indicator_open(yusuf, go, page, signed_in):
    signed_in(yusuf)
    go(reverse("instrument_detail", args=["kepatuhan-2024"]))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details.indicator:not([open])")).to_have_count(0)
