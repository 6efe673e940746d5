"""The person at the device: signs in, opens the sheet, enters, photographs; and what befalls them."""

import contextlib
import io
import random
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import Error, Page, Playwright

from tests.bench.loss.ledger import Ledger
from tests.bench.loss.network import Network
from tests.bench.loss.processes import Browser
from tests.bench.loss.world import World

ENTERING = (Path(__file__).parent / "entering.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
WATCHING = """async (name) => {
  for (let tries = 0; tries < 2000; tries += 1) {
    const lines = [...document.querySelectorAll(".field-files li")].map((each) => each.textContent);
    if (lines.some((text) => text.includes(`${name} (`) && /Tersimpan di perangkat|Terkirim|Diterima/.test(text))) {
      await told({ photo: name });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}"""
RECEIPTS = """(name) => new Promise((resolve) => {
  const request = indexedDB.open(name);
  request.onsuccess = () => {
    const all = request.result.transaction("receipts").objectStore("receipts").getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(Object.fromEntries(all.result.map(({ id, sha256 }) => [id, sha256 ?? ""])));
    };
  };
})"""
STANDING = """() => [document.getElementById("halaman")?.dataset.page ?? "", document.body.innerText.slice(0, 1500)]"""
SLUGS = ("dokumen", "dokumen", "dokumen", "pengguna-1", "petugas-1")
FORGIVING = 60_000
"""Milliseconds that a page may take on a busy machine."""
TABS_TRIED = 10


class Site:
    """One person's browser at one sheet."""

    def __init__(
        self, playwright: Playwright, browser: Browser, network: Network, world: World, chance: random.Random
    ) -> None:
        self.ledger = Ledger()
        self.page: Page | None = None
        self._playwright = playwright
        self._browser = browser
        self._network = network
        self._world = world
        self._chance = chance
        self._context: Any = None
        self._quota: Any = None
        self._console: list[str] = []

    # --- being there ------------------------------------------------------------------------------------
    def open_browser(self) -> None:
        found = self._playwright.chromium.connect_over_cdp(self._browser.start())
        self._context = found.contexts[0]
        self._context.set_default_timeout(FORGIVING)
        self._context.expose_binding("told", lambda _, said: self.ledger.told(said))
        self.page = None

    def sign_in(self) -> None:
        """A fresh sign-in, as if the password had been typed."""
        user = self._world.person
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": store.session_key, "url": self._network.address}
        self._context.add_cookies([cookie])

    def end_sign_in(self) -> None:
        Session.objects.all().delete()

    def take_along(self) -> None:
        page = self._opened()
        page.goto(f"{self._network.address}/lapangan/#/bawa/{self._world.locus.public_id}")
        page.wait_for_selector("#kemajuan")

    def open_part(self) -> Page:
        """A part of the sheet, from the device alone where there is no network."""
        page = self._opened()
        there = f"#/lokus/{self._world.locus.public_id}/{self._chance.choice(SLUGS)}"
        self._go(page, there)
        page.wait_for_selector(f'#halaman[data-page="{there}"] .sheet-question')
        return page

    def add_respondent(self) -> Page:
        """Add a user on the page of the sheet, and stay on the page of that user, who is told of once it is kept."""
        page = self._opened()
        overview = f"#/lokus/{self._world.locus.public_id}"
        self._go(page, overview)
        page.wait_for_selector(f'#halaman[data-page="{overview}"] #jumlah')
        page.locator("#jumlah summary").click()
        page.locator("#alasan-jumlah-user").fill("Satu pengguna lagi.")
        page.locator("fieldset", has=page.locator("#alasan-jumlah-user")).get_by_role("button").first.click()
        page.wait_for_selector('#halaman[data-page*="/baru-"] .sheet-question')
        self.ledger.respondents.add(page.url.partition("/baru-")[2])
        return page

    def _go(self, page: Page, there: str) -> None:
        address = f"{self._network.address}/lapangan/{there}"
        if page.url.partition("#")[0] == address.partition("#")[0]:
            page.evaluate("(address) => { location.href = address; }", address)
        else:
            page.goto(address)

    def kill_tab(self) -> None:
        """End the process that draws the page, in the middle of whatever it does."""
        self._browser.kill_tabs()
        if self.page is not None:
            with contextlib.suppress(Error):
                self.page.close(run_before_unload=False)
        self.page = None

    def _opened(self) -> Page:
        if self.page is None or self.page.is_closed():
            self.page = self._new_page()
            for other in self._context.pages:
                if other is not self.page:
                    with contextlib.suppress(Error):
                        other.close()
        assert self.page is not None
        return self.page

    def _new_page(self) -> Page:
        """A new tab; one that was given a process still dying from `kill_tab` is left for the next."""
        for _ in range(TABS_TRIED):
            with contextlib.suppress(Error):
                page: Page = self._context.new_page()
                self._console.clear()
                page.on("console", lambda said: self._console.append(said.text))
                page.on("pageerror", lambda error: self._console.append(str(error)))
                return page
        raise RuntimeError(f"{TABS_TRIED} tabs crashed one after the other")

    # --- entering ---------------------------------------------------------------------------------------------
    def begin_entering(self, page: Page) -> None:
        """Answer some questions at random moments, without waiting for the end of it."""
        questions = page.eval_on_selector_all(
            ".sheet-question:has(.level-choice-3)", "all => all.map(each => each.id.replace('pertanyaan-', ''))"
        )
        plan = [
            {
                "question": self._chance.choice(questions),
                "value": str(self._chance.randint(0, 4)),
                "wait": self._chance.randint(0, 60),
            }
            for _ in range(self._chance.randint(1, 4))
        ]
        page.evaluate(f"(plan) => {{ window.entering = (\n{ENTERING}\n)(plan).catch(() => {{}}); }}", plan)

    def finish_entering(self, page: Page) -> None:
        page.evaluate("() => window.entering")

    def photograph(self, page: Page) -> None:
        """Add a photo of which there is no other, where the part takes one; the page tells when it is kept."""
        place = page.locator("input[name=berkas]")
        places = place.count()
        if not places:
            return
        name, content = f"foto-{len(self.ledger.photographed) + 1}.jpg", _noise(self._chance)
        self.ledger.photographed[name] = sha256(content).hexdigest()
        place.nth(self._chance.randrange(places)).set_input_files(
            {"name": name, "mimeType": "image/jpeg", "buffer": content}
        )
        page.evaluate(f"(name) => {{ ({WATCHING})(name).catch(() => {{}}); }}", name)

    # --- what befalls them ------------------------------------------------------------------------------------
    def fill_storage(self) -> None:
        """Leave no room. The browser remembers for half a minute how much there was, so it starts anew."""
        self._browser.kill()
        self.open_browser()
        self._quota = self._context.new_cdp_session(self._opened())
        self._quota.send("Storage.overrideQuotaForOrigin", {"origin": self._network.address, "quotaSize": 1})

    def free_storage(self, page: Page) -> None:
        """Give the room back, and let the person press what the page offers for it."""
        self._quota.send("Storage.overrideQuotaForOrigin", {"origin": self._network.address})
        page.eval_on_selector_all(".state-box button", "all => all.forEach((each) => each.click())")

    def turn_clock(self, page: Page) -> None:
        """Set the device's clock some days off, either way."""
        page.evaluate(
            """(offset) => {
              const Real = Date;
              globalThis.Date = class extends Real {
                constructor(...given) { given.length ? super(...given) : super(Real.now() + offset); }
                static now() { return Real.now() + offset; }
              };
            }""",
            self._chance.randint(-400, 400) * 86_400_000,
        )

    def describe(self) -> str:
        """Where the page stands and what it says, for whoever reads why a run came to a stop."""
        if self.page is None or self.page.is_closed():
            return "no page"
        try:
            where, words = self.page.evaluate(STANDING)
        except Error as error:
            where, words = "a page that does not answer", str(error)
        return f"{self.page.url}, drawn {where}:\n{words}\n" + "\n".join(self._console[-20:])

    # --- the end -----------------------------------------------------------------------------------------------
    def wait_until_sent(self) -> None:
        """Sign in, open the queue, and wait until nothing is left in it."""
        self.sign_in()
        page = self._opened()
        page.goto(f"{self._network.address}/lapangan/#/antrean")
        page.get_by_text("Menunggu dikirim (0)").wait_for(timeout=10 * FORGIVING)

    def receipts(self) -> dict[str, str]:
        """The fingerprints that the device holds receipts of, by event."""
        found: dict[str, str] = self._opened().evaluate(RECEIPTS, f"lapangan-{self._world.person.public_id}")
        return found


def _noise(chance: random.Random) -> bytes:
    """A photo that no other equals, 20 KB to 600 KB: one piece, or several."""
    side = chance.choice([96, 256, 512])
    picture = io.BytesIO()
    Image.frombytes("RGB", (side, side), chance.randbytes(3 * side * side)).save(picture, "JPEG", quality=92)
    return picture.getvalue()
