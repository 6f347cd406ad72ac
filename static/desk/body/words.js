// @ts-check
/* Words and pieces of the page that the template holds, so that they are translated where everything else is. */

const holder = () => /** @type {HTMLElement} */ (document.getElementById("body-words"));

/**
 * @param {string} name as in the template: `noStory` for data-no-story
 * @param {Record<string, string | number>} [parts] what stands for %(name)s
 * @returns {string}
 */
export function word(name, parts = {}) {
  return (holder().dataset[name] ?? "").replace(/%\((\w+)\)s/g, (whole, key) => String(parts[key] ?? whole));
}

/**
 * @param {string} name of a template in the page
 * @returns {HTMLElement} a fresh copy of what is in it
 */
export function piece(name) {
  const template = /** @type {HTMLTemplateElement} */ (holder().querySelector(`template[data-piece=${name}]`));
  return /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
}

/**
 * Tell somebody what became of what they did, over the page: it is seen wherever they are in a long text.
 * @param {string} sentence
 * @param {boolean} [refused]
 */
export function say(sentence, refused = false) {
  const line = /** @type {HTMLElement} */ (document.getElementById("body-said"));
  line.textContent = sentence;
  line.parentElement?.classList.toggle("is-wrong", refused);
  const close = document.getElementById("body-said-close");
  if (close) close.hidden = !sentence;
}

document.getElementById("body-said-close")?.addEventListener("click", () => {
  say("");
  /** @type {HTMLElement | null} */ (document.querySelector(".ProseMirror"))?.focus();
});
