// What the screens say: states, sizes, times, values.

import { State } from "./journal.js";

export const STATE_WORDS = {
  [State.HERE]: "Tersimpan di perangkat",
  [State.SENT]: "Terkirim, menunggu tanda terima",
  [State.MATCHED]: "Diterima dan cocok",
  [State.CONFLICT]: "Diterima, tetapi bertentangan",
  [State.QUARANTINED]: "Diterima, tetapi ditahan",
  [State.HELD]: "Tersimpan di perangkat, belum diterima",
};

export const KIND_WORDS = {
  answer: "Jawaban",
  subject: "Responden atau produk",
  "subject-added": "Tambah satu responden atau produk",
  "subject-struck": "Kurangi satu responden atau produk",
  photo: "Foto atau berkas",
};

export function sizeWords(bytes) {
  if (bytes < 1_000_000) {
    return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  }
  const [unit, name] = bytes < 1_000_000_000 ? [1_000_000, "MB"] : [1_000_000_000, "GB"];
  return `${(bytes / unit).toFixed(1).replace(".", ",")} ${name}`;
}

const DAY = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "short", year: "numeric" });
const TIME = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });

export function timeWords(text) {
  const at = new Date(text);
  return `${DAY.format(at)} ${TIME.format(at)}`;
}

export const comma = (text) => text.replace(".", ",");

export function judgementWords(said, isLevel, states) {
  if (said.state === "scored") {
    return isLevel ? `Tingkat ${comma(said.value)}` : comma(said.value);
  }
  return states[said.state] ?? "Belum dijawab";
}
