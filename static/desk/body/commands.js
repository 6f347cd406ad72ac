// @ts-check
/* What the tool bar, the menu of an empty line and the keys do. */

import { askDocument, askEmbed, askLink, askRelated } from "desk/body/dialogs";
import { placeGallery, placePhoto } from "desk/body/placing";

/**
 * @typedef {{ run: (editor: any) => unknown, isOn?: (editor: any) => boolean, can?: (editor: any) => boolean }} Command
 */

const paragraph = { type: "paragraph" };

/**
 * Put a block at the cursor, in place of an empty line, behind whatever holds the cursor otherwise.
 * @param {any} editor
 * @param {any} block as JSON
 * @param {number} [inside] how far into the block the cursor goes
 */
export function putIn(editor, block, inside) {
  const { $from } = editor.state.selection;
  const top = $from.depth ? $from.before(1) : $from.pos;
  const line = editor.state.doc.nodeAt(top);
  const isEmpty = $from.depth === 1 && line?.type.name === "paragraph" && !line.content.size;
  const end = line ? top + line.nodeSize : top;
  const isLast = end >= editor.state.doc.content.size;
  const content = isLast ? [block, paragraph] : [block];
  const at = isEmpty ? top : end;
  const chain = editor.chain().insertContentAt(isEmpty ? { from: top, to: end } : end, content, { updateSelection: false });
  if (inside === undefined) chain.setTextSelection(at + editor.schema.nodeFromJSON(block).nodeSize + (isLast ? 1 : 0)).focus().run();
  else chain.setTextSelection(at + inside).focus().run();
}

/** @type {(cell: string) => any} */
const rowOf = (cell) => ({ type: "tableRow", content: [0, 1, 2].map(() => ({ type: cell, content: [paragraph] })) });

const PULL_QUOTE = { type: "pullQuote", content: [{ type: "pulledWords", content: [paragraph] }, { type: "speaker" }] };
const FACT_BOX = { type: "factBox", content: [{ type: "factBoxTitle" }, paragraph] };
const SOURCES = { type: "sourcesBox", content: [paragraph] };
const TABLE = { type: "table", content: [rowOf("tableHeader"), rowOf("tableCell"), rowOf("tableCell")] };

async function library(/** @type {any} */ editor) {
  const { openLibrary } = await import("desk/story-photos");
  openLibrary((/** @type {any} */ photo) => placePhoto(editor, photo));
}

async function gallery(/** @type {any} */ editor) {
  const { openLibrary } = await import("desk/story-photos");
  openLibrary(null, (/** @type {any[]} */ photos) => placeGallery(editor, photos));
}

/** @type {(level: number) => Command} */
const heading = (level) => ({
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive("heading", { level }),
  can: (editor) => editor.can().toggleHeading({ level }),
});

/** @type {(name: string, command: string) => Command} */
const toggle = (name, command) => ({
  run: (editor) => editor.chain().focus()[command]().run(),
  isOn: (editor) => editor.isActive(name),
  can: (editor) => editor.can()[command](),
});

/** @type {Record<string, Command>} */
export const COMMANDS = {
  subhead: heading(2),
  smallSubhead: heading(3),
  bold: toggle("bold", "toggleBold"),
  italic: toggle("italic", "toggleItalic"),
  link: { run: askLink, isOn: (editor) => editor.isActive("link") },
  bullets: toggle("bulletList", "toggleBulletList"),
  numbers: toggle("orderedList", "toggleOrderedList"),
  quote: toggle("blockquote", "toggleBlockquote"),
  photo: { run: library },
  gallery: { run: gallery },
  pullQuote: { run: (editor) => putIn(editor, PULL_QUOTE, 3), isOn: (editor) => editor.isActive("pullQuote") },
  factBox: { run: (editor) => putIn(editor, FACT_BOX, 2), isOn: (editor) => editor.isActive("factBox") },
  sources: { run: (editor) => putIn(editor, SOURCES, 2), isOn: (editor) => editor.isActive("sourcesBox") },
  embed: { run: (editor) => askEmbed(editor, (url) => putIn(editor, { type: "embed", attrs: { url } }, 1)) },
  document: { run: (editor) => askDocument(editor, (uid) => putIn(editor, { type: "documentBlock", attrs: { uid } }, 1)) },
  table: { run: (editor) => putIn(editor, TABLE, 4), isOn: (editor) => editor.isActive("table") },
  related: { run: (editor) => askRelated(editor, (story) => putIn(editor, { type: "relatedStory", attrs: { story } })) },
  rule: { run: (editor) => putIn(editor, { type: "horizontalRule" }) },
  undo: { run: (editor) => editor.chain().focus().undo().run(), can: (editor) => editor.can().undo() },
  redo: { run: (editor) => editor.chain().focus().redo().run(), can: (editor) => editor.can().redo() },
};
