// Talking to the server: short patience, no trust in what the browser says about the network, no redirect followed.
// Networks with a sign-in page of their own answer in the server's place, often with 200 or a redirect: only what the
// server alone can say counts as its word.

const PATIENCE = 20_000;
export const PIECE = 256 * 1024;

export class SilentError extends Error {}
// Somebody answered, but not this server.
export class StrangeError extends SilentError {}
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
    throw new StrangeError("redirected");
  }
  if (response.status > 500) {
    throw new SilentError(`status ${response.status}`);
  }
  let body;
  try {
    body = await response.json();
  } catch (error) {
    if (response.ok) {
      throw new StrangeError(String(error));
    }
    throw new RefusedError(response.status, "");
  }
  return { response, body };
}

async function answered(address, options) {
  const { response, body } = await ask(address, options);
  if (!response.ok) {
    throw new RefusedError(response.status, body?.problem);
  }
  return body;
}

// The server's word, if `isIts` knows it for that.
async function certain(address, options, isIts) {
  const body = await answered(address, options);
  if (!isIts(body)) {
    throw new StrangeError("not the server's word");
  }
  return body;
}

const sending = (token, body, type = "application/json") => ({
  method: "POST",
  headers: { "X-CSRFToken": token, "Content-Type": type },
  body,
});

// Whether the server answers and who is signed in; SignedOutError only on its own word.
export async function pulse() {
  const isIts = (body) => typeof body?.time === "string" && (body.person === null || (body.person?.id && body.token));
  try {
    const told = await certain("/lapangan/denyut/", {}, isIts);
    if (!told.person) {
      throw new SignedOutError();
    }
    return told;
  } catch (error) {
    if (error instanceof RefusedError) {
      throw error.status === 500 ? new SilentError(error.message) : new StrangeError(error.message);
    }
    throw error;
  }
}

export const takeable = () => certain("/lapangan/daftar/", {}, (body) => Array.isArray(body?.loci));

export const takePack = (token, locus, device) =>
  certain(`/lapangan/lokus/${locus}/bawa/`, sending(token, JSON.stringify({ device })), (body) => body?.locus === locus && body.device?.id === device);

// The events are put in as the text that was written to the disk, not spelled anew.
export const sendEvents = (token, person, device, rows) =>
  certain(
    "/lapangan/jurnal/",
    sending(token, `{"person":"${person}","device":"${device}","events":[${rows.map((row) => row.raw).join(",")}]}`),
    (body) => Array.isArray(body?.receipts),
  );

// Send a photo from where the server has it up to; resolves once all of it is there, or its event is.
export async function sendPhoto(token, photo, event, sha256) {
  const address = `/lapangan/lokus/${photo.locus}/foto/${photo.upload}/`;
  const found = await certain(`${address}?isian=${event}`, {}, (body) => Number.isInteger(body?.received));
  let { received } = found;
  while (!found.is_known && received < photo.bytes.byteLength) {
    const piece = photo.bytes.slice(received, received + PIECE);
    const query = `?mulai=${received}&ukuran=${photo.bytes.byteLength}&sidik=${sha256}`;
    const { response, body } = await ask(address + query, sending(token, piece, "application/octet-stream"));
    if (!response.ok && response.status !== 409) {
      throw new RefusedError(response.status, body?.problem);
    }
    if (!Number.isInteger(body?.received) || body.received === received) {
      throw new SilentError("no piece was taken");
    }
    ({ received } = body);
  }
}
