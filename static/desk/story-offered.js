// @ts-check
/* Names offered while somebody types: a listbox under a text field. */

/**
 * One name as the server offers it.
 * @typedef {{ name: string, said: string, uid?: string }} Name
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Field
 */

const PAUSE = 150;
let made = 0;

/** @param {HTMLElement} list */
function spoken(list) {
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  list.after(said);
  return said;
}

export class Offered {
  /**
   * @param {Field} input
   * @param {string} url that is asked for names
   * @param {(field: any, name: Name) => void} choose puts a name in
   * @param {(field: any) => string | null} asked returns the words that names are wanted for; null for none now
   * @param {number} least so many letters are asked for
   */
  constructor(input, url, choose, asked, least = 2) {
    this.input = input;
    this.url = url;
    this.choose = choose;
    this.asked = asked;
    this.least = least;
    this.at = -1;
    this.turn = 0;
    /** @type {Name[]} */
    this.found = [];
    this.list = document.createElement("ul");
    this.list.className = "offered-list";
    this.list.id = `offered-${(made += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestions ?? input.form?.dataset.suggestions ?? "");
    this.list.hidden = true;
    input.parentElement?.classList.add("offered");
    input.after(this.list);
    // A box of many lines can be no combobox: what is offered is said in words beside it.
    this.said = input instanceof HTMLTextAreaElement ? spoken(this.list) : null;
    const role = this.said ? {} : { role: "combobox", "aria-expanded": "false" };
    for (const [name, value] of Object.entries({
      ...role, "aria-autocomplete": "list", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(/** @type {KeyboardEvent} */ (event)));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), PAUSE));
    this.list.addEventListener("pointerdown", (event) => {
      const item = event.target instanceof Element ? event.target.closest("li") : null;
      if (!item) return;
      event.preventDefault();
      this.take(Number(item.dataset.at));
    });
  }

  async ask() {
    const text = this.asked(this.input)?.trim();
    this.turn += 1;
    const { turn } = this;
    if (text === undefined || text.length < this.least) {
      this.close();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (turn !== this.turn) return;
    try {
      const answer = await fetch(`${this.url}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
      if (answer.ok && turn === this.turn) this.show((await answer.json()).names);
    } catch {
      this.close();
    }
  }

  /** @param {Name[]} names */
  show(names) {
    this.found = names;
    this.list.replaceChildren(...names.map((each, i) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${i}`;
      item.dataset.at = String(i);
      item.setAttribute("role", "option");
      item.append(each.name, Object.assign(document.createElement("small"), { textContent: each.said }));
      return item;
    }));
    this.mark(-1);
    this.list.hidden = !names.length;
    this.expand(Boolean(names.length));
    if (this.said) this.said.textContent = names.length ? (this.input.dataset.offered ?? "").replace("%s", String(names.length)) : "";
  }

  /** @param {boolean} open */
  expand(open) {
    if (!this.said) this.input.setAttribute("aria-expanded", String(open));
  }

  /** @param {number} at */
  mark(at) {
    this.at = at;
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[at].id);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.list.hidden || event.altKey) return;
    const last = this.found.length - 1;
    if (event.key === "ArrowDown") this.mark(this.at >= last ? 0 : this.at + 1);
    else if (event.key === "ArrowUp") this.mark(this.at <= 0 ? last : this.at - 1);
    else if (event.key === "Enter" && this.at >= 0) this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  /** @param {number} at */
  take(at) {
    this.choose(this.input, this.found[at]);
    this.input.form?.dispatchEvent(new CustomEvent("story:changed"));
    this.close();
  }

  close() {
    this.turn += 1;
    this.list.hidden = true;
    this.expand(false);
    if (this.said) this.said.textContent = "";
    this.mark(-1);
  }
}
