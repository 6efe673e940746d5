// Keeps the shell (SHELL is written in front of this file) and answers for nothing else: no POST, no other page.

const CACHE = `lapangan-${SHELL.release}`;

// What the page has just loaded is asked for, not sent, a second time; the fingerprint tells whether it is the right one.
async function fetched(address, fingerprint) {
  const response = await fetch(address, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
  if (!response.ok) {
    throw new Error(`${address}: ${response.status}`);
  }
  if (fingerprint) {
    const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
    const found = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (found !== fingerprint) {
      throw new Error(`${address}: not of release ${SHELL.release}`);
    }
  }
  return response;
}

// All of a release or nothing: a file of another release ends the installation, and the former one stays.
self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const page = await fetched(SHELL.page);
      if (!(await page.clone().text()).includes(SHELL.release)) {
        throw new Error(`${SHELL.page}: not of release ${SHELL.release}`);
      }
      await cache.put(SHELL.page, page);
      for (const [address, fingerprint] of Object.entries(SHELL.files)) {
        await cache.put(address, await fetched(address, fingerprint));
      }
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith("lapangan-") && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") {
    self.skipWaiting();
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin || address.search) {
    return;
  }
  if (address.pathname === SHELL.page || address.pathname in SHELL.files) {
    event.respondWith(
      caches
        .open(CACHE)
        .then((cache) => cache.match(address.pathname))
        .then((kept) => kept ?? fetch(request)),
    );
  }
});
