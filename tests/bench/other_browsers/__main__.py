"""`python -m tests.bench.other_browsers firefox` or `webkit`: exit 1 unless all is received alike."""

import argparse
import os
import tempfile
from pathlib import Path

PASSWORD = "mangga di halaman belakang"
SIGN_IN = """
  document.querySelector("input[name=username]").value = args[0];
  document.querySelector("input[name=password]").value = args[1];
  setTimeout(() => document.querySelector("main form").requestSubmit());
"""
ANSWER = """
  for (const section of [...document.querySelectorAll(".sheet-question")].slice(0, args[0])) {
    section.querySelector(".level-choice-3 input").click();
  }
"""
PHOTOGRAPH = """
  const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 700 });
  const drawing = canvas.getContext("2d");
  drawing.fillStyle = "teal";
  drawing.fillRect(0, 0, 900, 700);
  const photo = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  const carrier = new DataTransfer();
  carrier.items.add(new File([photo], "ruang.jpg", { type: "image/jpeg" }));
  const input = document.querySelector("input[name=berkas]");
  input.files = carrier.files;
  input.dispatchEvent(new Event("change"));
  const digest = await crypto.subtle.digest("SHA-256", await photo.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
"""
ADD_RESPONDENT = """
  const reason = document.getElementById("alasan-jumlah-user");
  reason.value = "Satu pengguna lagi.";
  reason.closest("fieldset").querySelector("button").click();
"""
KEPT = '.every((place) => place.textContent.includes("Tersimpan di perangkat"))'
EVENTS = 6
"""Three answers, a photo, a respondent, and the answer of that respondent."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("browser", choices=["firefox", "webkit"])
    name = parser.parse_args().browser
    with tempfile.TemporaryDirectory(prefix="kepatuhan-other-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"VAR_DIR": folder, "DATABASE_URL": "", "KEPATUHAN_MODE": "local", "LOG_LEVEL": "ERROR"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "kepatuhan.settings"}
        import django

        django.setup()
        return _run(name, Path(folder))


def _run(name: str, folder: Path) -> int:
    from django.core.management import call_command

    from tests.bench.loss.processes import Server
    from tests.bench.loss.world import build
    from tests.bench.other_browsers.drivers import Firefox, WebKit

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    world = build()
    world.person.set_password(PASSWORD)
    world.person.save()
    server, browser = Server(folder), (Firefox if name == "firefox" else WebKit)(folder)
    try:
        server.start()
        browser.start()
        print(browser.run("return navigator.userAgent;"), flush=True)
        sidik = _fill_without_server(browser, server, world)
        browser.kill()
        print("killed the browser, and start it again without a server", flush=True)
        browser.start()
        browser.go(f"{server.address}/lapangan/#/antrean")
        browser.wait(f'document.querySelector("#halaman").textContent.includes("Menunggu dikirim ({EVENTS})")')
        server.start()
        browser.run('dispatchEvent(new Event("online"));')
        browser.wait('document.querySelector("#keadaan").textContent.includes("Antrean kosong")')
        return _judge(browser, world, sidik)
    finally:
        browser.kill()
        server.kill()


def _fill_without_server(browser, server, world) -> str:
    """Take the sheet along, stop the server, and enter what the page then calls kept; the photo's fingerprint."""
    sheet = f"#/lokus/{world.locus.public_id}"
    browser.go(f"{server.address}/masuk/?next=/lapangan/")
    browser.run(SIGN_IN, world.person.email, PASSWORD)
    browser.wait('document.querySelector("#dapat-dibawa a")')
    browser.run("location.hash = args[0];", f"#/bawa/{world.locus.public_id}")
    browser.wait('document.querySelector("#kemajuan") && navigator.serviceWorker.controller')
    server.kill()
    print("taken along; the server is gone", flush=True)
    browser.run("location.hash = args[0];", f"{sheet}/dokumen")
    browser.wait('document.querySelector(".sheet-question input[name=berkas]")')
    browser.run(ANSWER, 3)
    sidik: str = browser.run(PHOTOGRAPH)
    browser.wait(f'[...document.querySelectorAll(".save-state")].slice(0, 3){KEPT}')
    browser.wait(f'[...document.querySelectorAll(".field-files")].slice(0, 1){KEPT}')
    browser.run("location.hash = args[0];", sheet)
    browser.wait('document.querySelector("#jumlah")')
    browser.run(ADD_RESPONDENT)
    browser.wait('location.hash.includes("/baru-") && document.querySelector(".sheet-question")')
    browser.run(ANSWER, 1)
    browser.wait(f'[...document.querySelectorAll(".sheet-question .save-state")].slice(0, 1){KEPT}')
    return sidik


def _judge(browser, world, sidik: str) -> int:
    from assessments.models import EvidenceVersion, JournalEvent, JournalState
    from tests.bench.loss.site import RECEIPTS

    rows = {str(row.client_id): row for row in JournalEvent.objects.all()}
    receipts = browser.run(f"return ({RECEIPTS})(args[0]);", f"lapangan-{world.person.public_id}")
    problems = [f"{row}: {row.state} {row.reason}" for row in rows.values() if row.state != JournalState.APPLIED]
    problems += [f"{len(rows)} events instead of {EVENTS}"] if len(rows) != EVENTS else []
    problems += [] if receipts == {key: row.sha256 for key, row in rows.items()} else [f"receipts {receipts}"]
    photos = list(EvidenceVersion.objects.values_list("sha256", flat=True))
    problems += [] if photos == [sidik] else [f"photos {photos}, and {sidik} was taken"]
    for words in problems:
        print(f"  ! {words}")
    print(f"other browsers: {len(rows)} events and {len(photos)} photo: {'BROKEN' if problems else 'received alike'}")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
