// @ts-check
/* Links to stories show the headline they lead to, where somebody points at them. */

import { Plugin, pm } from "django-prose-editor/editor";
import { isStory } from "desk/body/link";
import { storyOf } from "desk/body/stories";
import { word } from "desk/body/words";

const { Decoration, DecorationSet } = pm.view;
const key = new pm.state.PluginKey("storyLinks");
/** @type {Map<string, string>} */
const headlines = new Map();

/** @param {any} doc */
function marked(doc) {
  /** @type {any[]} */
  const found = [];
  doc.descendants((/** @type {any} */ node, /** @type {number} */ at) => {
    const href = node.marks.find((/** @type {any} */ mark) => mark.type.name === "link")?.attrs.href ?? "";
    if (!isStory(href)) return;
    const title = headlines.get(href);
    found.push(Decoration.inline(at, at + node.nodeSize, { class: "to-story", ...(title ? { title } : {}) }, { href }));
  });
  return DecorationSet.create(doc, found);
}

/** @param {any} view */
function nameAll(view) {
  for (const { spec } of key.getState(view.state).find()) {
    if (headlines.has(spec.href)) continue;
    headlines.set(spec.href, "");
    storyOf(spec.href.slice(6)).then((story) => {
      headlines.set(spec.href, story?.name ?? word("noStory"));
      if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true));
    });
  }
}

export const storyLinks = () => new Plugin({
  key,
  state: {
    init: (/** @type {any} */ config, /** @type {any} */ state) => marked(state.doc),
    apply: (/** @type {any} */ tr, /** @type {any} */ set) => (tr.docChanged || tr.getMeta(key) ? marked(tr.doc) : set),
  },
  props: { decorations: (/** @type {any} */ state) => key.getState(state) },
  view: (/** @type {any} */ view) => {
    nameAll(view);
    return { update: nameAll };
  },
});
