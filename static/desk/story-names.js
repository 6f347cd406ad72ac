/* Names offered while somebody types: contributors on bylines, tags with their aliases. A listbox under a text field. */

let made = 0;

class Offered {
  constructor(input, url, choose, asked) {
    Object.assign(this, { input, url, choose, asked, at: -1, found: [] });
    this.list = document.createElement("ul");
    this.list.className = "offered-list";
    this.list.id = `offered-${(made += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.form.dataset.suggestions);
    this.list.hidden = true;
    input.parentElement.classList.add("offered");
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      const item = event.target.closest("li");
      if (item) { event.preventDefault(); this.take(Number(item.dataset.at)); }
    });
  }

  async ask() {
    const text = this.asked(this.input).trim();
    this.turn = (this.turn ?? 0) + 1;
    const turn = this.turn;
    if (text.length < 2) return this.close();
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (turn !== this.turn) return undefined;
    try {
      const answer = await fetch(`${this.url}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || turn !== this.turn) return undefined;
      this.show((await answer.json()).names);
    } catch {
      this.close();
    }
    return undefined;
  }

  show(names) {
    this.found = names;
    this.list.replaceChildren(...names.map((each, i) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${i}`;
      item.dataset.at = i;
      item.setAttribute("role", "option");
      item.append(each.name, Object.assign(document.createElement("small"), { textContent: each.said }));
      return item;
    }));
    this.mark(-1);
    this.list.hidden = !names.length;
    this.input.setAttribute("aria-expanded", String(Boolean(names.length)));
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[at].id);
  }

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

  take(at) {
    this.choose(this.input, this.found[at]);
    this.input.form.dispatchEvent(new CustomEvent("story:changed"));
    this.close();
  }

  close() {
    this.turn = (this.turn ?? 0) + 1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

const form = document.getElementById("story-form");

function onByline(input) {
  const uid = () => input.closest("[data-row]").querySelector("[name$=-contributor]");
  input.addEventListener("input", () => { uid().value = ""; });
  new Offered(input, form.dataset.suggestContributors, (field, name) => {
    field.value = name.name;
    uid().value = name.uid;
  }, (field) => field.value);
}

function lastName(text) {
  return text.slice(text.lastIndexOf(",") + 1);
}

for (const input of form.querySelectorAll(".byline-name input[type=text]")) onByline(input);
form.querySelector("[data-rows=byline]").addEventListener("story:row", (event) => {
  onByline(event.detail.row.querySelector(".byline-name input[type=text]"));
});
const tags = form.querySelector("[data-tags] input");
new Offered(tags, form.dataset.suggestTags, (field, name) => {
  const before = field.value.slice(0, field.value.length - lastName(field.value).length).trimEnd();
  const quoted = name.name.includes(",") ? `"${name.name}"` : name.name;
  field.value = `${before ? `${before} ` : ""}${quoted}, `;
}, (field) => lastName(field.value));
