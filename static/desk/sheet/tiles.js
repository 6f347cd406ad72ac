// @ts-check
/* The tiles of the contact sheet: where they stand, and what they show of an act before the server has it. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-sheet]"));
/** @type {(selector: string, root?: ParentNode) => HTMLElement} */
export const one = (selector, root = document) => /** @type {HTMLElement} */ (root.querySelector(selector));
/** @returns {HTMLElement[]} */
export const tiles = () => [...document.querySelectorAll("[data-tile]")].map((each) => /** @type {HTMLElement} */ (each));

/** How many tiles stand in a row. */
export function across() {
  const all = tiles(), top = all[0]?.offsetTop;
  const next = all.findIndex((tile) => tile.offsetTop !== top);
  return next < 0 ? all.length : next;
}

/** @param {string} mark @param {number} by */
function count(mark, by) {
  const shown = document.querySelector(`[data-count="${mark}"]`);
  if (shown && /^\d+$/.test(shown.textContent ?? "")) shown.textContent = String(Number(shown.textContent) + by);
}

/**
 * Show an act on its tile.
 * @param {HTMLElement} tile
 * @param {import("desk/sheet/queue").Act} act
 */
export function paint(tile, act, counted = true) {
  if (act.mark !== undefined && act.mark !== tile.dataset.mark) {
    if (counted) { count(tile.dataset.mark ?? "", -1); count(act.mark, 1); }
    tile.dataset.mark = act.mark;
    const sign = act.mark === "pick" ? `✓ ${form?.dataset.picked}` : act.mark ? `✕ ${form?.dataset.rejected}` : "";
    one("[data-tile-mark]", tile).textContent = sign;
  }
  if (act.rating !== undefined) {
    tile.dataset.stars = String(act.rating);
    one("[data-tile-stars]", tile).textContent = "★".repeat(act.rating);
  }
}
