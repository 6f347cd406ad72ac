/* The form as a whole: what the bar says of it, the count of words, sending it. */

import { isDirty, isPlain, post } from "desk/editor/saving";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const count = /** @type {HTMLElement} */ (document.getElementById("word-count"));
// What was typed is on the server's journal or in the browser's own store: leaving loses nothing.
let kept = false;

/** @param {string} state */
function show(state) {
  const saved = /** @type {HTMLElement} */ (document.getElementById("saved"));
  // "Saved 14:03:07" came with the answer.
  const words = saved.dataset[state];
  if (words) saved.textContent = words;
  saved.classList.toggle("dirty", state !== "saved" && state !== "saving");
}

function touched() {
  kept = false;
  show("dirty");
}

/** @param {string} html */
function wordsIn(html) {
  const text = new DOMParser().parseFromString(html.replace(/<(\/p|\/h\d|\/li|br)/g, " <$1"), "text/html").body.textContent;
  return (text ?? "").split(/\s+/).filter(Boolean).length;
}

function countWords() {
  const body = /** @type {HTMLTextAreaElement | null} */ (form.querySelector("[name=body]"));
  const asked = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=commissioned]"));
  if (!body) return;
  const words = wordsIn(body.value);
  const most = Number(asked?.value) || 0;
  count.textContent = `${words}${most ? `/${most}` : ""} ${count.dataset.words}`;
  count.classList.toggle("is-over", most > 0 && words > most);
}

form.classList.add("scripted");
for (const control of form.querySelectorAll("[data-add], [data-up], [data-down], [data-out], [data-handle], [data-pick]")) {
  /** @type {HTMLElement} */ (control).hidden = false;
}

let waiting = 0;
form.addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.name) return;
  touched();
  if (field.name !== "body" && field.name !== "commissioned") return;
  clearTimeout(waiting);
  waiting = setTimeout(countWords, 150);
});
form.addEventListener("change", (event) => { if (/** @type {HTMLInputElement} */ (event.target).name) touched(); });
form.addEventListener("story:changed", touched);
form.addEventListener("story:kept", () => { kept = true; if (isDirty()) show("kept"); });
form.addEventListener("story:state", (event) => {
  const { state } = /** @type {CustomEvent} */ (event).detail;
  if (state === "saved" || state === "saving" || state === "dirty") kept = false;
  show(state);
});
form.addEventListener("story:renewed", countWords);
form.addEventListener("story:signed-in", () => { if (isDirty()) post(null); });

let sending = false;
form.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  // A sheet's act and the library's page are opened by others; both have a page of their own without them.
  if (isPlain() || button?.value === "photos" || button?.hasAttribute("data-page")) { sending = true; return; }
  event.preventDefault();
  if (button?.hasAttribute("data-sheet")) form.dispatchEvent(new CustomEvent("story:sheet", { detail: { button } }));
  else if (button?.value === "add_note") leaveNote(button);
  else if (button?.name === "_note") post(button, { without: ["base"] });
  else post(button);
});

/** A note is kept for itself: the copy is saved when somebody saves it, or with a note on words that are not saved. @param {HTMLButtonElement} button */
async function leaveNote(button) {
  const text = /** @type {HTMLTextAreaElement} */ (document.getElementById("note-text"));
  if (!text.value.trim()) { text.focus(); return; }
  const quote = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("note_quote"));
  if (!await post(button, { without: quote?.value && isDirty() ? [] : ["base"] })) return;
  text.value = "";
  /** @type {HTMLInputElement} */ (form.elements.namedItem("note_must")).checked = false;
  form.dispatchEvent(new CustomEvent("story:note-left"));
}

window.addEventListener("beforeunload", (event) => {
  if (!sending && !kept && isDirty()) event.preventDefault();
});

// What the journal gave back is no save, and it is in the journal still.
if (form.querySelector("[name=journal_from]")) {
  kept = true;
  show("kept");
}
const refused = document.getElementById("refused");
if (refused) {
  refused.focus();
  touched();
}
