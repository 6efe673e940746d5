// The honest states of a sheet and of an answer.

import { h } from "./dom.js";
import { State } from "./journal.js";
import { STATE_WORDS } from "./words.js";

const ORDER = Object.values(State);

export function stateLines(counts) {
  const found = ORDER.filter((state) => counts[state]);
  if (!found.length) {
    return h("p", { class: "field-states quiet small" }, "Belum ada isian dari perangkat ini.");
  }
  return h(
    "ul",
    { class: "field-states" },
    found.map((state) => h("li", { class: `field-state is-${state}` }, `${STATE_WORDS[state]}: ${counts[state]}`)),
  );
}

export function stateOfAnswer(answer) {
  if (!answer) {
    return [];
  }
  if (answer.isFromHere) {
    return [h("p", { class: "state-line field-state is-matched" }, STATE_WORDS[State.MATCHED])];
  }
  if (!answer.status) {
    return answer.state === "open" ? [] : [h("p", { class: "state-line field-state is-matched" }, "Dari server, sesuai saat lembar dibawa")];
  }
  const line = h("p", { class: `state-line field-state is-${answer.status}` }, STATE_WORDS[answer.status]);
  if (answer.problem) {
    line.append(`. ${answer.problem} `);
  }
  if (answer.status === State.CONFLICT || answer.status === State.QUARANTINED) {
    line.append(h("a", { href: "/lapangan/putusan/" }, "Bandingkan dan putuskan"));
  }
  return [line];
}
