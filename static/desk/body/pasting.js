// @ts-check
/* What becomes of a paste or a drop: text is cleaned, a picture goes to the photo desk, an address becomes a card. */

import { Plugin, pm } from "django-prose-editor/editor";
import { takeFiles } from "desk/body/arriving";
import { embeddable } from "desk/body/embed";
import { cleaned } from "desk/body/paste/clean";
import { read } from "desk/body/paste/read";
import { hasWords } from "desk/body/paste/tree";

const { closeHistory } = pm.history;

/* Word and spreadsheets add a picture of what was copied to the text itself: the text counts. */
function picturesOf(/** @type {DataTransfer | null} */ data) {
  const files = [...data?.files ?? []];
  if (!files.length) return [];
  return hasWords(read(data?.getData("text/html") ?? "")) ? [] : files;
}

/**
 * An address alone on an empty line becomes a card, in a step of its own: undoing that brings the address back.
 * @param {any} view
 * @param {string} text
 * @returns {boolean}
 */
function asEmbed(view, text) {
  const url = embeddable(text);
  const { $from, empty } = view.state.selection;
  const isLine = empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;
  if (!url || !isLine) return false;
  const { schema } = view.state;
  const at = $from.before(1);
  view.dispatch(view.state.tr.insertText(url));
  const line = view.state.doc.nodeAt(at);
  const isLast = at + line.nodeSize >= view.state.doc.content.size;
  const card = schema.nodes.embed.create({ url });
  const tr = closeHistory(view.state.tr).replaceWith(at, at + line.nodeSize, isLast ? [card, schema.nodes.paragraph.create()] : card);
  view.dispatch(tr.setSelection(pm.state.TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  view.dispatch(closeHistory(view.state.tr));
  return true;
}

export const pasting = () => new Plugin({
  props: {
    transformPastedHTML(/** @type {string} */ html) {
      const { html: kept, left } = cleaned(html);
      left.tell();
      return kept;
    },
    handlePaste(/** @type {any} */ view, /** @type {ClipboardEvent} */ event) {
      const files = picturesOf(event.clipboardData);
      if (files.length) {
        takeFiles(view, files, view.state.selection.to);
        return true;
      }
      const html = event.clipboardData?.getData("text/html");
      return !html && asEmbed(view, event.clipboardData?.getData("text/plain") ?? "");
    },
    handleDrop(/** @type {any} */ view, /** @type {DragEvent} */ event, /** @type {any} */ slice, /** @type {boolean} */ moved) {
      const files = moved ? [] : picturesOf(event.dataTransfer);
      if (!files.length) return false;
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.doc.content.size;
      takeFiles(view, files, at);
      return true;
    },
  },
});
