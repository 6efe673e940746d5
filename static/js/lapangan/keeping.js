// Keeping what is entered: one after the other for each question. What could not be written to the disk stays in
// memory, wherever the person goes on this page, until it is written; the head of every page says so.

import { h } from "./dom.js";
import { FullError } from "./store.js";

const FULL = "Ruang penyimpanan peramban penuh: kosongkan ruang di perangkat, lalu tekan Simpan lagi.";
const FAILED = "Isian belum tertulis di perangkat, tetapi belum hilang: tekan Simpan lagi.";

export class Keeper {
  // `append` writes one event; `told` hears of every change of what is not written yet.
  constructor(append, told) {
    Object.assign(this, { append, told, failed: new Map(), running: new Map() });
  }

  // entry: { words, event: the arguments of `append` }. Resolves with whether it is on the disk.
  keep(key, entry) {
    const { work, count } = this.running.get(key) ?? { work: Promise.resolve(), count: 0 };
    const mine = work.then(() => this.#write(key, entry));
    this.running.set(key, { work: mine, count: count + 1 });
    return mine;
  }

  async #write(key, entry) {
    let isKept = true;
    try {
      await this.append(...entry.event);
    } catch (error) {
      isKept = false;
      this.failed.set(key, { ...entry, problem: error instanceof FullError ? FULL : FAILED });
    }
    const { work, count } = this.running.get(key);
    if (count === 1) {
      this.running.delete(key);
    } else {
      this.running.set(key, { work, count: count - 1 });
    }
    if (isKept ? this.failed.delete(key) : true) {
      this.told();
    }
    return isKept;
  }

  // Whether something under this key is not on the disk yet.
  isOwed(key) {
    return this.failed.has(key) || this.running.has(key);
  }

  get owesAnything() {
    return this.failed.size + this.running.size > 0;
  }

  again(key) {
    return this.keep(key, this.failed.get(key));
  }

  // What a question shows while its last word is not on the disk.
  box(key) {
    const { problem } = this.failed.get(key);
    return h(
      "div",
      { class: "state-box", role: "alert" },
      h("p", { class: "state-line" }, h("strong", {}, "Belum tersimpan. "), problem),
      h("button", { type: "button", class: "btn btn-secondary", onclick: () => this.again(key) }, "Simpan lagi"),
    );
  }

  // The same in the head of the page, for whoever went on to another part.
  notice() {
    const owed = [...this.failed];
    if (!owed.length) {
      return [];
    }
    const all = () => [...this.failed.keys()].forEach((key) => this.again(key));
    return [
      h(
        "p",
        { class: "notice notice-warning field-room" },
        h("strong", {}, `${owed.length} isian belum tersimpan: `),
        `${owed.map(([, { words }]) => words).join("; ")}. Jangan tutup halaman ini sebelum tersimpan. `,
        h("button", { type: "button", class: "btn btn-secondary", onclick: all }, "Simpan semua lagi"),
      ),
    ];
  }
}
