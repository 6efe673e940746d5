// Talking to the server: short patience, no trust in what the browser says about the network, no redirect followed.

const PATIENCE = 20_000;
export const PIECE = 256 * 1024;

export class SilentError extends Error {}
export class SignedOutError extends Error {}
export class RefusedError extends Error {
  constructor(status, words) {
    super(words || `Server menjawab ${status}.`);
    this.status = status;
  }
}

async function ask(address, options = {}) {
  let response;
  try {
    response = await fetch(address, {
      redirect: "manual",
      cache: "no-store",
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
  } catch (error) {
    throw new SilentError(String(error));
  }
  if (response.type === "opaqueredirect") {
    throw new SignedOutError();
  }
  if (response.status >= 500) {
    throw new SilentError(`status ${response.status}`);
  }
  let body;
  try {
    body = await response.json();
  } catch (error) {
    if (response.ok) {
      throw new SilentError(String(error));
    }
    throw new RefusedError(response.status, "");
  }
  return { response, body };
}

async function answered(address, options) {
  const { response, body } = await ask(address, options);
  if (!response.ok) {
    throw new RefusedError(response.status, body.problem);
  }
  return body;
}

const sending = (token, body, type = "application/json") => ({
  method: "POST",
  headers: { "X-CSRFToken": token, "Content-Type": type },
  body,
});

export const pulse = () => answered("/lapangan/denyut/");
export const takeable = () => answered("/lapangan/daftar/");

export const takePack = (token, locus, device) =>
  answered(`/lapangan/lokus/${locus}/bawa/`, sending(token, JSON.stringify({ device })));

// The events are put in as the text that was written to the disk, not spelled anew.
export const sendEvents = (token, person, device, rows) =>
  answered(
    "/lapangan/jurnal/",
    sending(token, `{"person":"${person}","device":"${device}","events":[${rows.map((row) => row.raw).join(",")}]}`),
  );

// Send a photo from where the server has it up to; resolves once all of it is there.
export async function sendPhoto(token, photo, sha256) {
  const address = `/lapangan/lokus/${photo.locus}/foto/${photo.upload}/`;
  let { received } = await answered(address);
  while (received < photo.bytes.byteLength) {
    const piece = photo.bytes.slice(received, received + PIECE);
    const query = `?mulai=${received}&ukuran=${photo.bytes.byteLength}&sidik=${sha256}`;
    const { response, body } = await ask(address + query, sending(token, piece, "application/octet-stream"));
    if (!response.ok && response.status !== 409) {
      throw new RefusedError(response.status, body.problem);
    }
    received = body.received;
  }
}
