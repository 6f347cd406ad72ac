// @ts-check
/* What was posted and not yet taken: kept in this browser, numbered, sent in order, tried again after a lost line. Each
   has a number of its own, so that the server takes it once however often it is sent. */

/**
 * @typedef {{ token: string, fields: [string, string][], words: string, refused?: string }} Item
 * @typedef {"done" | "later" | "signed-out" | "refused"} Outcome
 */

const LONGEST_WAIT = 15_000;
/** Where the browser keeps nothing, the page does. @type {Map<string, string>} */
const inPage = new Map();

/** @param {string} key */
export function kept(key) {
  try {
    return localStorage.getItem(key) ?? inPage.get(key) ?? null;
  } catch {
    return inPage.get(key) ?? null;
  }
}

/** The number of an entry, that nobody else makes; pages that are not secure have no `randomUUID`. */
export function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} key @param {string} value */
export function keep(key, value) {
  inPage.set(key, value);
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // It is kept in the page.
  }
}

export class Outbox {
  /**
   * @param {{ key: string, url: string, csrf: () => string, onChange: (items: Item[], state: string) => void,
   *   onSent: (said: string) => void, onRefused: (item: Item) => boolean }} said
   *   `onRefused` says whether the words went back into the box
   */
  constructor(said) {
    this.said = said;
    this.sending = false;
    this.wait = 1_000;
    this.state = "waiting";
    addEventListener("online", () => this.send());
    addEventListener("storage", (event) => { if (event.key === said.key) this.tell(); });
    this.tell();
    if (this.items.length) this.send();
  }

  /** Read anew every time: another tab may have sent some. @returns {Item[]} */
  get items() {
    return JSON.parse(kept(this.said.key) || "[]");
  }

  set items(items) {
    keep(this.said.key, items.length ? JSON.stringify(items) : "");
    this.tell();
  }

  tell() {
    this.said.onChange(this.items, this.state);
  }

  /** @param {Item} item */
  add(item) {
    this.items = [...this.items, item];
    this.send();
  }

  /** @param {string} token */
  drop(token) {
    this.items = this.items.filter((each) => each.token !== token);
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.again);
    for (let item = this.next; item; item = this.next) {
      this.state = "sending";
      this.tell();
      const { outcome, sentence } = await this.post(item);
      this.state = "waiting";
      if (outcome === "later" || outcome === "signed-out") {
        this.state = outcome === "later" ? "waiting" : "signed-out";
        this.tell();
        this.again = setTimeout(() => this.send(), this.wait);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
        break;
      }
      this.wait = 1_000;
      if (outcome === "done") {
        this.drop(item.token);
        this.said.onSent(sentence);
      } else if (this.said.onRefused({ ...item, refused: sentence })) {
        this.drop(item.token);
      } else {
        this.items = this.items.map((each) => each.token === item.token ? { ...each, refused: sentence } : each);
      }
    }
    this.sending = false;
  }

  /** @returns {Item | undefined} */
  get next() {
    return this.items.find((each) => !each.refused);
  }

  /** @param {Item} item @returns {Promise<{ outcome: Outcome, sentence: string }>} */
  async post(item) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.said.csrf());
    for (const [name, value] of item.fields) body.append(name, value);
    return ask(this.said.url, body);
  }
}

/**
 * Send a form of the live desk; the sentence says what was done, or why not.
 * @param {string} url
 * @param {FormData} body
 * @returns {Promise<{ outcome: Outcome, sentence: string }>}
 */
export async function ask(url, body) {
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) return { outcome: "signed-out", sentence: "" };
    if (answer.status !== 200 && answer.status !== 422) return { outcome: "later", sentence: "" };
    const told = await answer.json();
    return told.refused ? { outcome: "refused", sentence: told.refused } : { outcome: "done", sentence: told.said };
  } catch {
    return { outcome: "later", sentence: "" };
  }
}
