"""`python -m tests.bench.loss --rounds 200 --seed 7`: 0 lost, 0 doubled, every photo and receipt true, or exit 1."""

import argparse
import contextlib
import os
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

FAULTS = {
    "tab killed": 4,
    "browser killed": 4,
    "network cut": 4,
    "replies swallowed": 4,
    "captive portal": 2,
    "sign-in ended": 3,
    "storage full": 3,
    "clock turned": 2,
    "server restarted": 2,
    "nothing": 1,
}
"""What befalls a round, and how often beside the others."""
LONGEST_WAIT = 350
"""Milliseconds from the first click to the fault, at most."""


def main() -> int:
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="kepatuhan-loss-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"VAR_DIR": folder, "DATABASE_URL": "", "KEPATUHAN_MODE": "local", "LOG_LEVEL": "ERROR"}
        os.environ |= {"DJANGO_ALLOW_ASYNC_UNSAFE": "true", "DJANGO_SETTINGS_MODULE": "kepatuhan.settings"}
        import django

        django.setup()
        return _run(Path(folder), given.rounds, given.seed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    if given.seed is None:
        given.seed = random.SystemRandom().randint(1, 999_999)
    return given


def _run(folder: Path, rounds: int, seed: int) -> int:
    from django.core.management import call_command
    from playwright.sync_api import Error, sync_playwright

    from tests.bench.loss.ledger import judge
    from tests.bench.loss.network import Network
    from tests.bench.loss.processes import running
    from tests.bench.loss.site import Site
    from tests.bench.loss.world import build

    print(f"loss: {rounds} rounds, seed {seed}", flush=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    world = build()
    chance = random.Random(seed)
    happened: Counter[str] = Counter()
    begun = time.monotonic()
    with running(folder) as (server, browser), sync_playwright() as playwright:
        server.start()
        network = Network(server.port)
        site = Site(playwright, browser, network, world, chance)
        site.open_browser()
        site.sign_in()
        site.take_along()
        before = ""
        for number in range(1, rounds + 1):
            fault = chance.choices(list(FAULTS), weights=list(FAULTS.values()))[0]
            happened[fault] += 1
            try:
                _round(site, fault, chance=chance, network=network, server=server, browser=browser)
            except Error:
                print(f"  round {number} ({fault}, after {before}) came to a stop at {site.describe()}", flush=True)
                raise
            before = fault
            if number % 50 == 0:
                kept, photos = len(site.ledger.kept), len(site.ledger.photos)
                print(f"  {number} rounds, {kept} answers kept, {photos} photos", flush=True)
        site.wait_until_sent()
        verdict = judge(site.ledger, world.locus, site.receipts())
    took = time.monotonic() - begun
    print(f"  {', '.join(f'{count} x {fault}' for fault, count in happened.most_common())}")
    ledger = site.ledger
    print(
        f"  {len(ledger.attempted)} answers clicked, {len(ledger.kept)} called kept, {ledger.refused} refused for room"
    )
    print(f"  {len(ledger.photographed)} photos taken, {len(ledger.photos)} called kept")
    print(f"  the server has {verdict.events} events and {verdict.photos} photos; {took:.0f} s")
    print(f"  {len(ledger.respondents)} respondents added")
    for words in (*verdict.lost, *verdict.doubled, *verdict.photos_wrong, *verdict.receipts_wrong):
        print(f"  ! {words}")
    print(
        f"loss: {len(verdict.lost)} lost, {len(verdict.doubled)} doubled, {len(verdict.photos_wrong)} photos wrong,"
        f" {len(verdict.receipts_wrong)} receipts wrong: {'kept' if verdict.is_clean else 'BROKEN'}"
    )
    return 0 if verdict.is_clean else 1


def _round(site, fault, *, chance, network, server, browser):
    """Open a part, begin to enter, let the fault strike at a random moment, and mend it for the next round."""
    from playwright.sync_api import Error

    if fault == "sign-in ended" or chance.random() < 0.3:
        site.sign_in()
    if fault == "storage full":
        site.fill_storage()
    page = site.add_respondent() if fault != "storage full" and chance.random() < 0.1 else site.open_part()
    if fault == "clock turned":
        site.turn_clock(page)
    site.begin_entering(page)
    with contextlib.suppress(Error):
        if chance.random() < 0.4:
            site.photograph(page)
        page.wait_for_timeout(chance.randint(0, LONGEST_WAIT))
    if fault == "tab killed":
        site.kill_tab()
    elif fault == "browser killed":
        browser.kill()
        site.open_browser()
    elif fault == "storage full":
        site.finish_entering(page)
        site.free_storage(page)
        page.wait_for_timeout(150)
        _enter_on(site, page)
    else:
        with _outage(fault, site, network, server):
            _enter_on(site, page)


@contextlib.contextmanager
def _outage(fault, site, network, server):
    """What lasts a while: it begins here and is mended at the end."""
    from tests.bench.loss.network import Mode

    modes = {"network cut": Mode.CUT, "replies swallowed": Mode.SWALLOW, "captive portal": Mode.PORTAL}
    if fault in modes:
        network.becomes(modes[fault])
        yield
        network.becomes(Mode.PASS)
    elif fault == "sign-in ended":
        site.end_sign_in()
        yield
        site.sign_in()
    elif fault == "server restarted":
        server.kill()
        yield
        server.start()
    else:
        yield


def _enter_on(site, page):
    """What was begun goes on while the fault lasts, and something more is entered."""
    site.finish_entering(page)
    site.begin_entering(page)
    site.finish_entering(page)


if __name__ == "__main__":
    raise SystemExit(main())
