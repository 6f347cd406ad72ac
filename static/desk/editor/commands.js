/* All commands in one list: do, go to, insert. Others add theirs by answering `story:commands`. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("commands"));
const find = /** @type {HTMLInputElement} */ (document.getElementById("commands-find"));
const list = /** @type {HTMLUListElement} */ (document.getElementById("commands-list"));
const said = /** @type {HTMLElement} */ (document.getElementById("commands-said"));

/** @typedef {{kind: string, label: string, run: () => void}} Command `run` is called when the list is closed. */

/** @type {Command[]} */
let offered = [];
/** @type {Command[]} */
let shown = [];
let at = 0;
/** @type {HTMLElement | null} */
let back = null;

/** @param {Element} element */
const wordsOf = (element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();

/** Open what hides a place, and go there. @param {HTMLElement} place */
export function goTo(place) {
  const rail = /** @type {HTMLElement | null} */ (place.closest("[popover]"));
  if (rail && getComputedStyle(rail).display === "none") rail.showPopover();
  for (let fold = place.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  const editor = /** @type {HTMLElement | null} */ (place.closest(".story-body")?.querySelector(".ProseMirror[contenteditable=true]"));
  (editor ?? place).focus();
  (editor ?? place).scrollIntoView({ block: "nearest" });
}

/** @returns {Command[]} */
function acts() {
  const save = /** @type {HTMLButtonElement | null} */ (form.querySelector(".story-acts [name=_save]"));
  const buttons = [...(save ? [save] : []), .../** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll(".next .verbs [name=_verb], .next .verbs [name=_save]"))];
  return buttons.map((button) => ({ kind: said.dataset.do ?? "", label: wordsOf(button), run: () => form.requestSubmit(button) }));
}

/** @returns {Command[]} */
function places() {
  const labels = /** @type {NodeListOf<HTMLLabelElement>} */ (form.querySelectorAll(".story-main > .field label, .story-pair label, .story-body label, .place label, .story-more label, .notes label"));
  const fields = [...labels].map((label) => ({ label: wordsOf(label), place: label.htmlFor ? document.getElementById(label.htmlFor) : null }));
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (form.querySelectorAll(".versions > p a"));
  return [
    ...fields.flatMap(({ label, place }) => (place ? [{ kind: said.dataset.go ?? "", label, run: () => goTo(place) }] : [])),
    ...[...links].map((link) => ({ kind: said.dataset.go ?? "", label: wordsOf(link), run: () => link.click() })),
  ];
}

/** @returns {Command[]} */
function blocks() {
  const tools = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".body-tools [data-do]"));
  return [...tools].map((tool) => ({ kind: said.dataset.insert ?? "", label: wordsOf(tool), run: () => tool.click() }));
}

/** @returns {Command[]} */
function gather() {
  /** @type {Command[]} */
  const items = [...acts(), ...places(), ...blocks()];
  form.dispatchEvent(new CustomEvent("story:commands", { bubbles: true, detail: { items } }));
  const seen = new Set();
  return items.filter(({ kind, label }) => label && !seen.has(kind + label) && seen.add(kind + label));
}

/** @param {number} to */
function mark(to) {
  at = shown.length ? (to + shown.length) % shown.length : -1;
  [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
  find.setAttribute("aria-activedescendant", at >= 0 ? `command-${at}` : "");
  list.children[at]?.scrollIntoView({ block: "nearest" });
}

function filter() {
  const words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  shown = offered.filter(({ kind, label }) => words.every((word) => `${kind} ${label}`.toLocaleLowerCase().includes(word)));
  list.replaceChildren(...shown.map(({ kind, label }, i) => {
    const item = document.createElement("li");
    item.id = `command-${i}`;
    item.setAttribute("role", "option");
    item.append(Object.assign(document.createElement("span"), { className: "quiet", textContent: kind }), ` ${label}`);
    return item;
  }));
  said.textContent = shown.length ? "" : said.dataset.none ?? "";
  mark(0);
}

function run() {
  const command = shown[at];
  if (!command) return;
  back = null;
  dialog.close();
  command.run();
}

export function openCommands() {
  back = /** @type {HTMLElement | null} */ (document.activeElement);
  offered = gather();
  find.value = "";
  dialog.showModal();
  filter();
  find.focus();
}

find.addEventListener("input", filter);
find.addEventListener("keydown", (event) => {
  const last = shown.length - 1;
  /** @type {Record<string, () => void>} */
  const moves = { ArrowDown: () => mark(at + 1), ArrowUp: () => mark(at - 1), Home: () => mark(0), End: () => mark(last), Enter: run };
  const move = moves[event.key];
  if (!move || event.isComposing) return;
  event.preventDefault();
  move();
});
list.addEventListener("click", (event) => {
  const item = /** @type {HTMLElement} */ (event.target).closest("li");
  if (item) { at = [...list.children].indexOf(item); run(); }
});
dialog.addEventListener("close", () => { back?.focus(); });
