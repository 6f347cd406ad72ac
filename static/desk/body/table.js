// @ts-check
/* A table with its caption and its tools over it, in place. */

import * as library from "django-prose-editor/editor";
import { isOutside, isToolsOf, wire } from "desk/body/block-view";
import { piece } from "desk/body/words";

const { TextSelection } = library.pm.state;

/**
 * Run a command in this table, wherever the cursor was: in its last cell, if it was elsewhere.
 * @param {{ editor: any, getPos: () => number | undefined }} shown
 * @param {string} command of the library
 */
function run({ editor, getPos }, command) {
  const at = getPos();
  if (at === undefined) return;
  const end = at + editor.state.doc.nodeAt(at).nodeSize;
  const { from, to } = editor.state.selection;
  if (from <= at || to >= end) {
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(end - 1), -1)));
  }
  editor.chain().focus()[command]().run();
}

/** @param {{ node: any, editor: any, getPos: any }} shown */
function view(shown) {
  const dom = piece("table");
  const { editor, getPos } = shown;
  const hole = /** @type {HTMLElement} */ (dom.querySelector("[data-hole]"));
  const caption = /** @type {HTMLInputElement} */ (dom.querySelector("[data-caption]"));
  wire(dom, shown);
  caption.value = shown.node.attrs.caption ?? "";
  caption.addEventListener("input", () => {
    const at = getPos();
    editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "caption", caption.value.trim() ? caption.value : null));
  });
  for (const button of dom.querySelectorAll("[data-table]")) {
    button.addEventListener("click", () => run(shown, /** @type {HTMLElement} */ (button).dataset.table ?? ""));
  }
  const mark = () => {
    const at = getPos() ?? -1;
    const { from } = editor.state.selection;
    dom.classList.toggle("is-active", at >= 0 && from > at && from < at + (editor.state.doc.nodeAt(at)?.nodeSize ?? 0));
  };
  editor.on("selectionUpdate", mark);
  return {
    dom,
    contentDOM: hole,
    destroy: () => editor.off("selectionUpdate", mark),
    stopEvent: isToolsOf(dom),
    ignoreMutation: isOutside(hole),
    update(/** @type {any} */ node) {
      if (node.type.name !== "table") return false;
      if (document.activeElement !== caption) caption.value = node.attrs.caption ?? "";
      return true;
    },
  };
}

export const Table = library.Table.extend({
  addAttributes: () => ({
    caption: {
      default: null,
      rendered: false,
      parseHTML: (/** @type {HTMLElement} */ dom) => dom.querySelector(":scope > caption")?.textContent?.trim() || null,
    },
  }),
  parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
  renderHTML: (/** @type {any} */ { node }) => ["table", ...(node.attrs.caption ? [["caption", node.attrs.caption]] : []), ["tbody", 0]],
  addNodeView: () => view,
});
