// @ts-check
/* Rows of a live desk that is open: which there are, who is in one, and one in the place of another. */

/** @param {ParentNode} within @returns {HTMLElement[]} */
export const rowsIn = (within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(":scope > [data-row]"))];

/** Somebody is in the middle of something in it. @param {HTMLElement} row */
export const isBusy = (row) => row.querySelector(".live-mend, details[open]") !== null;

/** What the row shows is another now; where somebody is in it stays. @param {HTMLElement} old @param {HTMLElement} fresh */
export function renew(old, fresh) {
  const links = [...old.querySelectorAll("a, button, summary")];
  const focused = links.indexOf(/** @type {Element} */ (document.activeElement));
  const row = document.importNode(fresh, true);
  old.replaceWith(row);
  const next = /** @type {HTMLElement[]} */ ([...row.querySelectorAll("a, button, summary")]);
  if (focused >= 0) (next[focused] ?? next[0])?.focus({ preventScroll: true });
  return row;
}

/** @param {HTMLElement} queue @returns {HTMLElement[]} */
export const rowsOf = (queue) => [.../** @type {NodeListOf<HTMLElement>} */ (queue.querySelectorAll("[data-row]"))];

/** Somebody points at it, or has the focus in it. @param {HTMLElement} part */
export const isHeld = (part) => part.matches(":hover") || part.contains(document.activeElement);
