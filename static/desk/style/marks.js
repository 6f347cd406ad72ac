// @ts-check
/* What is underlined in the body. Marks move with the text; one whose words were changed goes at once. */

import { Plugin, pm } from "django-prose-editor/editor";
import { shortened } from "desk/style/passages";

const { Decoration, DecorationSet } = pm.view;
const key = new pm.state.PluginKey("house-style");

/** @typedef {{passage: number, start: number, end: number, text: string, rule: string, name: string, message: string, replacement: string | null}} Finding */

/** @param {(finding: Finding) => void} clicked */
export const marks = (clicked) => new Plugin({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(/** @type {any} */ tr, /** @type {any} */ set) {
      const found = tr.getMeta(key);
      if (found) return DecorationSet.create(tr.doc, found);
      if (!tr.docChanged) return set;
      const moved = set.map(tr.mapping, tr.doc);
      const gone = moved.find().filter((/** @type {any} */ mark) => wordsAt(tr.doc, mark) !== mark.spec.finding.text);
      return gone.length ? moved.remove(gone) : moved;
    },
  },
  props: {
    decorations: (/** @type {any} */ state) => key.getState(state),
    handleClick(/** @type {any} */ view, /** @type {number} */ pos) {
      const mark = key.getState(view.state).find(pos, pos)[0];
      if (mark) clicked(mark.spec.finding);
      return false;
    },
  },
});

/** @param {any} doc @param {{from: number, to: number}} mark */
const wordsAt = (doc, { from, to }) => doc.textBetween(from, to, "\n", "\n");

/** Underline these findings and nothing else. @param {any} editor @param {{finding: Finding, from: number}[]} found */
export function mark(editor, found) {
  const made = found.map(({ finding, from }) => Decoration.inline(
    from, from + finding.end - finding.start, { class: "style-mark", "data-style-rule": finding.name }, { finding },
  ));
  editor.view.dispatch(editor.state.tr.setMeta(key, made).setMeta("addToHistory", false));
}

/** Return where a finding stands now; null when its words were changed. @param {any} editor @param {Finding} finding */
export function placeOf(editor, finding) {
  const [found] = key.getState(editor.state)?.find(undefined, undefined, (/** @type {any} */ spec) => spec.finding === finding) ?? [];
  return found ? { from: found.from, to: found.to } : null;
}

/** Put what the rule wants in the finding's place, keeping bold, italic and links. @param {any} editor @param {Finding} finding */
export function put(editor, finding) {
  const place = placeOf(editor, finding);
  if (!place || finding.replacement === null) return false;
  const { head, tail, text } = shortened(finding.text, finding.replacement);
  const [from, to] = [place.from + head, place.to - tail];
  const { state } = editor;
  const near = from < to ? state.doc.nodeAt(from)?.marks : state.doc.resolve(from).marks();
  editor.view.dispatch(text ? state.tr.replaceWith(from, to, state.schema.text(text, near ?? [])) : state.tr.delete(from, to));
  editor.commands.setTextSelection(from + text.length + tail);
  return true;
}

/** Where words are on the screen: on a phone they may be broken over two lines. @param {any} editor @param {{from: number, to: number}} place */
export const boxOf = (editor, { from, to }) => ({ ...editor.view.coordsAtPos(from), bottom: editor.view.coordsAtPos(to).bottom });
