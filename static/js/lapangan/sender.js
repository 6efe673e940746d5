// Sending what waits: in order, from one tab at a time, whenever the server answers.

import { sha256 } from "./canonical.js";
import * as server from "./server.js";
import { FullError, asked, deviceId } from "./store.js";

const BATCH = 40;
const SOON = 1_000;
const LATEST = 60_000;
const EXPECTED = [server.SignedOutError, server.SilentError, server.RefusedError];
const SINGLY = new Set([400, 413, 500]);
const COUNTS = new Set(["subject-added", "subject-struck"]);

// How the last attempt ended.
export const Link = Object.freeze({ UNKNOWN: "unknown", SILENT: "silent", STRANGE: "strange", SIGNED_OUT: "out", OTHER: "other", OK: "ok" });

export class Sender extends EventTarget {
  constructor(store, person) {
    super();
    this.store = store;
    this.person = person;
    this.link = Link.UNKNOWN;
    this.skew = 0;
    // Whether there was no room for the last receipts.
    this.isFull = false;
    this.pause = SOON;
    this.timer = null;
    this.running = null;
    this.again = false;
    this.nextAsking = 0;
  }

  start() {
    for (const name of ["online", "focus", "pageshow"]) {
      addEventListener(name, () => this.nudge());
    }
    document.addEventListener("visibilitychange", () => this.nudge());
    this.nudge();
  }

  // Something new waits, or the world may have changed: try now.
  nudge() {
    this.pause = SOON;
    this.again = true;
    this.#run();
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#run(), this.pause);
    this.pause = Math.min(this.pause * 2, LATEST);
  }

  async #run() {
    clearTimeout(this.timer);
    if (this.running) {
      return;
    }
    this.running = navigator.locks.request(`kirim-${this.person}`, { ifAvailable: true }, async (lock) => {
      while (lock && this.again) {
        this.again = false;
        await this.#round();
      }
      return Boolean(lock);
    });
    try {
      await this.running;
    } finally {
      this.running = null;
      this.#goOn();
    }
  }

  // Whatever happened, what waits is tried again.
  async #goOn() {
    if (this.again || (await this.store.count("queue")) || this.link !== Link.OK) {
      this.again = true;
      this.#later();
    }
  }

  async #round() {
    const before = this.link;
    try {
      const pulse = await server.pulse();
      this.skew = Date.now() - Date.parse(pulse.time);
      this.link = pulse.person.id === this.person ? Link.OK : Link.OTHER;
      this.server = pulse;
      if (this.link === Link.OK) {
        await this.#empty(pulse.token);
        await this.#askAgain(pulse.token);
        this.pause = SOON;
      }
    } catch (error) {
      if (error instanceof server.SignedOutError) {
        this.link = Link.SIGNED_OUT;
      } else if (error instanceof server.StrangeError) {
        this.link = Link.STRANGE;
      } else if (!(error instanceof server.RefusedError)) {
        this.link = Link.SILENT;
      }
      if (!EXPECTED.some((known) => error instanceof known)) {
        this.#tell();
        throw error;
      }
    }
    if (this.link !== before) {
      this.#tell();
    }
  }

  // Everything that waits, in order; what is refused for now stays and lets the others pass.
  async #empty(token) {
    const device = await deviceId(this.store);
    let after = 0;
    for (;;) {
      const waiting = await this.store.all("queue", IDBKeyRange.lowerBound(after, true), BATCH);
      if (!waiting.length) {
        return;
      }
      const isPhoto = (entry) => entry.kind === "photo";
      const upTo = isPhoto(waiting[0]) ? 1 : waiting.findIndex(isPhoto);
      const batch = upTo < 0 ? waiting : waiting.slice(0, upTo);
      after = batch.at(-1).sequence;
      const rows = await Promise.all(batch.map((entry) => this.store.get("events", entry.sequence)));
      await this.#deliverOrHold(token, device, rows);
    }
  }

  // What is refused together is sent one by one, so that a single one cannot hold up the others.
  async #deliverOrHold(token, device, rows) {
    try {
      await this.#deliver(token, device, rows);
    } catch (error) {
      if (!(error instanceof server.RefusedError)) {
        await this.#hold(rows, "Jawaban server tidak sampai; dikirim lagi begitu ada sambungan.");
        throw error;
      }
      if (rows.length === 1 || !SINGLY.has(error.status)) {
        await this.#hold(rows, error.message);
        return;
      }
      for (const row of rows) {
        await this.#deliverOrHold(token, device, [row]);
      }
    }
  }

  // What waited for a decision on the server may have got one since: the same events again, for their receipts.
  async #askAgain(token) {
    const receipts = await this.store.all("receipts");
    const waiting = receipts.filter(({ state }) => state === "conflict" || state === "quarantined");
    if (!waiting.length || performance.now() < this.nextAsking) {
      return;
    }
    this.nextAsking = performance.now() + LATEST;
    for (let start = 0; start < waiting.length; start += BATCH) {
      await this.#askAbout(token, waiting.slice(start, start + BATCH));
    }
  }

  async #askAbout(token, waiting) {
    const rows = (await Promise.all(waiting.map(({ id }) => this.store.eventWith(id)))).filter(Boolean);
    const answer = await server.sendEvents(token, this.person, await deviceId(this.store), rows);
    const before = new Map(waiting.map((receipt) => [receipt.id, receipt.state]));
    const decided = answer.receipts.filter(({ id, state }) => state !== before.get(id));
    await this.store.write(["receipts"], async (stores) => {
      for (const { id, state, reason, version, sha256: fingerprint } of decided) {
        await asked(stores.receipts.put({ id, state, reason, version, sha256: fingerprint, at: Date.now() }));
      }
    });
    const ids = new Set(decided.map(({ id }) => id));
    this.#renew(rows.filter((row) => ids.has(row.id)));
  }

  // What these events became changes the sheet itself, which is then read anew.
  #renew(rows) {
    const loci = new Set(rows.map((row) => row.locus));
    if (loci.size) {
      this.dispatchEvent(new CustomEvent("decided", { detail: [...loci] }));
    }
  }

  async #deliver(token, device, rows) {
    if (rows[0].kind === "photo") {
      const { upload, sha256: fingerprint } = rows[0].event.body;
      const photo = await this.store.get("photos", upload);
      if (photo) {
        await server.sendPhoto(token, photo, rows[0].id, fingerprint);
      }
    }
    await this.#mark(rows, { state: "sent" });
    const { receipts } = await server.sendEvents(token, this.person, device, rows);
    const found = new Map(receipts.map((receipt) => [receipt.id, receipt]));
    const checked = [];
    for (const row of rows) {
      const receipt = found.get(row.id);
      checked.push([row, receipt, (await sha256(row.raw)) === receipt?.sha256]);
    }
    await this.#file(checked);
    // A respondent more or fewer: the numbers are the server's.
    this.#renew(checked.filter(([row, receipt, matches]) => matches && receipt.state === "applied" && COUNTS.has(row.kind)).map(([row]) => row));
  }

  // Without room for receipts, photos that the server has make some; where that is not enough, what was received stays
  // in the queue, is known to the server when it comes again, and holds up nothing else.
  async #file(checked) {
    try {
      await this.#fileAll(checked);
      this.isFull = false;
    } catch (error) {
      if (!(error instanceof FullError)) {
        throw error;
      }
      const done = checked.filter(([row, receipt, matches]) => matches && isDelivered(row, receipt)).map(([row]) => row);
      await this.store.write(["photos"], ({ photos }) => Promise.all(done.map((row) => asked(photos.delete(row.event.body.upload)))));
      this.isFull = true;
    }
    this.#tell();
  }

  // A receipt whose fingerprint equals ours ends the wait; any other keeps the event in the queue.
  #fileAll(checked) {
    return this.store.write(["receipts", "queue", "photos"], async ({ receipts, queue, photos }) => {
      for (const [row, receipt, matches] of checked) {
        if (!matches) {
          await asked(receipts.put({ id: row.id, state: "held", reason: whyNot(receipt) }));
          continue;
        }
        const { state, reason, version, sha256: fingerprint } = receipt;
        await asked(receipts.put({ id: row.id, state, reason, version, sha256: fingerprint, at: Date.now() }));
        await asked(queue.delete(row.sequence));
        if (isDelivered(row, receipt)) {
          await asked(photos.delete(row.event.body.upload));
        }
      }
    });
  }

  // What is said of events on their way is left unsaid where there is no room for it: they go all the same.
  async #mark(rows, receipt) {
    try {
      await this.store.write(["receipts"], ({ receipts }) => Promise.all(rows.map((row) => asked(receipts.put({ id: row.id, ...receipt })))));
    } catch (error) {
      if (!(error instanceof FullError)) {
        throw error;
      }
    }
    this.#tell();
  }

  #hold(rows, reason) {
    return this.#mark(rows, { state: "held", reason });
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

// Whether the server keeps the photo as evidence, so that its bytes may go from here.
function isDelivered(row, receipt) {
  return row.kind === "photo" && receipt.state === "applied";
}

// Why an event stays in the queue although the server answered.
function whyNot(receipt) {
  if (!receipt) {
    return "Tanda terimanya belum sampai; dikirim ulang.";
  }
  return receipt.needs_photo ? "Fotonya belum sampai seluruhnya." : "Sidik di server berbeda; dikirim ulang.";
}
