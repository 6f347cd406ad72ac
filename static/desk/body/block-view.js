// @ts-check
/* What the views of photos, embeds, related stories and tables share: their fields are the page's, not the text's. */

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
