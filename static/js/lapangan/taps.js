// One user a screen, as on the sheet of the office: the levels are a row of buttons, and what is read only now and then
// folds out.

import { choiceOf, wordsForm } from "./answer_form.js";
import { h } from "./dom.js";

const hidden = (...words) => h("span", { class: "visually-hidden" }, ...words);

export function tapsForm(sheet, question, id, mine, state) {
  const indicator = sheet.pack.indicators[question.indicator];
  const { levels } = indicator.methods[question.method];
  const without = sheet.pack.without[question.method];
  const [, asked, hint] = /^(.*\?)?(.*)$/s.exec(indicator.question);
  const [reason, , ...notes] = wordsForm(sheet, question, id, mine);
  return [
    h(
      "fieldset",
      { class: "level-choices taps" },
      h("legend", {}, h("strong", {}, `${indicator.label}.`), ` ${asked ?? indicator.question}`),
      levels.map(([level, text]) => choiceOf(id, String(level), mine, [hidden("Tingkat "), String(level), hidden(`: ${text}`)])),
    ),
    h(
      "details",
      { class: "tap-drawer", open: notes.some((note) => note.open) },
      h("summary", {}, "Uraian", hidden(` ${indicator.label}, jawaban tanpa tingkat, dan catatan`)),
      h(
        "div",
        { class: "tap-drawer-body" },
        asked && hint.trim() ? h("p", { class: "quiet" }, hint.trim()) : null,
        h("ol", { class: "tap-rubric", start: "0" }, levels.map(([level, text]) => h("li", {}, h("span", { class: "level-number" }, String(level)), h("span", {}, text, names(sheet, question, level))))),
        h(
          "fieldset",
          { class: "level-choices tap-without" },
          h("legend", {}, "Tanpa tingkat"),
          [...without, ["open", "Kosongkan jawaban"]].map(([code, label]) => choiceOf(id, code, mine, [label])),
        ),
        notes,
      ),
    ),
    reason,
    h(
      "div",
      { class: "tap-said" },
      [...levels, ...without].map(([value, text]) => h("p", { class: `tap-text tap-text-${value}`, "aria-hidden": "true" }, text)),
      state,
    ),
  ];
}

// Colleagues who gave this level.
function names(sheet, { key }, level) {
  const said = (sheet.others.get(key) ?? []).filter((answer) => answer.value === String(level));
  return said.length ? h("span", { class: "level-said" }, said.map(({ name }) => name).join(", ")) : null;
}
