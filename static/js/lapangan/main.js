// The page in the field: who is here, what the address asks for, and what stands in the head of every page.

import { find, h } from "./dom.js";
import { Journal } from "./journal.js";
import { Keeper } from "./keeping.js";
import { becomes, currentPerson } from "./person.js";
import { home } from "./home.js";
import { leavePage } from "./leave_page.js";
import { outline } from "./outline.js";
import { partPage } from "./part.js";
import { queuePage } from "./queue.js";
import { Link, Sender } from "./sender.js";
import { pulse } from "./server.js";
import { signOut } from "./sign_out.js";
import { roomWarning } from "./room.js";
import { openStore } from "./store.js";
import { take, takeAlong } from "./take.js";

const ROUTES = [
  [/^#\/bawa\/([0-9a-f-]{36})$/, take],
  [/^#\/lokus\/([0-9a-f-]{36})\/pulang$/, leavePage],
  [/^#\/lokus\/([0-9a-f-]{36})\/([a-z0-9-]+)$/, partPage],
  [/^#\/lokus\/([0-9a-f-]{36})$/, outline],
  [/^#\/antrean$/, queuePage],
];
const LINK_WORDS = {
  [Link.UNKNOWN]: "Mencari server…",
  [Link.SILENT]: "Tanpa sambungan. Semua isian disimpan di perangkat.",
  [Link.STRANGE]: "Yang menjawab bukan server Kepatuhan: mungkin jaringan ini meminta masuk di halamannya sendiri. Semua isian disimpan di perangkat.",
  [Link.SIGNED_OUT]: "Sesi masuk berakhir. Isian tetap tersimpan di perangkat; masuk lagi untuk mengirim.",
  [Link.OK]: "Tersambung.",
};
const CLOCK = 5 * 60_000;
const WAIT = 1_500;

class App extends EventTarget {
  async open(person) {
    this.person = person;
    this.store = await openStore(person.id);
    this.journal = new Journal(this.store, person.id);
    this.keeper = new Keeper((...event) => this.append(...event), () => this.#changed());
    this.sender = new Sender(this.store, person.id);
    this.channel = new BroadcastChannel(`lapangan-${person.id}`);
    this.channel.onmessage = () => this.#changed();
    this.sender.addEventListener("decided", ({ detail }) => this.#renew(detail));
    this.sender.addEventListener("change", () => {
      this.channel.postMessage("change");
      this.#changed();
    });
  }

  // Add to the journal, and let the sender know.
  async append(...event) {
    const row = await this.journal.append(...event);
    this.channel.postMessage("change");
    this.#changed();
    this.sender.nudge();
    return row;
  }

  // After a decision on the server, the sheets it concerns are read anew.
  async #renew(loci) {
    for (const locus of loci) {
      if (await this.store.get("packs", locus)) {
        await takeAlong(this, locus).catch(() => {});
      }
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

const app = new App();
let shown = 0;

// What stands instead of a page that cannot be drawn; the journal on the disk is as it was.
function unopened(error) {
  console.error(error);
  return {
    title: "Belum dapat dibuka",
    nodes: [
      h("h1", {}, "Halaman ini belum dapat dibuka"),
      h("p", { class: "lead" }, "Isian yang sudah tersimpan di perangkat ini tidak hilang."),
      h("p", {}, "Tutup tab Kepatuhan yang lain, lalu muat ulang halaman ini. Bila tetap begini, tutup perambannya dan buka lagi; jangan menghapus data situs."),
      h("button", { type: "button", class: "btn btn-primary", onclick: () => location.reload() }, "Muat ulang"),
    ],
  };
}

async function show() {
  const mine = ++shown;
  const { hash } = location;
  const [pattern, page] = ROUTES.find(([each]) => each.test(hash)) ?? [/^/, home];
  const [, ...found] = pattern.exec(hash);
  const content = await page(app, ...found).catch(unopened);
  if (mine !== shown || !content) {
    return;
  }
  app.page?.abort();
  app.page = content.life ?? new AbortController();
  find("halaman").replaceChildren(...content.nodes);
  find("halaman").dataset.page = hash;
  document.title = `${content.title} — Kepatuhan`;
  if (content.focus !== false) {
    scrollTo(0, 0);
    find("isi").focus({ preventScroll: true });
  }
}

async function head() {
  find("orang").replaceChildren(
    h("span", { class: "who" }, app.person.name),
    h("button", { type: "button", class: "btn btn-outline-primary", onclick: () => signOut(app) }, "Keluar"),
  );
  await bar();
}

async function bar() {
  if (app.sender.link === Link.OTHER) {
    // Someone else signed in here: nothing of this person is shown any longer.
    await becomes(app.sender.server.person);
    location.replace("/lapangan/");
    return;
  }
  const waiting = await app.store.count("queue");
  const { link, skew } = app.sender;
  const parts = [h("span", { class: `field-link is-${link}` }, LINK_WORDS[link])];
  if (link === Link.SIGNED_OUT) {
    parts.push(h("a", { href: "/masuk/?next=/lapangan/" }, "Masuk"));
  }
  parts.push(h("a", { href: "#/antrean" }, waiting ? `${waiting} isian menunggu dikirim` : "Antrean kosong"));
  if (link === Link.OK && Math.abs(skew) > CLOCK) {
    parts.push(h("span", {}, "Jam perangkat ini berbeda dari jam server; urutan isian tetap benar."));
  }
  if (app.sender.isFull) {
    parts.push(h("span", {}, "Ruang perangkat penuh: isian dikirim, tetapi tanda terimanya belum dapat ditulis di sini."));
  }
  say("keadaan", parts);
  say("peringatan", [...app.keeper.notice(), ...(await roomWarning())]);
}

// Put it there unless the same stands there already: a place that speaks would say it again.
function say(id, parts) {
  const said = parts.map((part) => part.outerHTML).join("");
  if (find(id).dataset.said !== said) {
    find(id).dataset.said = said;
    find(id).replaceChildren(...parts);
  }
}

// Who is signed in decides whose store is opened; a server that stays silent leaves it to whoever was here last.
async function whoIsHere() {
  const known = await currentPerson();
  const told = pulse().then(({ person }) => person);
  const late = new Promise((resolve) => {
    setTimeout(resolve, WAIT, known);
  });
  // Whoever has just signed in may be somebody else: then only the server's word counts, however slow.
  const isFresh = document.referrer.startsWith(`${location.origin}/masuk/`);
  try {
    const person = await (known && !isFresh ? Promise.race([told, late]) : told);
    if (person !== known) {
      await becomes(person);
    }
    return person;
  } catch {
    return known;
  }
}

async function keepShell() {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  const registration = await navigator.serviceWorker.register("/lapangan/pekerja.js", { scope: "/lapangan/" });
  const offer = () => {
    if (registration.waiting && navigator.serviceWorker.controller) {
      find("versi").replaceChildren(
        h("p", { class: "notice notice-info" }, "Versi baru halaman ini siap. ", h("button", {
          type: "button",
          class: "btn btn-secondary",
          onclick: () => registration.waiting.postMessage("take over"),
        }, "Muat ulang")),
      );
    }
  };
  let had = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (had) {
      location.reload();
    }
    had = true;
  });
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  offer();
}

async function start() {
  const person = await whoIsHere();
  if (!person) {
    find("halaman").replaceChildren(
      h("h1", {}, "Di lapangan"),
      h("p", { class: "lead" }, "Masuk dahulu selagi ada sambungan, lalu bawa lembar yang akan diisi."),
      h("p", {}, h("a", { class: "btn btn-primary", href: "/masuk/?next=/lapangan/" }, "Masuk")),
    );
    return;
  }
  await app.open(person);
  app.show = show;
  app.addEventListener("change", bar);
  addEventListener("hashchange", show);
  addEventListener("beforeunload", (event) => {
    if (app.keeper.owesAnything) {
      event.preventDefault();
    }
  });
  await head();
  await show();
  app.sender.start();
}

document.querySelector("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault();
  find("isi").focus();
});
keepShell().catch(() => {});
start().catch((error) => find("halaman").replaceChildren(...unopened(error).nodes));
