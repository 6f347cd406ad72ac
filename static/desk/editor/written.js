/* What readers get is written in the story's language: its fields run that way, whichever way the desk's own runs. */

/** @typedef {HTMLSelectElement | HTMLInputElement} Field */

/**
 * Return the attributes of a field that is written in the language the form says, or none where it says none.
 * @param {ParentNode | null} form
 * @returns {{lang?: string, dir?: string}}
 */
export function written(form) {
  const language = /** @type {Field | null} */ (form?.querySelector("[name=language]"));
  if (!language) return {};
  const fromTheRight = (language.dataset.rtl ?? "").split(" ");
  return { lang: language.value, dir: fromTheRight.includes(language.value) ? "rtl" : "ltr" };
}

/** @param {HTMLFormElement} form @param {ParentNode} within */
function turn(form, within) {
  const said = written(form);
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-written]"))) Object.assign(field, said);
}

document.addEventListener("change", ({ target }) => {
  const form = /** @type {Field} */ (target).form;
  if (form && /** @type {Field} */ (target).name === "language") turn(form, form);
});
// A row's word that it is new does not bubble.
document.addEventListener("story:row", (event) => {
  const { row } = /** @type {CustomEvent} */ (event).detail;
  if (row.closest("form")) turn(row.closest("form"), row);
}, true);
