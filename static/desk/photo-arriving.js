// @ts-check
/* Sending one file in pieces. The server holds how much of it is there: after a lost line, or a page loaded anew, it
   goes on from that byte. */

/**
 * What the server says of one file.
 * @typedef {{ uid: string, name: string, url: string, held: number, state: string, said: string, inside: string,
 *   document?: { said: string, url: string },
 *   photo?: { thumbnail: string, credit_line: string, reason: string, url: string },
 *   alike?: { said: string, thumbnail: string, url: string } | null }} Line
 */

const PIECE = 4 * 1024 * 1024;
const LOOKED_AT = 64 * 1024;
const WAITS = [1, 2, 5, 10, 20, 30];

/** @param {ArrayBuffer} buffer @param {number} seed */
function hash(buffer, seed) {
  let sum = seed >>> 0;
  for (const byte of new Uint8Array(buffer)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum.toString(16).padStart(8, "0");
}

/**
 * By what a file is known again: its size, its date, and what it begins and ends with.
 * @param {File} file
 */
export async function fingerprint(file) {
  const [head, tail] = await Promise.all([
    file.slice(0, LOOKED_AT).arrayBuffer(), file.slice(Math.max(0, file.size - LOOKED_AT)).arrayBuffer(),
  ]);
  return [file.size, file.lastModified, hash(head, 0x811c9dc5), hash(tail, 0x811c9dc5), hash(head, 7)].join("-").slice(0, 64);
}

/** @param {number} seconds Until then, or until the line is back. */
function pause(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    addEventListener("online", () => { clearTimeout(timer); resolve(undefined); }, { once: true });
  });
}

/**
 * @param {string} url
 * @param {Blob} body
 * @param {string} token
 * @param {(loaded: number) => void} onProgress
 * @returns {Promise<{ status: number, said: any }>} Status 0: nothing came back.
 */
function post(url, body, token, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => resolve({ status: request.status, said: request.response }));
    for (const kind of ["error", "timeout", "abort"]) request.addEventListener(kind, () => resolve({ status: 0, said: null }));
    request.send(body);
  });
}

/**
 * Send what is still lacking of a file, trying again while the line is gone.
 * @param {File} file
 * @param {Line} line
 * @param {string} token
 * @param {{ onProgress: (sent: number) => void, onWait: () => void, goOn: () => boolean }} told
 * @returns {Promise<Line | null>} What became of it; null where it was given up.
 */
export async function send(file, line, token, told) {
  let { held } = line, tries = 0;
  while (told.goOn()) {
    const piece = file.slice(held, held + PIECE), from = held;
    const { status, said } = await post(`${line.url}?offset=${from}`, piece, token, (loaded) => told.onProgress(from + loaded));
    if (status === 200 && said) {
      if (said.state !== "coming") return said;
      tries = said.held > held ? 0 : tries + 1;
      held = said.held;
    } else if (status === 409 && said) {
      held = said.held;
      tries += 1;
    } else if (status === 0 || status >= 500 || status === 429) {
      told.onWait();
      if (tries >= WAITS.length) return null;
      await pause(WAITS[tries]);
      tries += 1;
    } else {
      return null;
    }
    if (tries > WAITS.length) return null;
    told.onProgress(held);
  }
  return null;
}
