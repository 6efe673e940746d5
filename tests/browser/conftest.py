"""Debian's Chromium before the live server; a page that reports an error to its console fails its test."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from tests.conftest import PASSWORD

HERE = Path(__file__).parent
AXE = (HERE / "vendor/axe-core-4.14.1/axe.min.js").read_text(encoding="utf-8")
# Every rule is asked; only what breaks one is written out in full, since writing out the rest takes most of axe's time.
HOW = (
    "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}"
)
# Playwright's loop runs in the thread of the tests, which also reach the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # The same engine without a window around it: a page opens in a third of the time.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert chromium, "Chromium is not installed: run make test, which installs it."
    return browser_type_launch_args | {
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "id-ID", "timezone_id": "Asia/Jakarta"}


@pytest.fixture
def page(page):
    """A page whose console must stay clean: a breach of the content security policy is an error there."""
    errors: list[str] = []
    page.set_default_timeout(10_000)

    def hear(line):
        # A page that answers 403 or 404 on purpose is an error line about its own address.
        if line.type == "error" and line.location["url"] != page.url:
            errors.append(f"{line.text} {line.location['url']}")

    page.on("console", hear)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


def broken_rules(page: Page) -> list[tuple[str, list[str]]]:
    """The rules of axe that the open page breaks, each with the place.

    A page can be left while axe reads it: by a link that was clicked just before. What was found then, or the error
    that axe met in a window without a document, says nothing about either page, so the one that came is read.
    """
    mistake = None
    for _ in range(3):  # nobody leaves three pages without looking at them
        page.wait_for_load_state()
        try:
            page.evaluate(AXE)
            found = page.evaluate(f"axe.run(document, {HOW}).then((found) => found.violations)")
            page.wait_for_load_state()
            if page.evaluate("'axe' in window"):  # what axe.min.js left still stands, so it is the same document
                return [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]]
        except Error as caught:
            mistake = caught
    raise mistake or AssertionError("the page is left whenever axe reads it")


@pytest.fixture
def accessible(page):
    """Check the open page, at its present width, against every rule of axe for WCAG 2.2 AA."""

    def check():
        assert broken_rules(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"

    return check


@pytest.fixture
def accessible_at_both_widths(page, accessible):
    """Check the open page as a telephone and as a desk show it, and go on at the width that it had."""

    def check():
        before = page.viewport_size
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            accessible()
        page.set_viewport_size(before)

    return check


@pytest.fixture
def act_as(page, live_server):
    """Sign out whoever is there, sign in as this person through the form, and open a page."""

    def begin(person, path="/"):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/masuk/?next={path}")
        page.get_by_label("Alamat surel").fill(person.email)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(f"{live_server.url}{path}")

    return begin
