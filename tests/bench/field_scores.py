"""The score in the field and what is open there against the server's: 1,000 random sheets of every edition each."""

import functools
import http.server
import shutil
import sys
import threading
import time
from itertools import product
from pathlib import Path

SHEETS = 1_000
STATIC = Path(__file__).resolve().parents[2] / "static"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def main() -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.browser.offline import random_leaving, random_sheets

    files = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=STATIC))
    threading.Thread(target=files.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{files.server_port}"
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}/js/lapangan/")
        compared = (("scoring.js", random_sheets.differences), ("leave.js", random_leaving.differences))
        for code, (program, differences) in product(random_sheets.all_editions(), compared):
            begun = time.monotonic()
            found = differences(page, f"{address}/js/lapangan/{program}", code, SHEETS, seed=2026)
            wrong += len(found)
            print(f"{code} {program}: {SHEETS} sheets, {len(found)} differ, {time.monotonic() - begun:.1f} s")
            for pair in found[:3]:
                print(f"  server {pair[0]}\n  device {pair[1]}")
        browser.close()
    print(f"field scores: {'kept' if not wrong else 'BROKEN'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
