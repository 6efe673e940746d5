// What waits, and why; and what the server holds back.

import { carryForm } from "./carry.js";
import { h } from "./dom.js";
import { State, stateOf } from "./journal.js";
import { KIND_WORDS, STATE_WORDS, timeWords } from "./words.js";

const SHOWN = 200;

export async function queuePage(app) {
  const life = new AbortController();
  const place = h("div", {});
  const draw = async () => place.replaceChildren(...(await rows(app)));
  await draw();
  app.addEventListener("change", draw, { signal: life.signal });
  return {
    title: "Antrean",
    life,
    nodes: [
      h("nav", { class: "breadcrumbs field-back", "aria-label": "Remah roti" }, h("a", { href: "#/" }, "Lembar di perangkat")),
      h("h1", {}, "Antrean"),
      h("p", { class: "lead" }, "Isian dikirim berurutan; foto satu per satu. Yang sudah diterima dan cocok tidak tampak di sini."),
      h("p", { class: "actions" }, h("button", { type: "button", class: "btn btn-primary", onclick: () => app.sender.nudge() }, "Kirim sekarang")),
      place,
      carryForm(app),
    ],
  };
}

async function rows(app) {
  const waiting = await app.store.all("queue", undefined, SHOWN);
  const held = (await app.store.all("receipts")).filter((receipt) => [State.CONFLICT, State.QUARANTINED].includes(stateOf(receipt)));
  const packs = new Map((await app.store.all("packs")).map((row) => [row.locus, row.pack]));
  const line = async (row) => {
    const receipt = await app.store.get("receipts", row.id);
    const { event } = row;
    const what = event.body.indicator ?? event.body.name ?? event.body.reason ?? "";
    return h(
      "li",
      { class: `field-state is-${stateOf(receipt)}` },
      h("strong", {}, `${KIND_WORDS[row.kind]} ${what}`),
      ` · ${packs.get(row.locus)?.names.unit ?? "lembar lain"} · ${timeWords(event.at)}`,
      h("br"),
      STATE_WORDS[stateOf(receipt)],
      receipt?.reason ? `: ${receipt.reason}` : "",
    );
  };
  const found = await Promise.all(waiting.map(async (entry) => line(await app.store.get("events", entry.sequence))));
  const heldRows = (await Promise.all(held.map((receipt) => app.store.eventWith(receipt.id)))).filter(Boolean);
  return [
    h("h2", {}, `Menunggu dikirim (${await app.store.count("queue")})`),
    found.length ? h("ol", { class: "field-queue" }, found) : h("p", {}, "Tidak ada. Semua isian di perangkat ini sudah diterima server."),
    heldRows.length ? h("h2", {}, `Perlu diputuskan (${heldRows.length})`) : null,
    heldRows.length ? h("ol", { class: "field-queue" }, await Promise.all(heldRows.map(line))) : null,
    heldRows.length ? h("p", {}, h("a", { href: "/lapangan/putusan/" }, "Bandingkan dan putuskan di server")) : null,
  ].filter(Boolean);
}
