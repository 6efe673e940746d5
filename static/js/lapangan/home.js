// The first page: the sheets on this device with size and date, those that can be taken along, and the room left.

import { find, h } from "./dom.js";
import { Link } from "./sender.js";
import { takeable } from "./server.js";
import { loadSheet } from "./sheet.js";
import { room } from "./room.js";
import { stateLines } from "./state_lines.js";
import { sizeWords, timeWords } from "./words.js";

export async function home(app) {
  const life = new AbortController();
  const packs = await app.store.all("packs");
  const mine = h("div", { id: "lembar-di-sini" });
  const list = async () => {
    const sheets = await Promise.all((await app.store.all("packs")).map((row) => loadSheet(app.store, row.locus)));
    mine.replaceChildren(...sheets.map((sheet) => card(app, sheet)));
  };
  await list();
  app.addEventListener("change", list, { signal: life.signal });
  const offered = h("div", { id: "dapat-dibawa" });
  offer(app, offered, new Set(packs.map((row) => row.locus)));
  const space = await room();
  return {
    title: "Di lapangan",
    life,
    nodes: [
      h("h1", {}, "Di lapangan"),
      h("p", { class: "lead" }, "Lembar yang dibawa tetap terbuka tanpa sambungan. Isian dikirim sendiri begitu server menjawab."),
      h("h2", {}, "Di perangkat ini"),
      packs.length ? null : h("p", {}, "Belum ada lembar yang dibawa."),
      mine,
      offered,
      space ? h("p", { class: "quiet small" }, `Terpakai ${sizeWords(space.usage)}; masih ada ruang ${sizeWords(space.left)} di peramban ini.`) : null,
    ].filter(Boolean),
  };
}

function card(app, sheet) {
  const { names, locus, taken_at: takenAt, is_example: isExample } = sheet.pack;
  const { answered, expected } = sheet.progressOf(sheet.questions);
  return h(
    "article",
    { class: "locus-row" },
    h(
      "div",
      {},
      h("h3", { class: "locus-name" }, h("a", { href: `#/lokus/${locus}` }, names.unit)),
      h("p", {}, `${names.agency} · ${names.period}`, isExample ? h("span", { class: "chip chip-assumed" }, "data contoh") : null),
      h("p", { class: "quiet small" }, `Dibawa ${timeWords(takenAt)}, ${sizeWords(sheet.row.size)} di perangkat`),
      stateLines(sheet.states()),
    ),
    h(
      "div",
      {},
      h("p", {}, `${answered} dari ${expected} terjawab`),
      h("progress", { class: "bar", max: String(expected), value: String(answered), "aria-label": `Kemajuan ${names.unit}` }),
      h("p", { class: "actions" }, h("button", { type: "button", class: "btn btn-secondary", onclick: (event) => drop(app, sheet, event.target) }, "Hapus dari perangkat")),
    ),
  );
}

// A sheet leaves the device only when nothing of it waits; its journal stays either way.
async function drop(app, sheet, button) {
  const waiting = (await app.store.all("queue")).filter((entry) => entry.locus === sheet.pack.locus).length;
  const said = h("p", { class: "notice notice-warning", role: "alert" });
  if (waiting) {
    said.append(`${waiting} isian lembar ini belum dikirim, jadi lembarnya belum dapat dihapus.`);
    button.after(said);
    return;
  }
  await app.store.remove("packs", sheet.pack.locus);
  app.dispatchEvent(new Event("change"));
}

async function offer(app, place, here) {
  let loci;
  try {
    ({ loci } = await takeable());
  } catch {
    place.replaceChildren(
      h("h2", {}, "Dapat dibawa"),
      h("p", {}, app.sender.link === Link.SIGNED_OUT ? "Masuk lagi untuk melihat lembar lain." : "Lembar lain dapat dibawa selagi ada sambungan."),
    );
    return;
  }
  const row = (locus) =>
    h(
      "li",
      { class: "locus-row" },
      h("div", {}, h("p", { class: "locus-name" }, locus.unit), h("p", {}, `${locus.agency} · ${locus.period}`)),
      h("p", {}, h("a", { class: `btn ${here.has(locus.id) ? "btn-secondary" : "btn-primary"}`, href: `#/bawa/${locus.id}` }, here.has(locus.id) ? "Perbarui dari server" : "Bawa ke lapangan", h("span", { class: "visually-hidden" }, ` ${locus.unit}, ${locus.agency}`))),
    );
  place.replaceChildren(
    h("h2", {}, "Dapat dibawa"),
    loci.length ? h("ul", { class: "locus-list" }, loci.map(row)) : h("p", {}, "Tidak ada lembar terbuka dalam tim Anda."),
  );
}
