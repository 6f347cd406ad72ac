/* What the server does not have yet, in the browser's own database: written with every change, deleted once the server
   has it. IndexedDB and not localStorage: its writes are the system's as soon as they complete, while Chromium keeps
   what is put in localStorage in memory for seconds, and up to a minute in a busy tab. Each person has their own. */

/** @typedef {{key: string, who: string, place: string, form: string, seq: number, at: string, payload: string}} Kept */

const NAME = "newsroom-typed";
const STORE = "typed";

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("who", "who"); };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
  return opened;
}

/** @param {IDBTransaction} under @returns {Promise<void>} */
const done = (under) => new Promise((resolve, reject) => {
  under.oncomplete = () => resolve();
  under.onerror = under.onabort = () => reject(under.error);
});

// Opened before the first word: a page that is closing has no time to.
open().catch(() => {});

/** Keep this in place of what the page kept before. Return whether the browser has it. @param {Kept} kept */
export async function put(kept) {
  try {
    const under = (await open()).transaction(STORE, "readwrite", { durability: "strict" });
    under.objectStore(STORE).put(kept);
    under.commit();
    await done(under);
    return true;
  } catch {
    return false;
  }
}

/** Forget what a page kept, unless it kept something later. @param {string} key @param {number} seq */
export async function drop(key, seq) {
  try {
    const under = (await open()).transaction(STORE, "readwrite");
    const store = under.objectStore(STORE);
    const asked = store.get(key);
    asked.onsuccess = () => { if (asked.result && asked.result.seq <= seq) store.delete(key); };
    await done(under);
  } catch {
    // It is offered once more, and the server knows that it has it.
  }
}

/** Return what earlier pages of this person left, the latest first. @param {string} who @returns {Promise<Kept[]>} */
export async function leftovers(who) {
  try {
    const under = (await open()).transaction(STORE);
    const asked = under.objectStore(STORE).index("who").getAll(who);
    await done(under);
    return /** @type {Kept[]} */ (asked.result).sort((one, other) => (one.at < other.at ? 1 : -1));
  } catch {
    return [];
  }
}
