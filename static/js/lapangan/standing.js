// How far a sheet is and its provisional score; worked out here, decided by the server.

import { h } from "./dom.js";
import { comma } from "./words.js";

export function standing(sheet, here = null) {
  const { answered, expected } = sheet.progressOf(sheet.questions);
  return h(
    "div",
    { class: "standing", id: "kemajuan" },
    h(
      "div",
      { class: "standing-row" },
      h(
        "div",
        { class: "standing-progress" },
        h("p", { class: "standing-figure" }, h("strong", { class: "number" }, String(answered)), ` dari ${expected} terjawab`),
        h("progress", { class: "bar", max: String(expected), value: String(answered), "aria-label": "Kemajuan lembar" }),
      ),
      scoreLines(sheet),
    ),
    tabs(sheet, here),
  );
}

export function scoreLines(sheet) {
  const { score, interval, provisional, bands } = sheet.score();
  return h(
    "div",
    { class: "standing-score" },
    h(
      "p",
      { class: "standing-figure" },
      "Perkiraan nilai ",
      h("strong", { class: "number" }, score === null ? "belum ada" : comma(score)),
      interval && provisional ? h("span", { class: "quiet" }, ` · rentang ${comma(interval[0])} sampai ${comma(interval[1])}`) : null,
    ),
    h(
      "p",
      { class: "bands" },
      h("span", { class: "quiet" }, bands.length > 1 ? "Masih mungkin:" : "Menuju:"),
      bands.map((band) => h("span", { class: "field-band" }, band.opinion)),
    ),
    h("p", { class: "quiet small" }, "Dihitung di perangkat dengan aturan yang sama; nilai resmi dihitung server."),
  );
}

function tabs(sheet, here) {
  const { areas, locus } = sheet.pack;
  const { parts } = sheet;
  const shown = here && sheet.part(here);
  const current = shown?.area;
  const tab = (area) => {
    const within = parts.filter((part) => part.area === area);
    const { answered, expected } = sheet.progressOf(within.flatMap((part) => sheet.questionsOf(part)));
    const open = within.find((part) => sheet.progressOf(sheet.questionsOf(part)).answered < part.questions.length);
    return h(
      "li",
      {},
      h(
        "a",
        { href: `#/lokus/${locus}/${(open ?? within[0]).slug}`, "aria-current": area === current && "true" },
        `${areas[area]} `,
        h("span", { class: "tab-count number" }, `${answered}/${expected}`),
      ),
    );
  };
  const there = Object.keys(areas).filter((area) => parts.some((part) => part.area === area));
  const beside = parts.filter((part) => part.area === current);
  return [
    h("nav", { class: "tabs", "aria-label": "Bagian lembar" }, h("ul", {}, there.map(tab))),
    beside.length > 1
      ? h("nav", { class: "subtabs", "aria-label": areas[current] }, h("ul", {}, beside.map((part) => subtab(sheet, part, shown))))
      : null,
  ];
}

function subtab(sheet, part, here) {
  const { answered, expected } = sheet.progressOf(sheet.questionsOf(part));
  const mark = answered === expected ? "is-complete" : answered ? "is-begun" : "";
  return h(
    "li",
    {},
    h(
      "a",
      { href: `#/lokus/${sheet.pack.locus}/${part.slug}`, class: mark, "aria-current": part === here && "page" },
      h("span", { class: "visually-hidden" }, `${part.words}, ${answered} dari ${expected} terjawab`),
      h("span", { "aria-hidden": "true" }, part.short),
    ),
  );
}
