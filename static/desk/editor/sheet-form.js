/* A verb's form, on its own page and in the sheet beside the copy alike. */

import { wireReadersSee } from "desk/readers-see";
import { showOwnTimes } from "desk/wall-times";

/** @param {Element} root */
export function wireSheet(root) {
  const form = root.querySelector("form");
  const at = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=at]"));
  const planned = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=when][value=at]"));
  const atOnce = /** @type {NodeListOf<HTMLInputElement>} */ (form?.querySelectorAll("[name=when]:is([value=now], [value=ends])") ?? []);
  at?.addEventListener("input", () => { if (at.value && planned && [...atOnce].some((each) => each.checked)) planned.checked = true; });
  for (const each of atOnce) each.addEventListener("change", () => { if (at) at.value = ""; });
  showOwnTimes(root);
  wireReadersSee(root);
  /** @type {HTMLElement | null} */ (root.querySelector("#refused"))?.focus();
}

/** Press the sheet's button, if it has one. @param {Element} root */
export function confirmSheet(root) {
  const form = root.querySelector("form");
  const button = /** @type {HTMLButtonElement | null} */ (form?.querySelector("[data-confirm], [type=submit]:not([name=_ask], [formtarget])") ?? form?.querySelector("[type=submit]") ?? null);
  if (form && button) form.requestSubmit(button);
}
