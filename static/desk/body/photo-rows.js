// @ts-check
/* The rows of photos are what is sent; a figure in the text only says where its photo stands. This keeps the two in
   step: a figure that goes takes its row out, one that comes back (undo, cut and paste) brings it back. */

import { renumber } from "desk/story-rows";

export const section = /** @type {HTMLElement} */ (document.querySelector("[data-rows=photo]"));

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * @param {Element} row
 * @param {string} name
 * @returns {Control} the row's control of that name
 */
export const control = (row, name) => /** @type {Control} */ (row.querySelector(`[name$="-${name}"]`));

/**
 * @param {Control} field
 * @returns {field is HTMLInputElement} whether it is ticked rather than written in
 */
export const isTicked = (field) => field.type === "checkbox";

/** @returns {HTMLElement[]} every row, those taken out too */
const rows = () => /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".rows > [data-row]")]);

/**
 * @param {string} uid
 * @returns {HTMLElement | undefined} the row of this photo's use in the text, one that was taken out last
 */
export function rowOf(uid) {
  const mine = rows().filter((row) => control(row, "photo").value === uid && control(row, "use").value === "inline");
  return mine.find((row) => !row.hidden) ?? mine[0];
}

/**
 * Write one field of a row as if it had been typed there.
 * @param {HTMLElement} row
 * @param {string} name
 * @param {string | boolean} value
 */
export function write(row, name, value) {
  const field = control(row, name);
  if (typeof value !== "boolean") field.value = value;
  else if (isTicked(field)) field.checked = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * @param {HTMLElement} row
 * @param {boolean} out
 */
export function setOut(row, out) {
  /** @type {HTMLInputElement} */ (control(row, "DELETE")).checked = out;
  row.hidden = out;
  renumber(section);
}

/**
 * Make a row for a photo that came by itself, as with a paragraph copied from another story.
 * @param {string} uid
 */
export async function fetchRow(uid) {
  const { put } = await import("desk/story-photo-row");
  const url = /** @type {HTMLElement} */ (section.closest("form")).dataset.pickUrl;
  const answer = await fetch(`${url}?uid=${uid}`);
  const [photo] = answer.ok ? (await answer.json()).photos : [];
  if (photo && photo.uid === uid && !rowOf(uid)) put(photo, "inline");
  told();
}

/** Let every figure look at its row again. */
export function told() {
  section.dispatchEvent(new CustomEvent("body:rows"));
}

