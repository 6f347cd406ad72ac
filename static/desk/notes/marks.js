// @ts-check
/* Passages with notes in the body: the words marked, a dot in the margin. Marks move with the text. */

import { Plugin, pm } from "django-prose-editor/editor";
import { placeOf } from "desk/notes/places";

const { Decoration, DecorationSet } = pm.view;
const key = new pm.state.PluginKey("notes");

/** @typedef {import("desk/notes/places").Passage & {id: string, label: string}} Noted */

/** @param {(id: string) => void} clicked */
export const marks = (clicked) => new Plugin({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(/** @type {any} */ tr, /** @type {any} */ set) {
      const found = tr.getMeta(key);
      if (found) return DecorationSet.create(tr.doc, found);
      return tr.docChanged ? set.map(tr.mapping, tr.doc) : set;
    },
  },
  props: {
    decorations: (/** @type {any} */ state) => key.getState(state),
    handleClick(/** @type {any} */ view, /** @type {number} */ pos) {
      const [mark] = inline(key.getState(view.state).find(pos, pos));
      if (mark) clicked(mark.spec.noted.id);
      return false;
    },
  },
});

/** @param {any[]} found */
const inline = (found) => found.filter((mark) => mark.spec.noted);

/** Mark these passages and nothing else; one that was typed in since it was saved stays where it was. @param {any} editor @param {Noted[]} all */
export function mark(editor, all) {
  const { doc } = editor.state;
  /** @type {any[]} */
  const made = [];
  const dotted = new Set();
  for (const noted of all) {
    const place = placeOf(doc, noted) ?? standing(editor, noted.id);
    if (!place || place.from >= place.to) continue;
    made.push(Decoration.inline(place.from, place.to, { class: "note-mark", title: noted.label }, { noted }));
    const top = doc.resolve(place.from);
    if (!top.depth || dotted.has(top.before(1))) continue;
    dotted.add(top.before(1));
    made.push(Decoration.node(top.before(1), top.after(1), { class: "has-note" }));
  }
  editor.view.dispatch(editor.state.tr.setMeta(key, made).setMeta("addToHistory", false));
}

/** Return where a note's passage stands now; null when it is not marked. @param {any} editor @param {string} id */
export function standing(editor, id) {
  const found = inline(key.getState(editor.state)?.find() ?? []).find((each) => each.spec.noted.id === id);
  return found ? { from: found.from, to: found.to } : null;
}
