/* A verb's own page: the key that sends it, and the sentence that refused it where the eye is. */

import { confirmSheet, wireSheet } from "desk/editor/sheet-form";

const sheet = /** @type {HTMLElement} */ (document.querySelector(".sheet"));

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) confirmSheet(sheet);
});
wireSheet(sheet);
