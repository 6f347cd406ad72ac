// @ts-check
/* Tags that the text asks for, in a row under the field: one key takes one. */

const REST = 1500;

/** @typedef {{name: string, said: string}} Offer */

class SuggestedTags {
  /** @param {HTMLFormElement} form @param {HTMLElement} place */
  constructor(form, place) {
    this.form = form;
    this.place = place;
    this.input = /** @type {HTMLInputElement} */ (form.querySelector("[data-tags] input"));
    this.row = /** @type {HTMLElement} */ (place.querySelector("[role=toolbar]"));
    this.status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    this.turn = 0;
    form.addEventListener("story:changed", () => this.later());
    form.addEventListener("input", () => this.later());
    this.row.addEventListener("click", (event) => this.pressed(event));
    this.row.addEventListener("keydown", (event) => this.key(event));
    document.querySelector("[data-suggest-plain]")?.setAttribute("hidden", "");
    this.ask();
  }

  later() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), REST);
  }

  async ask() {
    this.turn += 1;
    const turn = this.turn;
    const data = new FormData();
    const typed = new FormData(this.form);
    for (const name of ["headline", "dek", "dateline", "body", "tags", "csrfmiddlewaretoken"]) {
      data.set(name, typed.get(name) ?? "");
    }
    try {
      const answer = await fetch(String(this.place.dataset.url), { method: "POST", body: data });
      if (answer.ok && turn === this.turn) this.show((await answer.json()).names);
    } catch {
      // No line to the server: what is offered stays; the form itself says that it is offline.
    }
  }

  /** @param {Offer[]} offers */
  show(offers) {
    const had = this.row.contains(document.activeElement);
    this.row.replaceChildren(...offers.map((offer, at) => this.item(offer, at)));
    this.place.hidden = !offers.length;
    if (had) this.focus(0);
  }

  /** @param {Offer} offer @param {number} at */
  item(offer, at) {
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: "button small", title: offer.said, tabIndex: at ? -1 : 0,
    });
    button.dataset.name = offer.name;
    const key = Object.assign(document.createElement("kbd"), { textContent: String(at + 1) });
    button.append(key, ` ${offer.name}`);
    return button;
  }

  /** @returns {HTMLButtonElement[]} */
  get buttons() {
    return [...this.row.querySelectorAll("button")];
  }

  /** @param {MouseEvent} event */
  pressed(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button) this.take(button);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const ahead = getComputedStyle(this.row).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = ahead === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const chosen = /^[1-9]$/.test(event.key) ? this.buttons[Number(event.key) - 1] : undefined;
    if (chosen) this.take(chosen);
    else if (event.key === ahead || event.key === "ArrowDown") this.focus(at + 1);
    else if (event.key === back || event.key === "ArrowUp") this.focus(at - 1);
    else return;
    event.preventDefault();
  }

  /** @param {number} at */
  focus(at) {
    const all = this.buttons;
    if (!all.length) {
      this.input.focus();
      return;
    }
    const next = all[(at + all.length) % all.length];
    all.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  }

  /** @param {HTMLElement} button */
  take(button) {
    const name = String(button.dataset.name);
    const written = name.includes(",") ? `"${name}"` : name;
    const before = this.input.value.trim().replace(/,$/, "");
    this.input.value = before ? `${before}, ${written}` : written;
    const at = this.buttons.indexOf(/** @type {HTMLButtonElement} */ (button));
    button.remove();
    this.buttons.forEach((each, n) => { /** @type {HTMLElement} */ (each.querySelector("kbd")).textContent = String(n + 1); });
    this.focus(Math.min(at, this.buttons.length - 1));
    this.place.hidden = !this.buttons.length;
    this.status.textContent = String(this.place.dataset.added).replace("%(name)s", name);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.form.dispatchEvent(new CustomEvent("story:changed"));
  }
}

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("story-form"));
const place = document.getElementById("suggested-tags");
if (form && place) new SuggestedTags(form, place);
