/* What was done, said once: aloud, and on screen where it is more than "saved". It covers nothing and moves nothing. */

const place = /** @type {HTMLElement} */ (document.getElementById("told"));
const words = /** @type {HTMLElement} */ (place.querySelector("p"));
const close = /** @type {HTMLButtonElement} */ (place.querySelector("[data-close]"));

/** @param {string} sentence @param {{quiet?: boolean, wrong?: boolean}} [how] */
export function tell(sentence, { quiet = false, wrong = false } = {}) {
  words.textContent = sentence;
  place.classList.toggle("is-quiet", quiet || !sentence);
  place.classList.toggle("is-wrong", wrong);
  close.hidden = quiet || !sentence;
}

/** Say what the messages of an answer say. @param {Document} fresh @param {boolean} quiet */
export function tellMessages(fresh, quiet) {
  const all = [...fresh.querySelectorAll("[data-part=messages] .messagelist li")];
  const wrong = all.some((each) => each.matches(".error, .warning"));
  tell(all.map((each) => each.textContent?.replace(/\s+/g, " ").trim()).join(" "), { quiet: quiet && !wrong, wrong });
}

close.addEventListener("click", () => {
  tell("");
  /** @type {HTMLElement | null} */ (document.querySelector("[data-next]"))?.focus();
});
