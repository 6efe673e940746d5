"""Takes the pictures of the README from a running demo: make run, then .venv/bin/python docs/pictures/take.py."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

HERE = Path(__file__).parent
PASSWORD = "contoh-kepatuhan-2026"  # noqa: S105 - the demo's, printed for everyone
DESK, PHONE = ViewportSize(width=1180, height=820), ViewportSize(width=360, height=740)


def main(site: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        for name, size, person, steps in PICTURES:
            context = browser.new_context(viewport=size, locale="id-ID", timezone_id="Asia/Jakarta")
            page = context.new_page()
            page.goto(f"{site}/masuk/")
            page.get_by_label("Alamat surel").fill(f"{person}@contoh.example")
            page.get_by_label("Kata sandi").fill(PASSWORD)
            page.get_by_role("button", name="Masuk").click()
            page.wait_for_url(f"{site}/")
            steps(page, site)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"{name}.png")
            context.close()
        browser.close()


def sheet(page: Page, site: str) -> None:
    page.goto(f"{site}/tugas/")
    page.get_by_role("link", name="RSUD dr. H.M. Rabain").first.click()
    page.get_by_role("link", name="Lanjutkan").click()


def review(page: Page, site: str) -> None:
    page.goto(f"{site}/periode/")
    page.get_by_role("link", name="Opini Ombudsman 2026").first.click()


def result(page: Page, site: str) -> None:
    page.goto(f"{site}/hasil/")
    page.get_by_role("link", name="Musi Banyuasin").first.click()


def preparation(page: Page, site: str) -> None:
    page.goto(f"{site}/persiapan/")


def reports(page: Page, site: str) -> None:
    page.goto(f"{site}/laporan/")


def instrument(page: Page, site: str) -> None:
    page.goto(f"{site}/instrumen/opini-2026/")


PICTURES = [
    ("sheet", PHONE, "asesor", sheet),
    ("review", DESK, "verifikator", review),
    ("result", DESK, "validator", result),
    ("preparation", DESK, "bagor", preparation),
    ("reports", DESK, "pejabat", reports),
    ("instrument", DESK, "pusat", instrument),
]

if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
