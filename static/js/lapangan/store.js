// What one person keeps on this device: a journal that is only ever added to, its queue, receipts, photos and packs.
// Every write is finished on the disk (durability "strict") before anyone is told that it is kept.

const VERSION = 1;
const STORES = {
  events: { keyPath: "sequence" },
  queue: { keyPath: "sequence" },
  receipts: { keyPath: "id" },
  photos: { keyPath: "upload" },
  packs: { keyPath: "locus" },
  settings: { keyPath: "name" },
};

export class FullError extends Error {}

export function databaseOf(person) {
  return `lapangan-${person}`;
}

export function openStore(person) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseOf(person), VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      for (const [name, options] of Object.entries(STORES)) {
        const store = db.createObjectStore(name, options);
        if (name === "events") {
          store.createIndex("locus", "locus");
          store.createIndex("id", "id", { unique: true });
        }
      }
    };
    request.onblocked = () => reject(new Error("database blocked"));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => db.close();
      resolve(new Store(db));
    };
  });
}

export function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

class Store {
  constructor(db) {
    this.db = db;
  }

  // Run `work` with the named stores in one transaction; resolves with its answer once all of it is on the disk.
  write(names, work) {
    return new Promise((resolve, reject) => {
      let answer;
      let failure;
      const transaction = this.db.transaction(names, "readwrite", { durability: "strict" });
      const fail = () => reject(readable(failure ?? transaction.error));
      transaction.oncomplete = () => resolve(answer);
      transaction.onabort = fail;
      const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
      Promise.resolve(work(stores)).then(
        (found) => {
          answer = found;
        },
        (error) => {
          failure = error;
          try {
            transaction.abort();
          } catch {
            fail();
          }
        },
      );
    });
  }

  get(name, key) {
    return asked(this.db.transaction(name).objectStore(name).get(key));
  }

  all(name, query, count) {
    return asked(this.db.transaction(name).objectStore(name).getAll(query, count));
  }

  count(name) {
    return asked(this.db.transaction(name).objectStore(name).count());
  }

  eventsOf(locus) {
    return asked(this.db.transaction("events").objectStore("events").index("locus").getAll(locus));
  }

  eventWith(id) {
    return asked(this.db.transaction("events").objectStore("events").index("id").get(id));
  }

  async lastSequence() {
    const last = await asked(this.db.transaction("events").objectStore("events").openKeyCursor(null, "prev"));
    return last?.key ?? 0;
  }

  close() {
    this.db.close();
  }

  remove(name, key) {
    return this.write([name], (stores) => asked(stores[name].delete(key)));
  }
}

function readable(error) {
  return error?.name === "QuotaExceededError" ? new FullError("storage is full") : (error ?? new Error("not written"));
}

export async function deviceId(store) {
  const known = await store.get("settings", "device");
  if (known) {
    return known.value;
  }
  return store.write(["settings"], async ({ settings }) => {
    const made = (await asked(settings.get("device"))) ?? { name: "device", value: crypto.randomUUID() };
    await asked(settings.put(made));
    return made.value;
  });
}
