/* The body's editor, for those who come after it is ready. Loaded before it, so that its word is heard. */

/**
 * What this desk asks of Tiptap's editor.
 * @typedef {{descendants: (visit: (node: BodyNode, at: number) => boolean | void) => void, textContent: string, isTextblock: boolean, isText: boolean, text?: string}} BodyNode
 * @typedef {{commands: Record<string, (...given: any[]) => boolean>, chain: () => any, getHTML: () => string, isFocused: boolean, state: {doc: BodyNode}, view: {dom: HTMLElement, focus: () => void}}} BodyEditor
 */

/** @type {BodyEditor | null} */
let known = null;

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = /** @type {CustomEvent} */ (event).detail;
  if (textarea.name === "body") known = editor;
});

/** Return the body's editor; null until it is ready, and where none runs. */
export function bodyEditor() {
  return known;
}

/**
 * Select these words where they stand for the nth time, a paragraph counting once. Return whether they were found.
 * @param {string} words
 * @param {number} nth
 */
export function selectWords(words, nth) {
  if (!known) return false;
  /** @type {{from: number, to: number}[]} */
  const found = [];
  known.state.doc.descendants((block, start) => {
    if (!block.isTextblock) return true;
    const at = block.textContent.indexOf(words);
    if (at >= 0) found.push({ from: start + 1 + at, to: start + 1 + at + words.length });
    return false;
  });
  const place = found[nth] ?? found[0];
  if (!place) return false;
  known.chain().setTextSelection(place).scrollIntoView().run();
  known.view.focus();
  return true;
}
