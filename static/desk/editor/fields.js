/* What the form holds, and what of it an answer of the server may make new: never what was typed since. */

import { bodyEditor } from "desk/editor/body";

/** @typedef {Map<string, string>} Held What a form holds, by field; the rows of a section as one text. */

// They say how it is sent, not what the story is.
const NOT_THE_STORY = new Set(["csrfmiddlewaretoken", "base", "opened", "opened", "revision", "version", "note_text", "note_quote", "note_paragraph", "note_nth", "note_must", "note_answers", "_note", "new_tags", "let_go", "photo_upload", "typed_by", "journal", "journal_seq", "journal_from", "_save", "_verb"]);
const OF_A_ROW = /^(byline|photo)-/;

/** @param {string} text */
const oneSpelling = (text) => text.replace(/\r\n?/g, "\n").trim();

/** Return HTML as a parser reads it, without what stands between its elements. @param {string} html */
function asRead(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.body.innerHTML.replace(/>\s+</g, "><").trim();
}

/** @param {Element} section @returns {Element[]} */
function rowsOf(section) {
  /** @param {Element} row @param {string} end */
  const field = (row, end) => /** @type {HTMLInputElement | null} */ (row.querySelector(`[name$="-${end}"]`));
  return [...section.querySelectorAll(".rows > [data-row]")]
    .filter((row) => !field(row, "DELETE")?.checked && field(row, "name")?.value !== "")
    .sort((one, other) => Number(field(one, "ORDER")?.value || 99) - Number(field(other, "ORDER")?.value || 99));
}

/** Return the rows of a section as one text, whatever numbers they have. @param {Element} section */
function rowsText(section) {
  return JSON.stringify(rowsOf(section).map((row) => [...row.querySelectorAll("input, select, textarea")]
    .map((each) => /** @type {HTMLInputElement} */ (each))
    .filter((each) => !/-(ORDER|DELETE)$/.test(each.name))
    .map((each) => [each.name.replace(/^\w+-\d+-/, ""), each.type === "checkbox" ? each.checked : oneSpelling(each.value)])));
}

/** Return what the form holds. @param {HTMLFormElement} form @returns {Held} */
export function held(form) {
  /** @type {Held} */
  const found = new Map();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || NOT_THE_STORY.has(name) || OF_A_ROW.test(name)) continue;
    found.set(name, name === "body" ? asRead(value) : oneSpelling(value));
  }
  for (const section of form.querySelectorAll("[data-rows]")) {
    found.set(`rows:${section.getAttribute("data-rows")}`, rowsText(section));
  }
  return found;
}

/** Say whether two forms hold the same. @param {Held} one @param {Held} other */
export function same(one, other) {
  return [...new Set([...one.keys(), ...other.keys()])].every((name) => (one.get(name) ?? "") === (other.get(name) ?? ""));
}

/** @param {HTMLFormElement} form @param {HTMLFormElement} fresh @param {string} name */
function putField(form, fresh, name) {
  const there = form.elements.namedItem(name);
  const now = fresh.elements.namedItem(name);
  if (!(there instanceof HTMLElement) || !now || !("value" in now)) return false;
  const field = /** @type {HTMLInputElement} */ (there);
  if (field.type === "checkbox") { field.checked = "checked" in now && Boolean(now.checked); return true; }
  const at = document.activeElement === field && "selectionStart" in field ? field.selectionStart : null;
  field.value = now.value;
  if (at !== null) field.setSelectionRange(Math.min(at, field.value.length), Math.min(at, field.value.length));
  if (name === "body") bodyEditor()?.commands.setContent(now.value, { emitUpdate: false });
  return true;
}

/** @param {HTMLFormElement} form @param {HTMLFormElement} fresh @param {string} kind */
function putRows(form, fresh, kind) {
  const there = form.querySelector(`[data-rows="${kind}"]`);
  const now = fresh.querySelector(`[data-rows="${kind}"]`);
  const rows = there?.querySelector(".rows");
  const total = /** @type {HTMLInputElement | null} */ (there?.querySelector("[name$=-TOTAL_FORMS]"));
  if (!there || !now || !rows || !total) return false;
  total.value = /** @type {HTMLInputElement} */ (now.querySelector("[name$=-TOTAL_FORMS]")).value;
  const focused = rows.contains(document.activeElement) ? document.activeElement?.getAttribute("name") : null;
  rows.replaceChildren(...[...now.querySelectorAll(".rows > [data-row]")].map((row) => document.importNode(row, true)));
  for (const row of rows.children) there.dispatchEvent(new CustomEvent("story:row", { detail: { row } }));
  there.dispatchEvent(new CustomEvent("story:rows"));
  if (focused) /** @type {HTMLElement | null} */ (rows.querySelector(`[name="${focused}"]`))?.focus();
  return true;
}

/**
 * Take into the form what the server stored otherwise than it was sent. Return whether the form now holds all of it:
 * only then does it stand on the server's revision, or the next save would undo a colleague's.
 * @param {HTMLFormElement} form @param {HTMLFormElement} fresh @param {Held} sent
 */
export function renewFields(form, fresh, sent) {
  const now = held(form);
  const stored = held(fresh);
  let whole = true;
  for (const name of new Set([...sent.keys(), ...stored.keys()])) {
    const kept = stored.get(name) ?? "";
    if (kept === (sent.get(name) ?? "") || kept === (now.get(name) ?? "")) continue;
    const typedSince = (now.get(name) ?? "") !== (sent.get(name) ?? "");
    if (typedSince) whole = false;
    else whole = (name.startsWith("rows:") ? putRows(form, fresh, name.slice(5)) : putField(form, fresh, name)) && whole;
  }
  return whole;
}
