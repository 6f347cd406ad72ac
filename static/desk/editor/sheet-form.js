/* A verb's form, on its own page and in the sheet beside the copy alike. */

/** @param {Element} root */
export function wireSheet(root) {
  const form = root.querySelector("form");
  const at = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=at]"));
  const planned = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=when][value=at]"));
  at?.addEventListener("input", () => { if (at.value && planned) planned.checked = true; });
  form?.querySelector("[name=when][value=now]")?.addEventListener("change", () => { if (at) at.value = ""; });
  /** @type {HTMLElement | null} */ (root.querySelector("#refused"))?.focus();
}

/** Press the sheet's button, if it has one. @param {Element} root */
export function confirmSheet(root) {
  const form = root.querySelector("form");
  const button = /** @type {HTMLButtonElement | null} */ (form?.querySelector("[type=submit]") ?? null);
  if (form && button) form.requestSubmit(button);
}
