// @ts-check
/* A video or post of another site: a card with its host and what it is. Nothing is asked of the other site. */

import { Node } from "django-prose-editor/editor";
import { captioned } from "desk/body/block-view";
import { piece } from "desk/body/words";

/**
 * Mirrors `embeddable` in articles/body/schema.py, which has the last word.
 * @param {string} said
 * @returns {string} the address as it may be embedded, or ""
 */
export function embeddable(said) {
  const text = said.trim();
  if (text.length > 2000 || /[\s"'<>\\^`{|}]/.test(text) || !/^https:\/\//i.test(text)) return "";
  try {
    const url = new URL(text);
    const named = /^(?:[\p{L}\p{N}_-]{1,63}\.)+[\p{L}\p{N}_-]{2,63}$/u.test(url.hostname);
    return named && !url.port && !url.username ? text.replace(/^https/i, "https") : "";
  } catch {
    return "";
  }
}

/** @param {{ node: any, editor: any, getPos: any }} shown */
function card(shown) {
  const dom = piece("embed");
  const url = shown.node.attrs.url;
  /** @type {HTMLElement} */ (dom.querySelector("[data-host]")).textContent = new URL(url).hostname.replace(/^www\./, "");
  /** @type {HTMLElement} */ (dom.querySelector("[data-url]")).textContent = url;
  return captioned(dom, shown, "url");
}

export const Embed = Node.create({
  name: "embed",
  group: "block",
  content: "inline*",
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes: () => ({ url: { default: null, rendered: false } }),
  parseHTML: () => [{
    tag: "figure.embed[data-url]",
    priority: 60,
    getAttrs: (/** @type {HTMLElement} */ dom) => {
      const url = embeddable(dom.dataset.url ?? "");
      return url ? { url } : false;
    },
    contentElement: (/** @type {HTMLElement} */ dom) => dom.querySelector("figcaption") ?? document.createElement("figcaption"),
  }],
  renderHTML: (/** @type {any} */ { node }) => ["figure", { class: "embed", "data-url": node.attrs.url }, ["figcaption", 0]],
  addNodeView: () => card,
});
