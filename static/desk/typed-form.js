// @ts-check
/* The form whose words are kept on this page: a story's, or that of a fix of what readers have. */

export const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-kept-form]"));

/** Which form of a story it is, as the server's journal calls it: "story" or "fix". */
export const kind = form.dataset.keptForm ?? "story";
