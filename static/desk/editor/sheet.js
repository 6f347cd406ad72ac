/* A verb's sheet at the right of the copy: its own page's form, fetched, sent and refused in place. */

import { isDirty, post, takeIn } from "desk/editor/saving";
import { confirmSheet, wireSheet } from "desk/editor/sheet-form";
import { tell, tellMessages } from "desk/editor/told";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("sheet"));
let address = "";
/** The value of the button that opened it, which may have been made anew since. */
let opener = "";

/** @param {string} html */
const read = (html) => new DOMParser().parseFromString(html, "text/html");

/** Say whether a sheet is open. */
export function sheetIsOpen() {
  return dialog.open;
}

/** Do what the open sheet asks. */
export function confirmOpenSheet() {
  confirmSheet(dialog);
}

export function closeSheet() {
  dialog.close();
  dialog.replaceChildren();
  const back = /** @type {HTMLElement | null} */ (document.querySelector(`.story-bar [value="${opener}"], .next [value="${opener}"]`));
  (back ?? /** @type {HTMLElement | null} */ (document.querySelector("[data-next]")) ?? form).focus();
}

/** @param {Document} page */
function show(page) {
  const sheet = page.querySelector(".sheet");
  if (!sheet) { location.assign(address); return; }
  dialog.replaceChildren(document.importNode(sheet, true));
  const sent = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  sent.action = address;
  if (!dialog.open) dialog.show();
  dialog.scrollTop = 0;
  const first = dialog.querySelector("#refused, input:not([type=hidden]), select, textarea, [type=submit], a.button");
  /** @type {HTMLElement | null} */ (first)?.focus();
  wireSheet(dialog);
}

/** @param {string} verb */
async function open(verb) {
  opener = verb;
  if (isDirty() && !await post(null)) return;
  address = new URL(`../${verb.replaceAll("_", "-")}/`, form.action).href;
  try {
    const answer = await fetch(address);
    show(read(await answer.text()));
  } catch {
    tell(`${dialog.dataset.failed} ${address}`, { wrong: true });
  }
}

/** @param {HTMLFormElement} sheet @param {HTMLElement | null} button */
async function send(sheet, button) {
  for (const each of sheet.querySelectorAll("[type=submit]")) each.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(address, { method: "POST", body: new FormData(sheet, button) });
    const page = read(await answer.text());
    if (!page.getElementById("story-form")) { show(page); return; }
    sheet.dispatchEvent(new CustomEvent("desk:taken", { bubbles: true }));
    closeSheet();
    takeIn(page);
    tellMessages(page, false);
  } catch {
    for (const each of sheet.querySelectorAll("[type=submit]")) each.removeAttribute("aria-disabled");
    tell(form.dataset.offline ?? "", { wrong: true });
  }
}

form.addEventListener("story:sheet", (event) => open(/** @type {CustomEvent} */ (event).detail.button.value));
dialog.addEventListener("submit", (event) => {
  const button = /** @type {HTMLElement | null} */ (event.submitter);
  // Shown in the frame beside the form; nothing is done.
  if (button?.hasAttribute("formtarget")) return;
  event.preventDefault();
  if (button?.getAttribute("aria-disabled") !== "true") send(/** @type {HTMLFormElement} */ (event.target), button);
});
dialog.addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest(".buttons a.button");
  if (!link || link.hasAttribute("data-leave")) return;
  event.preventDefault();
  closeSheet();
});
