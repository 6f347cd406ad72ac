// @ts-check
/* The live desk: what is written, what was posted, and its keys. j, k, p and ? are those of every list. */

import "desk/live/stream";

const composer = document.getElementById("composer") ? import("desk/live/composer") : null;

/** @param {string} selector */
const press = (selector) => /** @type {HTMLElement | null} */ (
  document.activeElement?.closest("[data-row]")?.querySelector(selector) ?? null)?.click();

/** @type {Record<string, () => void>} */
const KEYS = {
  n: () => composer?.then(({ write }) => write()),
  r: () => press("[data-row-read]"),
  e: () => press("[data-row-edit]"),
  c: () => press("[data-row-correct]"),
};

document.addEventListener("keydown", (event) => {
  const at = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (at.isContentEditable || at.matches("textarea, select, input") || !(event.key in KEYS) || localStorage.getItem("keys-off")) return;
  event.preventDefault();
  KEYS[event.key]();
});
