// Whose turn it is on this device. Stores are kept apart by person; only the current one's is ever opened.
// It stands in a database of its own, because localStorage may forget its last words when a browser is killed.

const DATABASE = "lapangan";
const STORE = "here";
const KEY = "person";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
  });
}

async function within(mode, work) {
  const db = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

export async function currentPerson() {
  return (await within("readonly", (store) => store.get(KEY))) ?? null;
}

export async function becomes({ id, name }) {
  const here = await currentPerson();
  if (here?.id !== id || here.name !== name) {
    await within("readwrite", (store) => store.put({ id, name }, KEY));
  }
}

export function nobody() {
  return within("readwrite", (store) => store.delete(KEY));
}
