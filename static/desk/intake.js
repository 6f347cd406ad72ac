// @ts-check
/* Raw copy beside what was understood of it: fields and lines light each other up, a key says what a line is, and the
   server reads again. Every act is also a button or a select of the form, which works without this. */

import { followWithAnother } from "desk/intake/fields";
import { call, light, onLineKey } from "desk/intake/lines";
import { focusLine, form, prepare, selectOf } from "desk/intake/page";
import { create, isLeaving, readAgain } from "desk/intake/reading";

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
    event.preventDefault();
    create();
    return;
  }
  const { target } = event;
  const inField = target instanceof Element && target.matches("input, textarea, select") && !target.matches(".intake-role");
  if (inField || event.metaKey || event.ctrlKey || event.altKey) return;
  if (onLineKey(event.key.toLowerCase())) event.preventDefault();
}

/** Say whether a changed field may settle a doubt, which the server then takes off the count. @param {Element} field */
const settles = (field) => Boolean(field.closest("fieldset, .intake-field, .intake-photos")?.querySelector(".intake-doubt"));

document.addEventListener("keydown", onKey);
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

form.addEventListener("change", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const line = /** @type {HTMLElement | null} */ (target.closest(".intake-line"));
  if (line) call(line, selectOf(line)?.value ?? "");
  else if (target.matches("input[type=file]") || settles(target)) readAgain({});
});

form.addEventListener("input", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const spare = /** @type {HTMLElement | null} */ (target.closest(".intake-byline.intake-spare"));
  if (spare) followWithAnother(spare);
});

form.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const row = target.closest(".intake-drop")?.closest(".intake-byline");
  if (row) {
    const next = row.nextElementSibling?.querySelector("input");
    row.remove();
    next?.focus();
  }
  const words = target.closest(".intake-words");
  if (words && window.getSelection()?.isCollapsed) focusLine(words.closest(".intake-line"));
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = event.submitter?.getAttribute("name");
  if (name === "create") create();
  else if (name === "pull") readAgain({ pull: event.submitter?.getAttribute("value") ?? "" });
  else readAgain({});
});

// Nobody has this copy yet but the tab it stands in.
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving()) event.preventDefault();
});
prepare();
