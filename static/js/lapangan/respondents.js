// How many respondents there are: one more or one fewer is an event like any other, and the sheet asks accordingly.

import { cleaned } from "./canonical.js";
import { find, h } from "./dom.js";
import { FullError } from "./store.js";

// The address of a respondent who was added here. The number comes from the server, since colleagues may add some too;
// the key stays, so that an address never leads to somebody else.
export const slugOf = (subject) => `baru-${subject}`;

const ofKind = (sheet, kind) => sheet.parts.filter((part) => sheet.subjects.get(part.subject).kind === kind);

// The parts with one more, who is asked what the last of the kind is asked.
export function withAdded(sheet, { subject: id, subject_kind: kind }, status) {
  const model = ofKind(sheet, kind).at(-1);
  if (!model || sheet.subjects.has(id)) {
    return sheet.parts;
  }
  const { is_named: isNamed, is_person: isPerson } = sheet.subjects.get(model.subject);
  const number = 1 + ofKind(sheet, kind).filter((part) => sheet.subjects.get(part.subject).isAdded).length;
  const label = `${sheet.pack.countable[kind]} baru ${number}`;
  sheet.subjects.set(id, { id, kind, label, name: "", duty: "", is_substitute: false, is_named: isNamed, is_person: isPerson, isAdded: true, status });
  const part = { ...model, slug: slugOf(id), words: label, short: `Baru ${number}`, subject: id };
  return sheet.parts.flatMap((each) => (each === model ? [model, part] : [each]));
}

export function withoutStruck(sheet, { subject }) {
  return sheet.parts.filter((part) => part.subject !== subject);
}

// The last of a kind, when it may go: never the only one, and none that anybody answered for.
function removable(sheet, kind) {
  const parts = ofKind(sheet, kind);
  const last = parts.at(-1);
  const isUsed = sheet.questionsOf(last).some(({ key }) => sheet.teamValue(key) || sheet.mine.has(key));
  return parts.length > 1 && !isUsed ? last : null;
}

export function countDrawer(app, sheet) {
  const { countable = {} } = sheet.pack;
  const kinds = Object.keys(countable).filter((kind) => ofKind(sheet, kind).length);
  if (!kinds.length) {
    return null;
  }
  return h(
    "details",
    { class: "drawer", id: "jumlah" },
    h("summary", {}, "Jumlah yang ditemui berbeda?"),
    h(
      "div",
      { class: "drawer-body" },
      h("p", { class: "quiet" }, "Jumlah ini menentukan berapa jawaban yang diharapkan. Ubah hanya bila keadaannya memang lain, dengan alasan. Nomor urut yang baru diberikan server, sebab rekan dapat menambah juga."),
      kinds.map((kind) => countForm(app, sheet, kind)),
    ),
  );
}

function countForm(app, sheet, kind) {
  const words = sheet.pack.countable[kind];
  const count = ofKind(sheet, kind).length;
  const last = removable(sheet, kind);
  const said = h("p", { class: "state-line", role: "status" });
  const reason = h("input", { class: "form-control", id: `alasan-jumlah-${kind}`, maxlength: "300", autocomplete: "off" });
  const keep = async (event, body, then) => {
    const given = cleaned(reason.value).trim();
    if (!given) {
      said.textContent = "Tulis alasannya, misalnya: hanya 22 pengguna datang hari itu.";
      reason.focus();
      return;
    }
    try {
      await app.append(event, sheet.pack.locus, { ...body, reason: given });
    } catch (error) {
      said.textContent = error instanceof FullError ? "Belum tersimpan: ruang penyimpanan peramban penuh." : "Belum tersimpan di perangkat. Coba lagi.";
      return;
    }
    then();
  };
  const add = () => {
    const subject = crypto.randomUUID();
    keep("subject-added", { subject, subject_kind: kind }, () => {
      location.hash = `#/lokus/${sheet.pack.locus}/${slugOf(subject)}`;
    });
  };
  const strike = () =>
    keep("subject-struck", { subject: last.subject }, async () => {
      await app.show();
      find("jumlah").open = true;
      find(reason.id).focus();
    });
  return h(
    "fieldset",
    { class: "count-form" },
    h("legend", {}, `${words}: ${count}`),
    h("label", { class: "form-label", for: reason.id }, "Alasan", h("span", { class: "visually-hidden" }, `: ${words}`)),
    reason,
    h(
      "p",
      { class: "actions" },
      count < sheet.pack.most_subjects ? h("button", { type: "button", class: "btn btn-secondary", onclick: add }, "Tambah satu", h("span", { class: "visually-hidden" }, `: ${words}`)) : null,
      last ? h("button", { type: "button", class: "btn btn-secondary", onclick: strike }, `Kurangi ${last.words}`) : null,
    ),
    said,
  );
}
