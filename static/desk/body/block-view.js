// @ts-check
/* What the views of photos, embeds, documents, related stories and tables share: their fields are the page's, not the text's. */

/**
 * @typedef {{ editor: any, node: any, getPos: () => number | undefined }} Shown
 */

/**
 * Take the block out of the text.
 * @param {Shown} shown
 */
export function takeOut({ editor, getPos }) {
  const at = getPos();
  if (at === undefined) return;
  const { nodeSize } = editor.state.doc.nodeAt(at);
  editor.chain().deleteRange({ from: at, to: at + nodeSize }).focus(at).run();
}

/**
 * Give the block's tools their doing. A return in a field of one line must not send the whole form.
 * @param {HTMLElement} dom
 * @param {Shown} shown
 */
export function wire(dom, shown) {
  for (const tools of /** @type {NodeListOf<HTMLElement>} */ (dom.querySelectorAll(".body-block-tools"))) {
    tools.contentEditable = "false";
    tools.querySelector("[data-take-out]")?.addEventListener("click", () => takeOut(shown));
    tools.addEventListener("keydown", (event) => {
      const { target } = event;
      if (event.key === "Enter" && target instanceof HTMLInputElement) event.preventDefault();
    });
  }
}

/**
 * @param {HTMLElement} dom
 * @returns {(event: Event) => boolean} whether ProseMirror should leave an event alone
 */
export function isToolsOf(dom) {
  return (event) => {
    const { target } = event;
    if (!(target instanceof Element) || event.type.startsWith("drag") || event.type === "drop") return false;
    return dom.contains(target) && Boolean(target.closest(".body-block-tools, a[href]"));
  };
}

/**
 * @param {HTMLElement | null} hole where typed text stands
 * @returns {(mutation: { target: globalThis.Node, type: string }) => boolean} whether a change of the page is no change of the text
 */
export function isOutside(hole) {
  return (mutation) => mutation.type !== "selection" && !hole?.contains(mutation.target);
}

/**
 * The view of a block of which nothing but a line under it is typed, and which is drawn anew where it becomes another.
 * @param {HTMLElement} dom with a `[data-hole]` for the line
 * @param {Shown} shown
 * @param {string} names the attribute that says which it is
 */
export function captioned(dom, shown, names) {
  const { type, attrs } = shown.node;
  const hole = /** @type {HTMLElement} */ (dom.querySelector("[data-hole]"));
  for (const fixed of dom.querySelectorAll("p")) fixed.contentEditable = "false";
  wire(dom, shown);
  const mark = (/** @type {any} */ node) => hole.classList.toggle("is-empty", !node.content.size);
  mark(shown.node);
  return {
    dom,
    contentDOM: hole,
    stopEvent: isToolsOf(dom),
    ignoreMutation: isOutside(hole),
    update(/** @type {any} */ node) {
      if (node.type !== type || node.attrs[names] !== attrs[names]) return false;
      mark(node);
      return true;
    },
  };
}
