// @ts-check
/* Empty parts of a block say what belongs there; a box that pages give its heading says which it is. */

import { Plugin, pm } from "django-prose-editor/editor";
import { word } from "desk/body/words";

const { Decoration, DecorationSet } = pm.view;
const WORDS = /** @type {Record<string, string>} */ ({ speaker: "hintSpeaker", factBoxTitle: "hintTitle" });

/** @param {any} state */
function hints(state) {
  /** @type {any[]} */
  const found = [];
  state.doc.descendants((/** @type {any} */ node, /** @type {number} */ at) => {
    const name = WORDS[node.type.name];
    if (node.type.name === "sourcesBox") found.push(Decoration.node(at, at + node.nodeSize, { "data-named": word("sourcesBox") }));
    if (name && !node.content.size) found.push(Decoration.node(at, at + node.nodeSize, { class: "is-empty", "data-empty": word(name) }));
  });
  return DecorationSet.create(state.doc, found);
}

export const saysWhatIsEmpty = () => new Plugin({ props: { decorations: hints } });
