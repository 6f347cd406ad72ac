// @ts-check
/* Names of the story form that are offered while somebody types: contributors on bylines, tags with their aliases. */

import { Offered } from "desk/story-offered";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const { suggestContributors = "", suggestTags = "" } = form.dataset;
const NAME = ".byline-name input[type=text]";

/** @param {HTMLInputElement} input */
function onByline(input) {
  const uid = () => /** @type {HTMLInputElement} */ (input.closest("[data-row]")?.querySelector("[name$=-contributor]"));
  input.addEventListener("input", () => { uid().value = ""; });
  new Offered(input, suggestContributors, (field, name) => {
    field.value = name.name;
    uid().value = name.uid ?? "";
  }, (field) => field.value);
}

/** The name that is being typed: what follows the last comma. @param {string} text */
function lastName(text) {
  return text.slice(text.lastIndexOf(",") + 1);
}

/** @param {HTMLInputElement} input */
function onTags(input) {
  new Offered(input, suggestTags, (field, name) => {
    const before = field.value.slice(0, field.value.length - lastName(field.value).length).trimEnd();
    const quoted = name.name.includes(",") ? `"${name.name}"` : name.name;
    field.value = `${before ? `${before} ` : ""}${quoted}, `;
  }, (field) => lastName(field.value));
}

for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(NAME))) onByline(input);
form.querySelector("[data-rows=byline]")?.addEventListener("story:row", (event) => {
  const { row } = /** @type {CustomEvent<{ row: HTMLElement }>} */ (event).detail;
  onByline(/** @type {HTMLInputElement} */ (row.querySelector(NAME)));
});
onTags(/** @type {HTMLInputElement} */ (form.querySelector("[data-tags] input")));
