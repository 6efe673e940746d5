// Room on the device: asked to be kept, watched, and warned of while there is still some left.

import { h } from "./dom.js";
import { sizeWords } from "./words.js";

const LEAST = 60_000_000;
const FULL = 0.8;

export async function room() {
  if (!navigator.storage?.estimate) {
    return null;
  }
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { usage, left: Math.max(0, quota - usage), share: quota ? usage / quota : 1 };
}

export async function keepForGood() {
  return (await navigator.storage?.persist?.()) ?? false;
}

export async function roomWarning() {
  const found = await room();
  if (!found || (found.left > LEAST && found.share < FULL)) {
    return [];
  }
  return [
    h(
      "p",
      { class: "notice notice-warning field-room" },
      `Ruang penyimpanan peramban tinggal ${sizeWords(found.left)}. Kirim isian yang menunggu, atau hapus berkas lain di perangkat, sebelum memotret lagi.`,
    ),
  ];
}
