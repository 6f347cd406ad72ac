// @ts-check
/* Another story of the newsroom, shown with its headline of the day. */

import { Node } from "django-prose-editor/editor";
import { isOutside, isToolsOf, wire } from "desk/body/block-view";
import { storyOf } from "desk/body/stories";
import { piece, word } from "desk/body/words";

/** @param {{ node: any, editor: any, getPos: any }} shown */
function card(shown) {
  const dom = piece("related");
  dom.contentEditable = "false";
  wire(dom, shown);
  const link = /** @type {HTMLAnchorElement} */ (dom.querySelector("[data-story]"));
  const said = /** @type {HTMLElement} */ (dom.querySelector("[data-said]"));
  storyOf(shown.node.attrs.story).then((story) => {
    link.textContent = story?.name ?? "";
    if (story) link.href = story.url;
    said.textContent = story ? story.said : word("noStory");
  });
  return { dom, stopEvent: isToolsOf(dom), ignoreMutation: isOutside(null) };
}

export const RelatedStory = Node.create({
  name: "relatedStory",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ story: { default: null, rendered: false } }),
  parseHTML: () => [{
    tag: "aside.related-story[data-story]",
    priority: 60,
    getAttrs: (/** @type {HTMLElement} */ dom) => ({ story: (dom.dataset.story ?? "").toLowerCase() }),
  }],
  renderHTML: (/** @type {any} */ { node }) => ["aside", { class: "related-story", "data-story": node.attrs.story }],
  addNodeView: () => card,
});
