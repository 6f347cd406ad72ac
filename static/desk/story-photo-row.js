// @ts-check
/* The row that a photo of a story has in the form. */

import { addRow } from "desk/story-rows";
import { form } from "desk/typed-form";

/**
 * What the server tells of a photo.
 * @typedef {{ uid: string, name: string, caption: string, alt_text: string, credit_line: string, thumbnail: string,
 *   url: string, usable: boolean, why_not: string[], reason: string, barred: boolean, care?: string, counted: string }} Picture
 */

const section = /** @type {HTMLElement} */ (form.querySelector("[data-rows=photo]"));
const { noCredit = "" } = /** @type {HTMLElement} */ (document.getElementById("photo-picker")).dataset;

/**
 * Give a chosen photo a row. Without a use it becomes the lead, or stands in the text where there is a lead.
 * @param {Picture} photo
 * @param {string | null} [use]
 * @returns {HTMLElement}
 */
export function put(photo, use = null) {
  const row = addRow(section);
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (row.querySelector(`[name$=-${name}]`));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (row.querySelector(`[data-${name}]`));
  const uses = /** @type {HTMLSelectElement[]} */ ([...section.querySelectorAll("[data-row]:not([hidden]) [name$=-use]")]);
  const hasLead = uses.some((each) => !row.contains(each) && each.value === "lead");
  row.id = `photo-${photo.uid}`;
  field("photo").value = photo.uid;
  field("use").value = use ?? (hasLead ? "inline" : "lead");
  field("caption").value = photo.caption;
  field("alt").value = photo.alt_text;
  const thumb = /** @type {HTMLImageElement} */ (part("thumb"));
  thumb.src = photo.thumbnail;
  thumb.hidden = false;
  const credit = Object.assign(document.createElement("a"), { href: photo.url, textContent: photo.credit_line || noCredit });
  part("credit").replaceChildren(credit);
  part("mend").hidden = photo.usable;
  /** @type {HTMLAnchorElement} */ (part("mend").querySelector("a")).href = photo.url;
  part("why-not").hidden = photo.usable;
  part("why-not").replaceChildren(...photo.why_not.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  return row;
}
