// One part of a sheet: its questions as forms whose every change goes into the journal at once.

import { digit, fillAnswer, judgementForm, problemIn, readAnswer, saidIn, wordsForm } from "./answer_form.js";
import { cleaned, sha256 } from "./canonical.js";
import { find, h } from "./dom.js";
import { measured } from "./measure.js";
import { gone, heading, missing } from "./outline.js";
import { loadSheet } from "./sheet.js";
import { standing } from "./standing.js";
import { stateOfAnswer } from "./state_lines.js";
import { tapsForm } from "./taps.js";
import { STATE_WORDS, judgementWords, sizeWords } from "./words.js";

const TYPING = 700;

export async function partPage(app, locus, slug) {
  const sheet = await loadSheet(app.store, locus);
  if (!sheet) {
    return missing();
  }
  const part = sheet.part(slug);
  if (!part) {
    return gone(sheet);
  }
  const life = new AbortController();
  const page = new PartPage(app, sheet, part, life);
  app.addEventListener("change", () => page.refresh(), { signal: life.signal });
  return { title: part.words, life, nodes: page.nodes() };
}

class PartPage {
  constructor(app, sheet, part, life) {
    Object.assign(this, { app, sheet, part, life, keeper: app.keeper, rows: [], subjectRow: null, reads: 0 });
  }

  nodes() {
    const { sheet, part } = this;
    const { parts } = sheet;
    const { locus } = sheet.pack;
    const following = parts[parts.indexOf(part) + 1];
    return [
      ...heading(sheet, part.words, `#/lokus/${locus}`),
      this.isInterview ? h("details", { class: "field-fold" }, h("summary", {}, "Kemajuan dan bagian lain"), standing(sheet, part.slug)) : standing(sheet, part.slug),
      sheet.subjects.get(part.subject).isAdded ? h("p", { class: "quiet" }, "Ditambahkan di perangkat ini; nomornya diberikan server begitu diterima.") : null,
      sheet.subjects.get(part.subject).is_named ? this.subjectForm() : null,
      h("div", { class: this.isInterview ? "questions interview" : "questions" }, sheet.questionsOf(part).map((question) => this.question(question))),
      h(
        "div",
        { class: "save-bar" },
        following
          ? h("a", { class: "btn btn-primary", href: `#/lokus/${locus}/${following.slug}` }, `Lanjut ke ${following.words}`)
          : h("a", { class: "btn btn-primary", href: `#/lokus/${locus}/pulang` }, "Boleh pulang? Periksa"),
        h("a", { href: `#/lokus/${locus}` }, "Ke ringkasan lembar"),
      ),
    ].filter(Boolean);
  }

  // A user's interview, which is filled by taps.
  get isInterview() {
    return this.part.area === "pengguna";
  }

  // --- who is asked ---------------------------------------------------------------------------------
  subjectForm() {
    const subject = this.sheet.subjects.get(this.part.subject);
    const field = (name, label) =>
      h("div", { class: "mb-3" }, h("label", { class: "form-label", for: `subjek-${name}` }, label), h("input", { class: "form-control", id: `subjek-${name}`, name, maxlength: "120", autocomplete: "off", value: subject[name] }));
    const state = h("div", { class: "save-state", id: "keadaan-subjek", "aria-live": "polite" });
    const form = h(
      "div",
      { class: "subject-form", id: "subjek" },
      field("name", subject.is_person ? "Nama" : "Nama produk layanan"),
      subject.is_person ? field("duty", "Jabatan") : null,
      subject.is_person
        ? h("div", { class: "form-check" }, h("input", { type: "checkbox", class: "form-check-input", id: "subjek-ganti", name: "is_substitute", checked: subject.is_substitute }), h("label", { class: "form-check-label", for: "subjek-ganti" }, "Pengganti orang yang semula dipilih"))
        : null,
      state,
    );
    const row = { key: `subjek ${subject.id}`, form, state, given: nameOf(this.keeper.failed.get(`subjek ${subject.id}`)?.event[2] ?? subject) };
    this.subjectRow = row;
    fillName(form, row.given);
    const save = async () => {
      const now = this.readName();
      if (same(now, row.given)) {
        return;
      }
      // What the journal said last, which is not what could not be written.
      const before = this.keeper.failed.get(row.key)?.event[2].before ?? row.given;
      row.given = now;
      const body = { subject: subject.id, ...now, before };
      if (!(await this.keeper.keep(row.key, { words: this.part.words, event: ["subject", this.sheet.pack.locus, body] }))) {
        this.showName();
      }
    };
    this.listen(form, save);
    this.showName();
    return form;
  }

  readName() {
    const { form } = this.subjectRow;
    const subject = this.sheet.subjects.get(this.part.subject);
    return {
      name: cleaned(form.querySelector("[name=name]").value).trim(),
      duty: cleaned(form.querySelector("[name=duty]")?.value ?? subject.duty).trim(),
      is_substitute: form.querySelector("[name=is_substitute]")?.checked ?? subject.is_substitute,
    };
  }

  showName() {
    const { key, state } = this.subjectRow;
    const { status } = this.sheet.subjects.get(this.part.subject);
    if (this.keeper.failed.has(key)) {
      state.replaceChildren(this.keeper.box(key));
    } else if (status && !this.keeper.isOwed(key)) {
      state.replaceChildren(h("p", { class: `state-line field-state is-${status}` }, STATE_WORDS[status]));
    }
  }

  // --- questions --------------------------------------------------------------------------------------
  question(question) {
    const { pack } = this.sheet;
    const indicator = pack.indicators[question.indicator];
    const method = indicator.methods[question.method];
    const id = `${question.indicator}-${question.method}`;
    const mine = this.keeper.failed.get(question.key)?.event[2] ?? this.sheet.mine.get(question.key);
    const isLevel = method.levels.length > 0;
    const state = h("div", { class: "save-state", id: `keadaan-${id}`, "aria-live": "polite" });
    const files = h("ul", { class: "field-files", id: `berkas-${id}` });
    const row = { ...question, id, isLevel, state, files };
    const form = this.isInterview
      ? tapsForm(this.sheet, question, id, mine, state)
      : [h("div", {}, judgementForm(this.sheet, question, id, mine), wordsForm(this.sheet, question, id, mine)), state, this.askFor(row, indicator, method)];
    row.section = h("section", { class: "sheet-question", id: `pertanyaan-${id}` }, form);
    row.given = readAnswer(this.sheet, row);
    this.rows.push(row);
    this.showState(row);
    this.showFiles(row);
    this.listen(row.section, () => this.save(row));
    row.section.addEventListener("keydown", (event) => digit(event, row.section));
    return row.section;
  }

  askFor(row, indicator, method) {
    const last = this.sheet.pack.last_year.values?.[row.indicator];
    const looks = ["document", "observation", "secondary"].includes(row.method);
    const input = (name, words, more) =>
      h("label", { class: "btn btn-secondary field-file" }, words, h("input", { class: "visually-hidden", type: "file", name, "data-indicator": row.indicator, onchange: (event) => this.files(row, event.target), ...more }));
    return h(
      "aside",
      { class: "ask-for", "aria-label": `Petunjuk ${row.indicator}` },
      method.evidence.length ? [h("p", { class: "ask-title" }, "Mintalah"), h("ul", {}, method.evidence.map(([text, optional]) => h("li", {}, text, optional ? h("span", { class: "quiet" }, " (bila ada)") : null)))] : null,
      last ? h("p", {}, `${this.sheet.pack.last_year.period}: `, h("strong", {}, `${last} %`), " dari tingkat tertinggi") : null,
      looks ? [h("div", { class: "field-add" }, input("foto", "Foto", { accept: "image/*", capture: "environment" }), input("berkas", "Pilih berkas", { accept: "image/*,application/pdf,.docx,.xlsx", multiple: true })), row.files] : null,
      h("p", { class: "legal small" }, indicator.legal),
    );
  }

  async save(row) {
    const given = readAnswer(this.sheet, row);
    row.section.querySelector(".field-reason").hidden = ["scored", "open"].includes(given.state);
    if (same(given, row.given)) {
      row.state.querySelector(".state-error")?.remove();
      this.showState(row);
      return;
    }
    const problem = problemIn(this.sheet, given, row);
    if (problem) {
      row.state.replaceChildren(h("p", { class: "state-line state-error" }, problem));
      return;
    }
    row.given = given;
    row.state.replaceChildren(h("p", { class: "state-line quiet" }, "Menyimpan…"));
    const { indicator, method, subject } = row;
    const body = { indicator, method, subject, ...given };
    // Once it is on the disk, `refresh` says so.
    if (!(await this.keeper.keep(row.key, { words: `${indicator}, ${this.part.words}`, event: ["answer", this.sheet.pack.locus, body] }))) {
      this.showState(row);
    }
  }

  // --- files -----------------------------------------------------------------------------------------------
  async files(row, input) {
    const { pack } = this.sheet;
    for (const file of input.files) {
      const state = h("li", {}, `${file.name}: menyimpan…`);
      row.files.append(state);
      if (file.size > pack.largest_upload) {
        state.replaceChildren(`${file.name} lebih besar dari ${sizeWords(pack.largest_upload)}. Kecilkan dahulu.`);
        continue;
      }
      const read = await this.fileRead(file);
      if (!read) {
        state.replaceChildren(`${file.name} tidak dapat dibaca di perangkat ini. Pilih sekali lagi.`);
        continue;
      }
      const { bytes, fingerprint, picture } = read;
      const upload = crypto.randomUUID();
      const body = { upload, sha256: fingerprint, size: bytes.byteLength, name: cleaned(file.name).slice(-120), indicators: [row.indicator] };
      const photo = { upload, locus: pack.locus, name: body.name, bytes, measured: picture };
      await this.keeper.keep(upload, { words: body.name, event: ["photo", pack.locus, body, photo] });
      this.showFiles(row);
    }
    input.value = "";
  }

  async fileRead(file) {
    try {
      const bytes = await file.arrayBuffer();
      const [fingerprint, picture] = await Promise.all([sha256(bytes), measured(file)]);
      return { bytes, fingerprint, picture };
    } catch {
      return null;
    }
  }

  showFiles({ indicator, files }) {
    const photos = this.sheet.photos.get(indicator) ?? [];
    const known = this.sheet.pack.evidence[indicator];
    const owed = [...this.keeper.failed].filter(([, { event: [kind, , body] }]) => kind === "photo" && body.indicators.includes(indicator));
    const words = ({ name, size, status, problem, isUnmeasured }) =>
      `${name} (${sizeWords(size)}): ${STATE_WORDS[status]}${problem ? `. ${problem}` : ""}${isUnmeasured ? ". Ukuran dan terangnya baru diperiksa di server" : ""}`;
    files.replaceChildren(
      ...(known ? [h("li", { class: "quiet" }, `${known} berkas sudah di server`)] : []),
      ...photos.map((photo) => h("li", { class: `field-state is-${photo.status}` }, words(photo))),
      ...owed.map(([key, { words: name }]) => h("li", {}, name, this.keeper.box(key))),
    );
  }

  // --- keeping -----------------------------------------------------------------------------------------------
  // Every change is kept at once, typing after a moment, or when the page is left or put aside.
  listen(element, save) {
    let timer;
    const now = () => {
      clearTimeout(timer);
      save();
    };
    const { signal } = this.life;
    element.addEventListener("change", (event) => {
      if (event.target.type !== "file") {
        now();
      }
    });
    element.addEventListener("input", (event) => {
      if (event.target.matches("input:not([type=radio], [type=checkbox], [type=file]), textarea")) {
        clearTimeout(timer);
        timer = setTimeout(save, TYPING);
      }
    });
    document.addEventListener("visibilitychange", now, { signal });
    addEventListener("pagehide", now, { signal });
    signal.addEventListener("abort", now);
  }

  // --- what became of it ---------------------------------------------------------------------------------------
  async refresh() {
    this.reads += 1;
    const mine = this.reads;
    const sheet = await loadSheet(this.app.store, this.sheet.pack.locus);
    if (mine !== this.reads || this.life.signal.aborted) {
      return;
    }
    if (!sheet?.part(this.part.slug)) {
      this.app.show();
      return;
    }
    this.sheet = sheet;
    find("kemajuan")?.replaceWith(standing(this.sheet, this.part.slug));
    for (const row of this.rows) {
      this.follow(row);
      this.showState(row);
      this.showFiles(row);
    }
    if (this.subjectRow) {
      this.followName();
      this.showName();
    }
  }

  // What another tab, or the server, says since; never over what is being entered here.
  follow(row) {
    const said = saidIn(this.sheet, this.sheet.mine.get(row.key));
    if (!this.keeper.isOwed(row.key) && !same(said, row.given) && same(readAnswer(this.sheet, row), row.given)) {
      fillAnswer(row.section, said);
      row.given = readAnswer(this.sheet, row);
    }
  }

  followName() {
    const { key, form, given } = this.subjectRow;
    const said = nameOf(this.sheet.subjects.get(this.part.subject));
    if (!this.keeper.isOwed(key) && !same(said, given) && same(this.readName(), given)) {
      fillName(form, said);
      this.subjectRow.given = said;
    }
  }

  showState(row) {
    if (this.keeper.failed.has(row.key)) {
      row.state.replaceChildren(this.keeper.box(row.key));
      return;
    }
    if (this.keeper.isOwed(row.key) || row.state.querySelector(".state-error")) {
      return;
    }
    const others = (this.sheet.others.get(row.key) ?? []).map((answer) => `${answer.name}: ${judgementWords(answer, row.isLevel, this.sheet.pack.states)}`);
    const lines = stateOfAnswer(this.sheet.mine.get(row.key));
    if (others.length) {
      lines.push(h("p", { class: `state-line ${this.sheet.isDisputed(row.key) ? "state-disputed" : "state-other"}` }, others.join("; ")));
    }
    row.state.replaceChildren(...lines);
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const nameOf = ({ name, duty, is_substitute }) => ({ name, duty, is_substitute });

function fillName(form, { name, duty, is_substitute: isSubstitute }) {
  form.querySelector("[name=name]").value = name;
  form.querySelectorAll("[name=duty]").forEach((field) => Object.assign(field, { value: duty }));
  form.querySelectorAll("[name=is_substitute]").forEach((field) => Object.assign(field, { checked: isSubstitute }));
}
