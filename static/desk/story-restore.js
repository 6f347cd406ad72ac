/* Put what was typed back into the form that is open: for when the server, which does it better, cannot be asked. */

import { bodyEditor } from "desk/editor/body";
import { addRow } from "desk/story-rows";

/** @param {HTMLFormElement} form @param {URLSearchParams} said */
function makeRows(form, said) {
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-rows]"))) {
    const total = /** @type {HTMLInputElement | null} */ (section.querySelector("[name$=-TOTAL_FORMS]"));
    const wanted = Number(total ? said.get(total.name) : 0) || 0;
    while (total && Number(total.value) < wanted) addRow(section);
  }
}

/** @param {HTMLFormElement} form */
function hideTakenOut(form) {
  for (const out of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-row] [name$=-DELETE]"))) {
    const row = /** @type {HTMLElement} */ (out.closest("[data-row]"));
    row.hidden = out.checked;
  }
}

/** Fill the form with what was typed. @param {HTMLFormElement} form @param {string} payload urlencoded */
export function putBack(form, payload) {
  const said = new URLSearchParams(payload);
  makeRows(form, said);
  const keep = new Set(["csrfmiddlewaretoken", "typed_by", "journal_from"]);
  for (const each of form.elements) {
    const field = /** @type {HTMLInputElement} */ (each);
    if (!field.name || keep.has(field.name) || ["submit", "button", "file"].includes(field.type)) continue;
    if (field.type === "checkbox") field.checked = said.has(field.name);
    else if (said.has(field.name)) field.value = (said.get(field.name) ?? "").replace(/\r\n/g, "\n");
  }
  hideTakenOut(form);
  bodyEditor()?.commands.setContent(said.get("body") ?? "", { emitUpdate: false });
  form.dispatchEvent(new CustomEvent("story:changed", { bubbles: true }));
}
