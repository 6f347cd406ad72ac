// @ts-check
/* What was typed and chosen in the fields while the form was on its way: it goes into the fields that come back. */

import { form, found } from "desk/intake/page";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const TYPED = "input:not([type=file], [type=hidden], [type=submit]), textarea:not([hidden]), select:not(.intake-role)";

/** @param {Element | null} field @returns {field is HTMLInputElement} */
const isChoice = (field) => field instanceof HTMLInputElement && field.type === "radio";

/** @returns {Field[]} */
const typedFields = () => [.../** @type {NodeListOf<Field>} */ (form.querySelectorAll(TYPED))];

/** @param {Field} field */
const valueOf = (field) => (isChoice(field) ? field.checked : field.value);

/** @param {HTMLInputElement} field */
const fileOf = (field) => field.files?.[0];

/** @returns {HTMLInputElement[]} */
function chosenFiles() {
  const files = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=file]"));
  return [...files].filter(fileOf);
}

/** What each field said when the form was sent, by its id. @type {Map<string, string | boolean>} */
let sent = new Map();

/** The files that went with it, by the id of their field. @type {Map<string, File | undefined>} */
let sentFiles = new Map();

/** Remember what the form says at the moment that it is sent. */
export function remember() {
  sent = new Map(typedFields().map((field) => [field.id, valueOf(field)]));
  sentFiles = new Map(chosenFiles().map((field) => [field.id, fileOf(field)]));
}

/** Put a fresh inside into the form, and back into it what was typed or chosen since. @param {Element} fresh */
export function replaceInside(fresh) {
  const meanwhile = typedFields().filter((field) => sent.has(field.id) && sent.get(field.id) !== valueOf(field));
  const chosenMeanwhile = chosenFiles().filter((field) => sentFiles.get(field.id) !== fileOf(field));
  form.replaceChildren(...document.importNode(fresh, true).childNodes);
  // A file cannot be put into another field: the field that holds it stands in for the fresh one.
  for (const field of chosenMeanwhile) found(field.id)?.replaceWith(field);
  for (const field of meanwhile) {
    const same = /** @type {Field | null} */ (found(field.id));
    if (isChoice(same) && isChoice(field)) same.checked = field.checked;
    else if (same) same.value = field.value;
  }
}

/** Let another row follow the empty one that is being written in. @param {HTMLElement} spare */
export function followWithAnother(spare) {
  const next = /** @type {HTMLElement} */ (spare.cloneNode(true));
  const number = Number(spare.querySelector("input")?.name.split("-")[1]);
  for (const part of next.querySelectorAll("[name], label")) {
    for (const name of ["name", "id", "for"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(`byline-${number}-`, `byline-${number + 1}-`));
    }
    if (part instanceof HTMLInputElement) part.value = "";
  }
  spare.classList.remove("intake-spare");
  const drop = /** @type {HTMLElement | null} */ (spare.querySelector(".intake-drop"));
  if (drop) drop.hidden = false;
  spare.after(next);
}
