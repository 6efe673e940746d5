// The overview of a sheet on the device.

import { h } from "./dom.js";
import { countDrawer } from "./respondents.js";
import { loadSheet } from "./sheet.js";
import { standing } from "./standing.js";
import { stateLines } from "./state_lines.js";
import { sizeWords, timeWords } from "./words.js";

export function heading(sheet, title, above = "") {
  const { names, is_example: isExample } = sheet.pack;
  return [
    h("nav", { class: "breadcrumbs field-back", "aria-label": "Remah roti" }, h("a", { href: above || "#/" }, above ? names.unit : "Lembar di perangkat")),
    isExample ? h("p", { class: "example-banner" }, h("strong", {}, "Data contoh."), " Orang dan jawaban di lembar ini rekaan.") : null,
    h("p", { class: "kicker" }, above ? `${names.unit} · ${names.agency}` : `${names.agency} · ${names.period}`),
    h("h1", {}, title),
  ].filter(Boolean);
}

export function missing() {
  return {
    title: "Belum dibawa",
    nodes: [
      h("h1", {}, "Lembar ini belum ada di perangkat"),
      h("p", { class: "lead" }, "Bawa dahulu selagi ada sambungan."),
      h("p", {}, h("a", { class: "btn btn-primary", href: "#/" }, "Ke daftar lembar")),
    ],
  };
}

// A part that is not, or no longer, on the sheet.
export function gone(sheet) {
  return {
    title: "Bagian tidak ada",
    nodes: [
      ...heading(sheet, "Bagian ini tidak ada di lembar", `#/lokus/${sheet.pack.locus}`),
      h("p", { class: "lead" }, "Jumlah responden atau produk berubah sejak halaman ini dibuka. Isian yang sudah tersimpan tetap di Antrean."),
    ],
  };
}

export async function outline(app, locus) {
  const sheet = await loadSheet(app.store, locus);
  if (!sheet) {
    return missing();
  }
  const { parts } = sheet;
  const { areas, names, excluded, last_year: lastYear, taken_at: takenAt } = sheet.pack;
  const states = h("div", {}, stateLines(sheet.states()));
  const life = new AbortController();
  app.addEventListener("change", async () => states.replaceChildren(stateLines((await loadSheet(app.store, locus)).states())), {
    signal: life.signal,
  });
  const link = (part) => {
    const { answered, expected } = sheet.progressOf(sheet.questionsOf(part));
    const mark = answered === expected ? "is-complete" : answered ? "is-begun" : "";
    return h(
      "li",
      {},
      h(
        "a",
        { href: `#/lokus/${locus}/${part.slug}`, class: mark },
        h("span", { class: "part-name" }, part.words),
        h("span", { class: "part-count number" }, answered === expected ? "lengkap" : `${answered}/${expected}`),
      ),
    );
  };
  const sections = Object.entries(areas).flatMap(([area, words]) => {
    const within = parts.filter((part) => part.area === area);
    return within.length
      ? [h("h3", { class: "area-heading" }, words), h("ul", { class: `part-list${within.length > 8 ? " is-dense" : ""}` }, within.map(link))]
      : [];
  });
  return {
    title: names.unit,
    life,
    nodes: [
      ...heading(sheet, names.unit),
      h("p", { class: "quiet small" }, `Dibawa ${timeWords(takenAt)}, ${sizeWords(sheet.row.size)}. Jawaban rekan tampak seperti saat itu.`),
      names.has_assumptions
        ? h("p", { class: "small" }, h("span", { class: "chip chip-assumed" }, "asumsi"), " Bobot dan uraian tingkat edisi ini belum dipublikasikan seluruhnya; yang bertanda asumsi disusun untuk alat ini.")
        : null,
      lastYear.score ? h("p", {}, `Nilai unit ini pada ${lastYear.period}: ${lastYear.score}.`) : null,
      states,
      standing(sheet),
      h("p", { class: "actions" }, h("a", { class: "btn btn-primary", href: `#/lokus/${locus}/pulang` }, "Boleh pulang? Periksa")),
      h("h2", {}, "Isi lembar"),
      ...sections,
      countDrawer(app, sheet),
      Object.keys(excluded).length ? h("h2", {}, "Indikator yang tidak berlaku di sini") : null,
      h("ul", {}, Object.entries(excluded).map(([code, reason]) => h("li", {}, `${code}: ${reason}`))),
    ].filter(Boolean),
  };
}
