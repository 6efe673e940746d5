// The form of one question: its levels, what is said beside them, and what a person has put in so far.

import { cleaned } from "./canonical.js";
import { h } from "./dom.js";
import { comma } from "./words.js";

export function choiceOf(id, value, mine, label) {
  return h(
    "div",
    { class: `level-choice level-choice-${value}` },
    h("input", { type: "radio", name: `pilihan-${id}`, id: `pilihan-${id}-${value}`, value, checked: value === chosenOf(mine) }),
    h("label", { for: `pilihan-${id}-${value}` }, ...label),
  );
}

export function judgementForm(sheet, question, id, mine) {
  const indicator = sheet.pack.indicators[question.indicator];
  const method = indicator.methods[question.method];
  const legend = h(
    "legend",
    {},
    h("span", { class: "question-code" }, question.indicator),
    h("span", { class: "question-label" }, `${indicator.label} `, h("span", { class: "question-method" }, sheet.pack.methods[question.method])),
    h("span", { class: "question-text" }, indicator.question),
  );
  const choice = (value, ...label) => choiceOf(id, value, mine, label);
  const others = sheet.others.get(question.key) ?? [];
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
    sheet.pack.without[question.method].map(([code, label]) => choice(code, label)),
    choice("open", "Kosongkan jawaban"),
  );
}

export function wordsForm(sheet, question, id, mine) {
  const { faces } = sheet.pack;
  const drawer = (name, words, hint) => {
    const text = mine?.[name] ?? "";
    return h("details", { class: "note", open: Boolean(text) }, h("summary", {}, words), h("label", { class: "visually-hidden", for: `${name}-${id}` }, `${words}: ${question.indicator}`), h("textarea", { class: "form-control", id: `${name}-${id}`, name, rows: "3", maxlength: "4000" }, text), h("p", { class: "form-text" }, hint));
  };
  const face = (value, words) => h("option", { value, selected: value === (mine?.face ?? "") }, words);
  return [
    h("div", { class: "mb-3 field-reason", hidden: !mine?.reason }, h("label", { class: "form-label", for: `alasan-${id}` }, "Alasannya"), h("input", { class: "form-control", id: `alasan-${id}`, name: "reason", maxlength: "300", autocomplete: "off", value: mine?.reason ?? "" })),
    sheet.subjects.get(question.subject).kind === "product"
      ? h("div", { class: "mb-3" }, h("label", { class: "form-label", for: `wajah-${id}` }, "Dilihat pada wajah"), h("select", { class: "form-select", id: `wajah-${id}`, name: "face" }, face("", "belum dicatat"), faces.map(([value, label]) => face(value, label))))
      : null,
    drawer("comment", "Komentar untuk instansi", "Dibaca instansi bersama hasilnya."),
    drawer("note", "Catatan internal", "Hanya dibaca pihak penilai."),
  ];
}

// What the form says now; the keys in the order of `said`.
export function readAnswer(sheet, { section, isLevel }) {
  const choice = section.querySelector("input[type=radio]:checked")?.value ?? "";
  const words = {
    reason: cleaned(section.querySelector("[name=reason]").value).trim(),
    note: cleaned(section.querySelector("[name=note]").value).trim(),
    comment: cleaned(section.querySelector("[name=comment]").value).trim(),
    face: section.querySelector("[name=face]")?.value ?? "",
  };
  const typed = section.querySelector("[name=value]");
  if (choice in sheet.pack.states) {
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

// The same of an answer that was kept.
export function saidIn(sheet, mine) {
  const { state = "open", value = null, reason = "", note = "", comment = "", face = "" } = mine ?? {};
  return { state, value, reason: state in sheet.pack.states ? reason : "", note, comment, face };
}

export function problemIn(sheet, given, question) {
  const { top } = sheet.pack.indicators[question.indicator];
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

export function fillAnswer(section, said) {
  const chosen = chosenOf(said);
  for (const choice of section.querySelectorAll("input[type=radio]")) {
    choice.checked = choice.value === chosen;
  }
  for (const name of ["reason", "note", "comment", "face"]) {
    section.querySelectorAll(`[name=${name}]`).forEach((field) => Object.assign(field, { value: said[name] }));
  }
  section.querySelectorAll("[name=value]").forEach((field) => Object.assign(field, { value: said.value ? comma(said.value) : "" }));
  section.querySelector(".field-reason").hidden = ["scored", "open"].includes(said.state);
}

function chosenOf(answer) {
  if (!answer) {
    return "";
  }
  return answer.state === "scored" ? answer.value : answer.state === "open" ? "" : answer.state;
}

// Inside a group of levels a digit chooses that level, as on the sheet of the office.
export function digit(event, section) {
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
