// "Bawa ke lapangan": fetch a sheet and keep it, so that it opens without a connection.

import { h } from "./dom.js";
import { keyOf } from "./journal.js";
import { keepForGood } from "./room.js";
import { pulse, takePack } from "./server.js";
import { asked, deviceId } from "./store.js";

const PATIENCE = 30_000;

// The page itself must be on the device too, or the sheet would not open without a connection.
async function shellIsKept() {
  const worker = navigator.serviceWorker;
  const late = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("the shell is not kept yet")), PATIENCE);
  });
  if (worker) {
    await Promise.race([worker.ready, late]);
  }
}

// Fetch the sheet and put it in the place of the one that is here; the journal stays as it is.
export async function takeAlong(app, locus) {
  const { token } = await pulse();
  await keepForGood();
  await shellIsKept();
  const pack = await takePack(token, locus, await deviceId(app.store));
  const versions = {};
  for (const answer of pack.answers) {
    if (answer.mine) {
      versions[keyOf(answer.indicator, answer.method, answer.subject)] = answer.version;
    }
  }
  const size = new Blob([JSON.stringify(pack)]).size;
  await app.store.write(["packs", "events", "queue", "settings"], async ({ packs, events, queue, settings }) => {
    await asked(settings.put({ name: "secret", value: pack.device.secret }));
    // What the server had received before it made the pack stands in the pack; whatever still waits does not.
    const first = await asked(queue.openKeyCursor());
    const last = await asked(events.openKeyCursor(null, "prev"));
    const sequence = first ? first.key - 1 : (last?.key ?? 0);
    await asked(packs.put({ locus, pack, size, sequence, versions, takenAt: pack.taken_at }));
  });
  return pack;
}

export async function take(app, locus) {
  try {
    await takeAlong(app, locus);
  } catch (error) {
    return {
      title: "Bawa ke lapangan",
      nodes: [
        h("h1", {}, "Lembar belum terbawa"),
        h("p", { class: "lead" }, error.status ? error.message : "Server tidak menjawab, atau sesi masuk berakhir."),
        h("p", {}, h("a", { class: "btn btn-primary", href: "#/" }, "Ke daftar lembar")),
      ],
    };
  }
  location.replace(`#/lokus/${locus}`);
  return null;
}
