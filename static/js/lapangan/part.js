// One part of a sheet: its questions as forms whose every change goes into the journal at once.

import { cleaned, sha256 } from "./canonical.js";
import { find, h } from "./dom.js";
import { measured } from "./measure.js";
import { heading, missing } from "./outline.js";
import { loadSheet } from "./sheet.js";
import { standing } from "./standing.js";
import { stateOfAnswer } from "./state_lines.js";
import { FullError } from "./store.js";
import { STATE_WORDS, comma, judgementWords, sizeWords } from "./words.js";

const TYPING = 700;
const FULL = "Ruang penyimpanan peramban penuh. Isian tetap ada di layar ini: kosongkan ruang di perangkat, lalu tekan Simpan lagi.";

export async function partPage(app, locus, slug) {
  const sheet = await loadSheet(app.store, locus);
  const part = sheet?.part(slug);
  if (!part) {
    return missing();
  }
  const life = new AbortController();
  const page = new PartPage(app, sheet, part, life);
  app.unsaved = page.unsaved;
  app.addEventListener("change", () => page.refresh(), { signal: life.signal });
  return { title: part.words, life, nodes: page.nodes() };
}

class PartPage {
  constructor(app, sheet, part, life) {
    Object.assign(this, { app, sheet, part, life });
    this.unsaved = new Map();
    this.chain = new Map();
  }

  nodes() {
    const { sheet, part } = this;
    const { parts, locus } = sheet.pack;
    const following = parts[parts.indexOf(part) + 1];
    return [
      ...heading(sheet, part.words, `#/lokus/${locus}`),
      standing(sheet, part.slug),
      sheet.subjects.get(part.subject).is_named ? this.subjectForm() : null,
      h("div", { class: `questions${part.area === "pengguna" ? " is-quick" : ""}` }, sheet.questionsOf(part).map((question) => this.question(question))),
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
    let shown = { name: subject.name, duty: subject.duty, is_substitute: subject.is_substitute };
    const read = () => ({
      name: cleaned(form.querySelector("[name=name]").value).trim(),
      duty: cleaned(form.querySelector("[name=duty]")?.value ?? subject.duty).trim(),
      is_substitute: form.querySelector("[name=is_substitute]")?.checked ?? subject.is_substitute,
    });
    const save = async () => {
      const now = read();
      if (JSON.stringify(now) === JSON.stringify(shown)) {
        return;
      }
      const before = shown;
      shown = now;
      await this.keep("subjek", state, () => this.app.append("subject", this.sheet.pack.locus, { subject: subject.id, ...now, before }));
    };
    this.listen(form, save, "subjek");
    return form;
  }

  // --- questions --------------------------------------------------------------------------------------
  question(question) {
    const { pack } = this.sheet;
    const indicator = pack.indicators[question.indicator];
    const method = indicator.methods[question.method];
    const id = `${question.indicator}-${question.method}`;
    const mine = this.sheet.mine.get(question.key);
    const isLevel = method.levels.length > 0;
    const state = h("div", { class: "save-state", id: `keadaan-${id}`, "aria-live": "polite" });
    const section = h(
      "section",
      { class: "sheet-question", id: `pertanyaan-${id}` },
      h("div", {}, this.judgement(question, indicator, method, id, mine), this.words(question, id, mine)),
      state,
      this.askFor(question, indicator, method, id),
    );
    question.given = this.read(section, isLevel, mine);
    this.showState(question, state);
    const save = () => this.save(question, section, state, isLevel);
    this.listen(section, save, id);
    section.addEventListener("keydown", (event) => digit(event, section));
    return section;
  }

  judgement(question, indicator, method, id, mine) {
    const legend = h(
      "legend",
      {},
      h("span", { class: "question-code" }, question.indicator),
      h("span", { class: "question-label" }, `${indicator.label} `, h("span", { class: "question-method" }, this.sheet.pack.methods[question.method])),
      h("span", { class: "question-text" }, indicator.question),
    );
    const choice = (value, ...label) =>
      h(
        "div",
        { class: `level-choice ${/^\d+$/.test(value) ? `level-choice-${value}` : `level-choice-${value === "open" ? "open" : "na"}`}` },
        h("input", { type: "radio", name: `pilihan-${id}`, id: `pilihan-${id}-${value}`, value, checked: value === chosenOf(mine) }),
        h("label", { for: `pilihan-${id}-${value}` }, ...label),
      );
    const others = this.sheet.others.get(question.key) ?? [];
    const levels = method.levels.map(([level, text]) => {
      const names = others.filter((answer) => answer.value === String(level)).map((answer) => answer.name);
      return choice(String(level), h("span", { class: "level-number" }, String(level)), h("span", {}, text, names.length ? h("span", { class: "level-said" }, names.join(", ")) : null));
    });
    const number = method.levels.length
      ? null
      : h("div", { class: "number-field mb-3" }, h("label", { class: "form-label", for: `nilai-${id}` }, `Nilai, 0 sampai ${indicator.top}`), h("input", { class: "form-control", id: `nilai-${id}`, name: "value", inputmode: "decimal", autocomplete: "off", value: mine?.value ? comma(mine.value) : "" }), indicator.scale ? h("div", { class: "form-text" }, indicator.scale) : null);
    return h(
      "fieldset",
      { class: "level-choices" },
      legend,
      number,
      levels,
      this.sheet.pack.without[question.method].map(([code, label]) => choice(code, label)),
      choice("open", "Kosongkan jawaban"),
    );
  }

  words(question, id, mine) {
    const { faces } = this.sheet.pack;
    const drawer = (name, words, hint) => {
      const text = mine?.[name] ?? "";
      return h("details", { class: "note", open: Boolean(text) }, h("summary", {}, words), h("label", { class: "visually-hidden", for: `${name}-${id}` }, `${words}: ${question.indicator}`), h("textarea", { class: "form-control", id: `${name}-${id}`, name, rows: "3", maxlength: "4000" }, text), h("p", { class: "form-text" }, hint));
    };
    const face = (value, words) => h("option", { value, selected: value === (mine?.face ?? "") }, words);
    return [
      h("div", { class: "mb-3 field-reason", hidden: !mine?.reason }, h("label", { class: "form-label", for: `alasan-${id}` }, "Alasannya"), h("input", { class: "form-control", id: `alasan-${id}`, name: "reason", maxlength: "300", autocomplete: "off", value: mine?.reason ?? "" })),
      this.sheet.subjects.get(question.subject).kind === "product"
        ? h("div", { class: "mb-3" }, h("label", { class: "form-label", for: `wajah-${id}` }, "Dilihat pada wajah"), h("select", { class: "form-select", id: `wajah-${id}`, name: "face" }, face("", "belum dicatat"), faces.map(([value, label]) => face(value, label))))
        : null,
      drawer("comment", "Komentar untuk instansi", "Dibaca instansi bersama hasilnya."),
      drawer("note", "Catatan internal", "Hanya dibaca pihak penilai."),
    ];
  }

  askFor(question, indicator, method, id) {
    const last = this.sheet.pack.last_year.values?.[question.indicator];
    const files = h("ul", { class: "field-files", id: `berkas-${id}` });
    const looks = ["document", "observation", "secondary"].includes(question.method);
    const input = (name, words, more) =>
      h("label", { class: "btn btn-secondary field-file" }, words, h("input", { class: "visually-hidden", type: "file", name, "data-indicator": question.indicator, onchange: (event) => this.files(question, event.target), ...more }));
    question.files = files;
    this.showFiles(question);
    return h(
      "aside",
      { class: "ask-for", "aria-label": `Petunjuk ${question.indicator}` },
      method.evidence.length ? [h("p", { class: "ask-title" }, "Mintalah"), h("ul", {}, method.evidence.map(([text, optional]) => h("li", {}, text, optional ? h("span", { class: "quiet" }, " (bila ada)") : null)))] : null,
      last ? h("p", {}, `${this.sheet.pack.last_year.period}: `, h("strong", {}, `${last} %`), " dari tingkat tertinggi") : null,
      looks ? [h("div", { class: "field-add" }, input("foto", "Foto", { accept: "image/*", capture: "environment" }), input("berkas", "Pilih berkas", { accept: "image/*,application/pdf,.docx,.xlsx", multiple: true })), files] : null,
      h("p", { class: "legal small" }, indicator.legal),
    );
  }

  read(section, isLevel, mine) {
    const choice = section.querySelector("input[type=radio]:checked")?.value ?? "";
    const words = {
      reason: cleaned(section.querySelector("[name=reason]").value).trim(),
      note: cleaned(section.querySelector("[name=note]").value).trim(),
      comment: cleaned(section.querySelector("[name=comment]").value).trim(),
      face: section.querySelector("[name=face]")?.value ?? "",
    };
    const typed = section.querySelector("[name=value]");
    if (choice in this.sheet.pack.states) {
      return { state: choice, value: null, ...words };
    }
    if (!isLevel) {
      const text = typed.value.replaceAll(/\s/g, "").replace(",", ".");
      return text ? { state: "scored", value: text, ...words, reason: "" } : { state: "open", value: null, ...words, reason: "" };
    }
    if (choice === "open" || !choice) {
      return { state: "open", value: null, ...words, reason: "" };
    }
    return { state: "scored", value: choice, ...words, reason: "" };
  }

  problemIn(given, question) {
    const { top } = this.sheet.pack.indicators[question.indicator];
    if (given.state === "scored" && !/^\d{1,3}(\.\d{1,4})?$/.test(given.value)) {
      return `Tulis angka dari 0 sampai ${top}, misalnya 71,25.`;
    }
    if (given.state === "scored" && Number(given.value) > top) {
      return `Isi nilai dari 0 sampai ${top}.`;
    }
    if (!["scored", "open"].includes(given.state) && !given.reason) {
      return "Tulis alasannya; tanpa alasan belum tersimpan.";
    }
    return "";
  }

  async save(question, section, state, isLevel) {
    const given = this.read(section, isLevel);
    section.querySelector(".field-reason").hidden = ["scored", "open"].includes(given.state);
    if (JSON.stringify(given) === JSON.stringify(question.given)) {
      return;
    }
    const problem = this.problemIn(given, question);
    if (problem) {
      state.replaceChildren(h("p", { class: "state-line state-error" }, problem));
      return;
    }
    const before = question.given;
    question.given = given;
    state.replaceChildren(h("p", { class: "state-line quiet" }, "Menyimpan…"));
    const { indicator, method, subject } = question;
    const kept = await this.keep(question.key, state, async () => {
      await this.app.append("answer", this.sheet.pack.locus, { indicator, method, subject, ...given });
      question.given = given;
    });
    if (!kept && question.given === given) {
      question.given = before;
    }
  }

  // --- files -----------------------------------------------------------------------------------------------
  async files(question, input) {
    const { pack } = this.sheet;
    for (const file of input.files) {
      const state = h("li", {}, `${file.name}: menyimpan…`);
      question.files.append(state);
      if (file.size > pack.largest_upload) {
        state.replaceChildren(`${file.name} lebih besar dari ${sizeWords(pack.largest_upload)}. Kecilkan dahulu.`);
        continue;
      }
      await this.keep(`berkas ${question.key} ${file.name}`, state, async () => {
        const bytes = await file.arrayBuffer();
        const upload = crypto.randomUUID();
        const [fingerprint, picture] = await Promise.all([sha256(bytes), measured(file)]);
        const body = { upload, sha256: fingerprint, size: bytes.byteLength, name: cleaned(file.name).slice(-120), indicators: [question.indicator] };
        await this.app.append("photo", pack.locus, body, { upload, locus: pack.locus, name: body.name, bytes, measured: picture });
      });
    }
    input.value = "";
  }

  showFiles(question) {
    const photos = this.sheet.photos.get(question.indicator) ?? [];
    const known = this.sheet.pack.evidence[question.indicator];
    question.files.replaceChildren(
      ...(known ? [h("li", { class: "quiet" }, `${known} berkas sudah di server`)] : []),
      ...photos.map((photo) => h("li", { class: `field-state is-${photo.status}` }, `${photo.name} (${sizeWords(photo.size)}): ${STATE_WORDS[photo.status]}${photo.problem ? `. ${photo.problem}` : ""}`)),
    );
  }

  // --- keeping -----------------------------------------------------------------------------------------------
  // Changes of one question are kept one after the other; what could not be kept stays on the screen and says so.
  keep(key, state, work) {
    const running = (this.chain.get(key) ?? Promise.resolve()).then(async () => {
      this.unsaved.set(key, work);
      try {
        await work();
        this.unsaved.delete(key);
        return true;
      } catch (error) {
        const words = error instanceof FullError ? FULL : "Isian belum tersimpan di perangkat, tetapi tetap ada di layar ini.";
        const again = () => {
          state.replaceChildren();
          this.keep(key, state, work);
        };
        state.replaceChildren(h("div", { class: "state-box", role: "alert" }, h("p", { class: "state-line" }, h("strong", {}, "Belum tersimpan. "), words), h("button", { type: "button", class: "btn btn-secondary", onclick: again }, "Simpan lagi")));
        return false;
      }
    });
    this.chain.set(key, running);
    return running;
  }

  listen(element, save, key) {
    let timer;
    element.addEventListener("change", (event) => {
      if (event.target.type !== "file") {
        clearTimeout(timer);
        save();
      }
    });
    element.addEventListener("input", (event) => {
      if (event.target.matches("input:not([type=radio], [type=checkbox], [type=file]), textarea")) {
        clearTimeout(timer);
        timer = setTimeout(save, TYPING);
      }
    });
    this.life.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      save();
    });
    element.dataset.key = key;
  }

  // --- what became of it ---------------------------------------------------------------------------------------
  async refresh() {
    this.sheet = await loadSheet(this.app.store, this.sheet.pack.locus);
    find("kemajuan")?.replaceWith(standing(this.sheet, this.part.slug));
    for (const element of document.querySelectorAll(".sheet-question")) {
      const [indicator, method] = element.dataset.key.split(/-(?=[a-z]+$)/);
      const question = { ...this.sheet.questionsOf(this.part).find((each) => each.indicator === indicator && each.method === method) };
      this.showState(question, find(`keadaan-${element.dataset.key}`));
      question.files = find(`berkas-${element.dataset.key}`);
      if (question.files) {
        this.showFiles(question);
      }
    }
    const subject = this.sheet.subjects.get(this.part.subject);
    if (subject.status && !this.unsaved.has("subjek")) {
      find("keadaan-subjek")?.replaceChildren(h("p", { class: `state-line field-state is-${subject.status}` }, STATE_WORDS[subject.status]));
    }
  }

  showState(question, place) {
    if (this.unsaved.has(question.key) || place.querySelector(".state-error")?.textContent) {
      return;
    }
    const isLevel = this.sheet.pack.indicators[question.indicator].methods[question.method].levels.length > 0;
    const others = (this.sheet.others.get(question.key) ?? []).map((answer) => `${answer.name}: ${judgementWords(answer, isLevel, this.sheet.pack.states)}`);
    const lines = stateOfAnswer(this.sheet.mine.get(question.key));
    if (others.length) {
      lines.push(h("p", { class: `state-line ${this.sheet.isDisputed(question.key) ? "state-disputed" : "state-other"}` }, others.join("; ")));
    }
    place.replaceChildren(...lines);
  }
}

function chosenOf(answer) {
  if (!answer) {
    return "";
  }
  return answer.state === "scored" ? answer.value : answer.state === "open" ? "" : answer.state;
}

// Inside a group of levels a digit chooses that level, as on the sheet of the office.
function digit(event, section) {
  if (!/^\d$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") {
    return;
  }
  const choice = section.querySelector(`input[type=radio][value="${event.key}"]`);
  if (choice) {
    event.preventDefault();
    choice.focus();
    choice.click();
  }
}
