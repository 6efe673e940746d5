// The journal: one event for everything a person enters, in order, never changed; and what became of each.

import { canonical } from "./canonical.js";
import { asked, deviceId } from "./store.js";

export const FORMAT = 2;

// What the person is told of an event, from its receipt.
export const State = Object.freeze({
  HERE: "here",
  SENT: "sent",
  MATCHED: "matched",
  CONFLICT: "conflict",
  QUARANTINED: "quarantined",
  HELD: "held",
});

export const keyOf = (indicator, method, subject) => `${indicator} ${method} ${subject}`;

// The device's clock, with its offset from UTC, as text.
export function localTime(now = new Date()) {
  const offset = -now.getTimezoneOffset();
  const shifted = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (number) => String(number).padStart(2, "0");
  return `${shifted}${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

export class Journal {
  constructor(store, person) {
    this.store = store;
    this.person = person;
  }

  // Add one event; resolves once it is on the disk. An answer is told which event it follows, in the same write.
  async append(kind, locus, body, photo = null) {
    const device = await deviceId(this.store);
    const names = photo ? ["events", "queue", "packs", "photos"] : ["events", "queue", "packs"];
    const id = crypto.randomUUID();
    const at = localTime();
    return this.store.write(names, async (stores) => {
      const last = await asked(stores.events.openKeyCursor(null, "prev"));
      const sequence = (last?.key ?? 0) + 1;
      const question = kind === "answer" ? keyOf(body.indicator, body.method, body.subject) : "";
      const said = { ...body };
      if (question) {
        const pack = await asked(stores.packs.get(locus));
        const former = await lastAbout(stores.events, locus, question, pack?.sequence ?? 0, stores.queue);
        said.after = former?.id ?? null;
        said.base = pack?.versions[question] ?? 0;
      }
      const event = { format: FORMAT, id, device, person: this.person, sequence, at, kind, locus, body: said };
      // What this device measured of a photo stays beside the event: the server measures for itself.
      const row = { sequence, id, locus, kind, question, event, raw: canonical(event), measured: photo?.measured ?? null };
      await asked(stores.events.add(row));
      await asked(stores.queue.add({ sequence, id, kind, locus }));
      if (photo) {
        await asked(stores.photos.add(photo));
      }
      return row;
    });
  }
}

// The journal's last word on a question that the pack does not know of yet.
async function lastAbout(events, locus, question, packed, queue) {
  const rows = await asked(events.index("locus").getAll(locus));
  const about = rows.filter((row) => row.question === question).at(-1);
  if (!about) {
    return null;
  }
  return about.sequence > packed || (await asked(queue.get(about.sequence))) ? about : null;
}

export function stateOf(receipt) {
  if (!receipt) {
    return State.HERE;
  }
  if (receipt.state === "sent") {
    return State.SENT;
  }
  if (receipt.state === "held") {
    return State.HELD;
  }
  if (receipt.state === "conflict") {
    return State.CONFLICT;
  }
  return receipt.state === "quarantined" ? State.QUARANTINED : State.MATCHED;
}
