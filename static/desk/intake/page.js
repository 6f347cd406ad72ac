// @ts-check
/* The parts of the page on pasted copy. The form's inside is made anew with every reading, so none is kept. */

/** A part that the page always has. @param {string} id */
export const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** A part that may be gone by now. @param {string} id */
export const found = (id) => document.getElementById(id);

export const form = /** @type {HTMLFormElement} */ (document.getElementById("intake"));

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
export const all = (root, selector) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];

/** @param {Element | null} line @returns {HTMLSelectElement | null} */
export const selectOf = (line) => line?.querySelector("select.intake-role") ?? null;

/** @returns {HTMLButtonElement} */
export const createButton = () => /** @type {HTMLButtonElement} */ (form.querySelector("button[name=create]"));

/** Show a sentence above the fields; an empty one takes it away. @param {string} sentence */
export function say(sentence) {
  const box = part("intake-trouble");
  box.textContent = sentence;
  box.hidden = !sentence;
  if (sentence) box.scrollIntoView({ block: "nearest" });
}

/** Put the focus on what a line is called. @param {Element | null} line */
export function focusLine(line) {
  const select = selectOf(line);
  if (!select) return;
  select.focus({ preventScroll: true });
  line?.scrollIntoView({ block: "nearest" });
}

/** Show what only a script can do: the keys, and taking a name off. */
export function prepare() {
  part("intake-keys").hidden = false;
  for (const drop of all(form, ".intake-byline:not(.intake-spare) .intake-drop")) drop.hidden = false;
}
