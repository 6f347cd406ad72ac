// @ts-check
/* A PDF, a recording or a file of data, shown by its title; what is said under it in this story is written here. */

import { Node } from "django-prose-editor/editor";
import { captioned } from "desk/body/block-view";
import { asker } from "desk/body/named";
import { piece, word } from "desk/body/words";

export const { find: findDocuments, of: documentOf } = asker("findDocuments", "nameDocuments");

/** @param {{ node: any, editor: any, getPos: any }} shown */
function card(shown) {
  const dom = piece("document");
  const { uid } = shown.node.attrs;
  const link = /** @type {HTMLAnchorElement} */ (dom.querySelector("[data-document]"));
  const said = /** @type {HTMLElement} */ (dom.querySelector("[data-said]"));
  documentOf(uid).then((found) => {
    link.textContent = found?.name ?? "";
    if (found) link.href = found.url;
    said.textContent = found ? found.said : word("noDocument");
  });
  return captioned(dom, shown, "uid");
}

// The whole text is what the library calls a document.
export const DocumentBlock = Node.create({
  name: "documentBlock",
  group: "block",
  content: "inline*",
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes: () => ({ uid: { default: null, rendered: false } }),
  parseHTML: () => [{
    tag: "figure.document[data-document]",
    priority: 60,
    getAttrs: (/** @type {HTMLElement} */ dom) => ({ uid: (dom.dataset.document ?? "").toLowerCase() }),
    contentElement: (/** @type {HTMLElement} */ dom) => dom.querySelector("figcaption") ?? document.createElement("figcaption"),
  }],
  renderHTML: (/** @type {any} */ { node }) => ["figure", { class: "document", "data-document": node.attrs.uid }, ["figcaption", 0]],
  addNodeView: () => card,
});
