// @ts-check
/* What was pressed in a cull, until the server has it: kept in this browser, sent one by one, tried again. */

/** @typedef {{ rating?: number, mark?: string }} Act */

const LONGEST_WAIT = 30_000;

export class Queue {
  /**
   * @param {{ url: string, token: string, user: string, onState: (waiting: number, signedOut: boolean) => void,
   *   onRefused: (id: string, sentence: string) => void }} said
   */
  constructor(said) {
    this.said = said;
    this.key = `cull-${said.user}`;
    /** @type {Map<string, Act>} */
    this.acts = new Map(JSON.parse(localStorage.getItem(this.key) ?? "[]"));
    this.sending = false;
    this.wait = 1_000;
    addEventListener("online", () => this.send());
    if (this.acts.size) this.send();
  }

  /** @param {string} id @param {Act} act */
  add(id, act) {
    this.acts.set(id, { ...this.acts.get(id), ...act });
    this.keep();
    this.send();
  }

  keep() {
    localStorage.setItem(this.key, JSON.stringify([...this.acts]));
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    while (this.acts.size) {
      const [id, act] = /** @type {[string, Act]} */ (this.acts.entries().next().value);
      const outcome = await this.post(id, act);
      if (outcome !== "done") {
        this.said.onState(this.acts.size, outcome === "signed-out");
        setTimeout(() => this.send(), this.wait);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
        break;
      }
      this.wait = 1_000;
      // Pressed again while it was on its way: what is new is still to be sent.
      if (this.acts.get(id) === act) this.acts.delete(id);
      this.keep();
      this.said.onState(this.acts.size, false);
    }
    this.sending = false;
  }

  /** @param {string} id @param {Act} act @returns {Promise<"done" | "later" | "signed-out">} */
  async post(id, act) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.said.token);
    body.append("photo", id);
    if (act.rating !== undefined) body.append("rating", String(act.rating));
    if (act.mark !== undefined) body.append("mark", act.mark || "none");
    try {
      const answer = await fetch(this.said.url, {
        method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", keepalive: true,
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) return "signed-out";
      if (answer.status !== 200 && answer.status !== 422) return "later";
      for (const each of (await answer.json()).results) if (each.error) this.said.onRefused(String(each.id), each.error);
      return "done";
    } catch {
      return "later";
    }
  }
}
