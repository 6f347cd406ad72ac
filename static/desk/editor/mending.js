/* The checklist: go to the place that mends a finding, or mend it right there. */

import { bodyEditor, selectWords } from "desk/editor/body";
import { goTo } from "desk/editor/commands";
import { describedAt } from "desk/editor/pictures";
import { post } from "desk/editor/saving";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));

/** @param {string} uid */
const rowOf = (uid) => document.getElementById(`photo-${uid}`);
/** @param {Element} row @param {string} end */
const field = (row, end) => /** @type {HTMLInputElement | null} */ (row.querySelector(`[name$="-${end}"]`));

/** Put the cursor where the link leads. Return whether there is such a place on this page. @param {HTMLAnchorElement} link */
function follow(link) {
  const { quote, nth, mend } = link.dataset;
  if (mend === "body" && quote && selectWords(quote, Number(nth))) return true;
  const to = new URL(link.href);
  if (to.pathname !== location.pathname || !to.hash) return false;
  const named = document.getElementById(decodeURIComponent(to.hash.slice(1)));
  if (!named) return false;
  const place = describedAt(named);
  const first = place.matches("input, select, textarea") ? place : place.querySelector("textarea:not([hidden]), input:not([type=hidden]), button:not([hidden])");
  if (mend === "body" && bodyEditor()) bodyEditor()?.commands.focus();
  goTo(/** @type {HTMLElement} */ (first ?? place));
  if (quote && first instanceof HTMLTextAreaElement && first.value.includes(quote)) {
    first.setSelectionRange(first.value.indexOf(quote), first.value.indexOf(quote) + quote.length);
  }
  return true;
}

/** @param {HTMLElement} mend @param {HTMLElement} tool */
function mendPhoto(mend, tool) {
  const row = rowOf(mend.dataset.mendPhoto ?? "");
  const decorative = row && field(row, "decorative");
  if (!row || !decorative) return;
  if (tool.hasAttribute("data-decorative")) decorative.checked = true;
  else /** @type {HTMLButtonElement | null} */ (row.querySelector("[data-out]"))?.click();
  form.dispatchEvent(new CustomEvent("story:changed", { bubbles: true }));
  post(null);
}

form.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-mend]"));
  if (link && !event.ctrlKey && !event.metaKey && follow(link)) event.preventDefault();
  const mend = /** @type {HTMLElement | null} */ (target.closest("[data-mend-photo]"));
  const tool = /** @type {HTMLElement | null} */ (target.closest("[data-decorative], [data-leave-out]"));
  if (mend && tool) mendPhoto(mend, tool);
});

form.addEventListener("input", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const row = box.matches("[data-alt]") ? rowOf(box.closest("[data-mend-photo]")?.getAttribute("data-mend-photo") ?? "") : null;
  const alt = row && field(row, "alt");
  if (!alt) return;
  alt.value = box.value;
  form.dispatchEvent(new CustomEvent("story:changed", { bubbles: true }));
});

form.addEventListener("keydown", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || !box.matches("[data-alt]")) return;
  event.preventDefault();
  if (box.value.trim()) post(null);
});
