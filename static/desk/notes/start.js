// @ts-check
/* Notes beside the copy: leave one on the selected words, go from a mark to its note and back, answer in a thread. */

import { mark, marks, standing } from "desk/notes/marks";
import { selected } from "desk/notes/places";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const card = /** @type {HTMLElement} */ (document.getElementById("notes"));
/** @type {any} */
let editor = null;

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
/** @param {string} name @returns {HTMLElement | null} */
const part = (name) => card.querySelector(`[data-note-${name}]`);

/** @returns {import("desk/notes/marks").Noted[]} */
function noted() {
  return [.../** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll("[data-note-id]"))].map(({ dataset }) => ({
    id: dataset.noteId ?? "",
    paragraph: Number(dataset.paragraph),
    nth: Number(dataset.nth),
    quote: dataset.quote ?? "",
    label: `${card.dataset.note}: ${dataset.who}`,
  }));
}

/** Say what the box is about; nothing is the whole story. @param {{quote?: string, paragraph?: number, nth?: number, answers?: string}} what @param {string} [sentence] */
function about({ quote = "", paragraph, nth, answers = "" }, sentence = "") {
  const values = { note_quote: quote, note_paragraph: paragraph ?? "", note_nth: nth ?? "", note_answers: answers };
  for (const [name, value] of Object.entries(values)) {
    const one = field(name);
    if (one) one.value = String(value);
  }
  const line = part("about");
  if (!line) return;
  line.hidden = !sentence;
  /** @type {HTMLElement} */ (line.querySelector("span")).textContent = sentence;
}

/** @param {string | undefined} sentence @param {string} words */
const saying = (sentence, words) => (sentence ?? "").replace("%s", words.length > 80 ? `${words.slice(0, 79)}…` : words);

function onSelection() {
  const passage = editor && selected(editor.state);
  const said = part("said");
  if (!passage) {
    if (said) said.textContent = card.dataset.none ?? "";
    return;
  }
  about(passage, saying(card.dataset.on, passage.quote));
  showCard();
  field("note_text")?.focus();
}

/** On a phone the cards are a sheet of their own. */
function showCard() {
  const rail = document.getElementById("story-rail");
  if (rail && !card.checkVisibility() && "showPopover" in rail) rail.showPopover();
}

/** @param {string} id */
function showNote(id) {
  showCard();
  const note = document.getElementById(`note-${id}`);
  note?.scrollIntoView({ block: "nearest" });
  note?.focus();
}

/** @param {string} id */
function showPassage(id) {
  const place = editor && standing(editor, id);
  if (place) editor.chain().focus().setTextSelection(place).scrollIntoView().run();
  return Boolean(place);
}

card.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const go = target.closest("[data-note-go]");
  if (go && showPassage(go.closest("[data-note-id]")?.getAttribute("data-note-id") ?? "")) event.preventDefault();
  if (target.closest("[data-note-clear]")) { about({}); field("note_text")?.focus(); }
  if (target.closest("[data-note-selection]")) onSelection();
  const reply = /** @type {HTMLButtonElement | null} */ (target.closest("[data-note-reply]"));
  if (!reply) return;
  event.preventDefault();
  about({ answers: reply.value.replace("reply:", "") }, saying(card.dataset.answering, reply.dataset.text ?? ""));
  field("note_text")?.focus();
});
form.addEventListener("story:note-left", () => about({}));
form.addEventListener("story:renewed", () => { if (editor) mark(editor, noted()); });
form.addEventListener("story:commands", (event) => {
  if (!part("selection")) return;
  /** @type {CustomEvent} */ (event).detail.items.push({ kind: card.dataset.note ?? "", label: `${card.dataset.command} (Ctrl+Alt+M)`, run: onSelection });
});
document.addEventListener("keydown", (event) => {
  if (!editor || !event.altKey || !(event.ctrlKey || event.metaKey) || event.code !== "KeyM") return;
  event.preventDefault();
  onSelection();
}, true);
document.addEventListener("prose-editor:ready", (event) => {
  const ready = /** @type {CustomEvent} */ (event).detail;
  if (ready.textarea.name !== "body") return;
  ({ editor } = ready);
  editor.registerPlugin(marks(showNote));
  mark(editor, noted());
});
// With a script the words are chosen in the text.
const plain = part("plain");
if (plain && !field("note_quote")?.value) plain.hidden = true;
