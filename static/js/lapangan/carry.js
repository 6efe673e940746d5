// The journal as one encrypted file, to be carried where there is a connection. The file's layout is told in
// assessments/offline/carried.py, which reads it.

import { canonical, sha256 } from "./canonical.js";
import { h } from "./dom.js";
import { deviceId } from "./store.js";

const MAGIC = "KPTH-JURNAL-1\n";
const ROUNDS = 600_000;
const SHORTEST = 10;
const LARGEST = 90_000_000;

const utf8 = new TextEncoder();

function number(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

async function keyFrom(passphrase, salt) {
  const secret = await crypto.subtle.importKey("raw", utf8.encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
}

// The device's own mark on the list of events, so that the server knows the journal for this person's.
async function sealOf(secret, fingerprints) {
  const bytes = Uint8Array.from(secret.match(/../g), (pair) => Number.parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mark = await crypto.subtle.sign("HMAC", key, utf8.encode(canonical(fingerprints)));
  return [...new Uint8Array(mark)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Everything that waits, as files of a size that a server takes.
export async function journalFiles(app, passphrase) {
  const entries = await app.store.all("queue");
  const files = [];
  let batch = [];
  let size = 0;
  for (const entry of entries) {
    const row = await app.store.get("events", entry.sequence);
    const photo = row.kind === "photo" ? row.event.body.size : 0;
    if (batch.length && size + photo > LARGEST) {
      files.push(await fileOf(app, batch, passphrase));
      [batch, size] = [[], 0];
    }
    batch.push(row);
    size += photo;
  }
  return batch.length ? [...files, await fileOf(app, batch, passphrase)] : files;
}

async function fileOf(app, rows, passphrase) {
  const secret = await app.store.get("settings", "secret");
  const fingerprints = await Promise.all(rows.map((row) => sha256(row.raw)));
  const photos = rows.filter((row) => row.kind === "photo").map((row) => row.event.body.upload);
  const head = {
    device: await deviceId(app.store),
    person: app.person.id,
    events: rows.map((row) => row.raw),
    photos,
    seal: secret ? await sealOf(secret.value, fingerprints) : "",
  };
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await keyFrom(passphrase, salt);
  const parts = [utf8.encode(MAGIC), salt, number(ROUNDS)];
  const add = async (content, place) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = number(place * 2 + (place === photos.length ? 1 : 0));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, content);
    parts.push(number(sealed.byteLength), iv, new Blob([sealed]));
  };
  await add(utf8.encode(JSON.stringify(head)), 0);
  for (const [place, upload] of photos.entries()) {
    const photo = await app.store.get("photos", upload);
    await add(photo?.bytes ?? new ArrayBuffer(0), place + 1);
  }
  return new Blob(parts, { type: "application/octet-stream" });
}

export function carryForm(app) {
  const said = h("p", { class: "state-line", role: "status" });
  const field = h("input", { class: "form-control", id: "sandi-berkas", type: "password", autocomplete: "new-password", minlength: String(SHORTEST) });
  const save = async (event) => {
    event.preventDefault();
    if (field.value.length < SHORTEST) {
      said.textContent = `Buat kata sandi berkas paling sedikit ${SHORTEST} huruf.`;
      field.focus();
      return;
    }
    said.textContent = "Menyusun berkas…";
    const files = await journalFiles(app, field.value);
    const day = new Date().toISOString().slice(0, 10);
    for (const [place, file] of files.entries()) {
      const link = h("a", { href: URL.createObjectURL(file), download: `jurnal-${day}-${place + 1}.kepatuhan` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }
    said.textContent = files.length
      ? `${files.length} berkas tersimpan di unduhan. Serahkan kepada ketua tim beserta kata sandinya, lewat jalan yang berbeda.`
      : "Tidak ada yang menunggu, jadi tidak ada yang perlu dibawa.";
  };
  return h(
    "details",
    { class: "drawer" },
    h("summary", {}, "Bawa jurnal sebagai berkas"),
    h(
      "form",
      { class: "drawer-body narrow", novalidate: true, onsubmit: save },
      h("p", {}, "Bila perangkat ini tidak akan tersambung lagi: isian dan foto yang menunggu disimpan sebagai satu berkas tersandi. Ketua tim memasukkannya di server; dua kali pun tidak menjadi ganda. Isian di perangkat ini tetap ada."),
      h("label", { class: "form-label", for: "sandi-berkas" }, "Kata sandi untuk berkas ini"),
      field,
      h("p", { class: "actions" }, h("button", { type: "submit", class: "btn btn-secondary" }, "Simpan berkas")),
      said,
    ),
  );
}
