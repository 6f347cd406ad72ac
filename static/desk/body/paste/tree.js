// @ts-check
/* Small moves on a tree of pasted elements. A style is data here: `data-style`, see read.js. */

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Generator<HTMLElement>} what matches, still in the tree when it is reached
 */
export function* every(root, selector) {
  for (const element of [...root.querySelectorAll(selector)]) {
    if (root.contains(element)) yield /** @type {HTMLElement} */ (element);
  }
}

/** @param {Element} element */
export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/**
 * @param {Element} element
 * @param {string} tag
 * @returns {HTMLElement} the element that took its place
 */
export function rename(element, tag) {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  for (const { name, value } of [...element.attributes]) other.setAttribute(name, value);
  element.replaceWith(other);
  return other;
}

/**
 * @param {Element} element
 * @param {string} tag put around everything in it
 */
export function fill(element, tag) {
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}

/**
 * @param {Element} element
 * @returns {string} its style, in small letters
 */
export const styleOf = (element) => (element.getAttribute("data-style") ?? "").toLowerCase();

/**
 * @param {Element} element
 * @returns {boolean} whether anybody would read anything in it
 */
export const hasWords = (element) => /[^\s\u00a0\u200b\ufeff]/.test(element.textContent ?? "");
