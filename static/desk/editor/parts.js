/* Parts of the page that an answer of the server makes new: everything but what is being typed. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
/** What each part said before a script touched it. @type {Map<string, string>} */
const said = new Map();

/** @param {ParentNode} root @returns {Element[]} */
const partsOf = (root) => [...root.querySelectorAll("[data-part]")];
/** @param {Element} part */
const nameOf = (part) => part.getAttribute("data-part") ?? "";

for (const part of partsOf(document)) said.set(nameOf(part), part.innerHTML);

/** Show what only a script can do. */
export function unfold() {
  for (const each of document.querySelectorAll("[data-scripted]")) /** @type {HTMLElement} */ (each).hidden = false;
}

/** Name a control so that its successor can be found. @param {Element | null} control */
function likeness(control) {
  if (!control) return "";
  if (control.id) return `#${CSS.escape(control.id)}`;
  const value = control.getAttribute("value");
  return value ? `[value="${CSS.escape(value)}"]` : "";
}

/** Make one part new; what was open stays open, and the focus stays at its place. @param {Element} part @param {Element} now */
function replace(part, now) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const like = likeness(focused);
  const open = [...part.querySelectorAll("details")].map((each) => each.open);
  part.replaceChildren(...[...now.childNodes].map((node) => document.importNode(node, true)));
  part.querySelectorAll("details").forEach((each, i) => { each.open = each.open || Boolean(open[i]); });
  if (!focused) return;
  const next = (like && part.querySelector(like)) || part.querySelector("button, a[href], input");
  /** @type {HTMLElement | null} */ (next ?? document.querySelector("[data-next]"))?.focus();
}

/** Make every part new that says something else by now; tell those who work on them. @param {Document} fresh */
export function renewParts(fresh) {
  for (const part of partsOf(document)) {
    const name = nameOf(part);
    const now = fresh.querySelector(`[data-part="${name}"]`);
    if (!now || name === "messages") continue;
    const text = now.innerHTML;
    // What was saved when is written over while it is being saved.
    if (said.get(name) === text && name !== "bar-saved") continue;
    said.set(name, text);
    replace(part, now);
  }
  document.querySelector("[data-part=messages]")?.replaceChildren();
  unfold();
  form.dispatchEvent(new CustomEvent("story:renewed", { bubbles: true }));
}
