// "Bawa ke lapangan": fetch a sheet and keep it, so that it opens without a connection.

import { h } from "./dom.js";
import { keyOf } from "./journal.js";
import { keepForGood } from "./room.js";
import { pulse, takePack } from "./server.js";
import { FullError, asked, deviceId } from "./store.js";

const PATIENCE = 30_000;

class NoShellError extends Error {}

// The page itself must be on the device too, or the sheet would not open without a connection.
async function shellIsKept() {
  const late = new Promise((resolve, reject) => {
    setTimeout(() => reject(new NoShellError()), PATIENCE);
  });
  if (!navigator.serviceWorker) {
    throw new NoShellError();
  }
  await Promise.race([navigator.serviceWorker.ready, late]);
}

// The last event of this sheet's journal before the first that still waits. Asked before the pack is: what the server
// has received by then stands in the pack, whatever is sent meanwhile may or may not.
async function receivedUpTo(store, locus) {
  const first = (await store.all("queue")).find((entry) => entry.locus === locus);
  return first ? first.sequence - 1 : store.lastSequence();
}

// Fetch the sheet and put it in the place of the one that is here; the journal stays as it is.
export async function takeAlong(app, locus) {
  const { token } = await pulse();
  // Some browsers ask the person first; the sheet does not wait for the answer.
  keepForGood().catch(() => {});
  await shellIsKept();
  const sequence = await receivedUpTo(app.store, locus);
  const pack = await takePack(token, locus, await deviceId(app.store));
  const versions = {};
  for (const answer of pack.answers) {
    if (answer.mine) {
      versions[keyOf(answer.indicator, answer.method, answer.subject)] = answer.version;
    }
  }
  const size = new Blob([JSON.stringify(pack)]).size;
  await app.store.write(["packs", "settings"], async ({ packs, settings }) => {
    await asked(settings.put({ name: "secret", value: pack.device.secret }));
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
        h("p", { class: "lead" }, reasonOf(error)),
        h("p", {}, h("a", { class: "btn btn-primary", href: "#/" }, "Ke daftar lembar")),
      ],
    };
  }
  location.replace(`#/lokus/${locus}`);
  return null;
}

function reasonOf(error) {
  if (error instanceof NoShellError) {
    return "Halaman lapangan belum dapat disimpan di peramban ini. Muat ulang halaman; bila tetap gagal, pakai jendela biasa, bukan penyamaran.";
  }
  if (error instanceof FullError) {
    return "Ruang penyimpanan peramban penuh. Kosongkan ruang di perangkat, lalu coba lagi.";
  }
  return error.status ? error.message : "Server tidak menjawab, atau sesi masuk berakhir.";
}
