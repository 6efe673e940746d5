// "Boleh pulang?" without a connection.

import { h } from "./dom.js";
import { heading, missing } from "./outline.js";
import { loadSheet } from "./sheet.js";
import { scoreLines } from "./standing.js";

export async function leavePage(app, locus) {
  const sheet = await loadSheet(app.store, locus);
  if (!sheet) {
    return missing();
  }
  const open = sheet.pack.parts
    .map((part) => {
      const questions = sheet.questionsOf(part);
      const { answered, expected } = sheet.progressOf(questions);
      return { part, missing: expected - answered, disputed: questions.filter(({ key }) => sheet.isDisputed(key)).length };
    })
    .filter((each) => each.missing || each.disputed);
  const total = open.reduce((sum, each) => sum + each.missing, 0);
  const waiting = (await app.store.all("queue")).filter((entry) => entry.locus === locus).length;
  return {
    title: "Boleh pulang?",
    nodes: [
      ...heading(sheet, "Boleh pulang?", `#/lokus/${locus}`),
      h("p", { class: "lead" }, total ? `Masih ada ${total} jawaban kosong.` : "Ya. Semua jawaban sudah terisi."),
      waiting ? h("p", {}, `${waiting} isian masih di perangkat ini dan dikirim begitu ada sambungan.`) : null,
      h(
        "ul",
        { class: "part-list" },
        open.map(({ part, missing: count, disputed }) =>
          h("li", {}, h("a", { href: `#/lokus/${locus}/${part.slug}` }, h("span", { class: "part-name" }, part.words), h("span", { class: "part-count" }, [count && `${count} kosong`, disputed && `${disputed} berbeda`].filter(Boolean).join(", ")))),
        ),
      ),
      scoreLines(sheet),
      h("p", {}, "Menyerahkan lembar kepada verifikator dilakukan ketua tim di lembar biasa, setelah semua isian diterima server."),
    ].filter(Boolean),
  };
}
