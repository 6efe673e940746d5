// "Boleh pulang?" without a connection: the same checks as on the sheet of the office.

import { h } from "./dom.js";
import { heading, missing } from "./outline.js";
import { loadSheet } from "./sheet.js";
import { scoreLines } from "./standing.js";

const LOOKING = ["document", "observation", "secondary"];

export async function leavePage(app, locus) {
  const sheet = await loadSheet(app.store, locus);
  if (!sheet) {
    return missing();
  }
  const points = sheet.openPoints();
  const checks = [...new Set(points.map((point) => point.check))];
  const waiting = (await app.store.all("queue")).filter((entry) => entry.locus === locus).length;
  return {
    title: "Boleh pulang?",
    nodes: [
      ...heading(sheet, "Boleh pulang?", `#/lokus/${locus}`),
      h("p", { class: "lead" }, points.length ? `Belum: ${points.length} hal masih terbuka.` : "Ya. Tidak ada lagi yang terbuka."),
      sheet.unmeasured ? h("p", {}, `${sheet.unmeasured} foto tidak terbaca atau terlalu lambat dibuka peramban ini: ukuran dan terangnya baru diperiksa di server.`) : null,
      waiting ? h("p", {}, `${waiting} isian masih di perangkat ini dan dikirim begitu ada sambungan.`) : null,
      ...checks.flatMap((check) => group(sheet, check, points.filter((point) => point.check === check))),
      scoreLines(sheet),
      h(
        "p",
        {},
        "Kontak pengguna, foto, dan jawaban yang perlu diperiksa ulang dari server tampak seperti saat lembar dibawa. Menyerahkan lembar kepada verifikator dilakukan ketua tim di lembar biasa, setelah semua isian diterima.",
      ),
    ].filter(Boolean),
  };
}

function group(sheet, check, points) {
  const { titles, advice, notes = {} } = sheet.pack.leaving;
  return [
    h("h2", {}, `${titles[check]} (${points.length})`),
    h("p", { class: "quiet" }, advice[check]),
    check in notes ? h("p", { class: "small" }, h("span", { class: "chip chip-assumed" }, "asumsi kami"), ` ${notes[check]}`) : null,
    h("ul", { class: "part-list" }, check === "unanswered" ? byPart(sheet, points) : points.map((point) => line(sheet, point))),
  ];
}

function byPart(sheet, points) {
  const open = new Map();
  for (const point of points) {
    const part = partOf(sheet, point);
    open.set(part, (open.get(part) ?? 0) + 1);
  }
  const parts = sheet.parts.filter((part) => open.has(part));
  return parts.map((part) => entry(sheet, part, part.words, `${open.get(part)} kosong`));
}

function line(sheet, point) {
  if (point.check === "quota") {
    const part = sheet.parts.find(({ subject }) => subject === point.subject);
    const name = part ? `Kontak pengguna, ${part.words}` : "Pengguna yang ditanyai";
    return entry(sheet, part, name, `${point.have} dari ${point.need}`);
  }
  if (point.evidence) {
    return entry(sheet, partShowing(sheet, point), point.what, photoWords(point));
  }
  const part = partOf(sheet, point);
  const name = `${point.indicator} ${sheet.pack.indicators[point.indicator].label}`;
  return entry(sheet, part, name, point.what ? `${part.words}. ${point.what}` : part.words);
}

function entry(sheet, part, name, detail) {
  return h(
    "li",
    {},
    h("a", { href: `#/lokus/${sheet.pack.locus}${part ? `/${part.slug}` : ""}` }, h("span", { class: "part-name" }, name), h("span", { class: "part-count" }, detail)),
  );
}

function partOf(sheet, { indicator, method, subject }) {
  return sheet.parts.find(
    (part) => part.subject === subject && part.questions.some(([code, way]) => code === indicator && way === method),
  );
}

// Where a photo can be taken once more: the first part that looks at what it shows.
function partShowing(sheet, { indicators }) {
  return sheet.parts.find((part) =>
    part.questions.some(([code, method]) => indicators.includes(code) && LOOKING.includes(method)),
  );
}

function photoWords({ check, have, need }) {
  return check === "photo_size" ? `${have} piksel; sisi pendek sedikitnya ${need}` : `kecerahan ${have} dari 255; sedikitnya ${need}`;
}
