// @ts-check
/* The row that a photo of a story has in the form. */

import { addRow } from "desk/story-rows";
import { form } from "desk/typed-form";

/**
 * What the server tells of a photo.
 * @typedef {{ uid: string, name: string, caption: string, alt_text: string, credit_line: string, thumbnail: string,
 *   url: string, usable: boolean, why_not: string[], reason: string, barred: boolean, care?: string, counted: string }} Picture
 */

const NO_UID = "00000000-0000-0000-0000-000000000000";
const section = /** @type {HTMLElement} */ (form.querySelector("[data-rows=photo]"));
const { noCredit = "" } = /** @type {HTMLElement} */ (document.getElementById("photo-picker")).dataset;

// A crop is the story's own once the story has the photo: a row that was put in is offered one when it is saved.
form.addEventListener("story:saved", () => {
  for (const offer of section.querySelectorAll("[data-crop-for][hidden]")) {
    const photo = /** @type {HTMLInputElement | null} */ (offer.closest("[data-row]")?.querySelector("[name$=-photo]") ?? null);
    const link = offer.querySelector("a");
    if (!photo?.value || !link || !form.dataset.cropUrl) continue;
    link.href = form.dataset.cropUrl.replace(NO_UID, photo.value);
    /** @type {HTMLElement} */ (offer).hidden = false;
  }
  section.dispatchEvent(new CustomEvent("body:rows"));
});

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
