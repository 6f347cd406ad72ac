// @ts-check
/* A photo past the paragraph, or the photo, before or after it: by its buttons, and by Alt with an arrow. */

import { say, word } from "desk/body/words";

/**
 * Let the block change places with its neighbour; the focus stays on the control it was on.
 * @param {{ editor: any, getPos: () => number | undefined }} shown
 * @param {boolean} down
 */
function move({ editor, getPos }, down) {
  const at = getPos();
  if (at === undefined) return;
  const { doc, tr } = editor.state;
  const place = doc.resolve(at).index(0);
  const node = doc.child(place);
  const other = doc.maybeChild(place + (down ? 1 : -1));
  if (!other) return;
  const to = down ? at + other.nodeSize : at - other.nodeSize;
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  const same = held?.dataset.of ? `[data-of="${held.dataset.of}"]` : `[data-move="${down ? "down" : "up"}"]`;
  editor.view.dispatch(tr.delete(at, at + node.nodeSize).insert(to, node));
  const dom = editor.view.nodeDOM(to);
  if (dom instanceof HTMLElement) {
    /** @type {HTMLElement | null} */ (dom.querySelector(same))?.focus();
    dom.scrollIntoView({ block: "nearest" });
  }
  say(word("moved", { place: place + (down ? 2 : 0), all: doc.childCount }));
}

/**
 * @param {HTMLElement} dom
 * @param {{ editor: any, getPos: () => number | undefined }} shown
 */
export function movable(dom, shown) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (dom.querySelectorAll("[data-move]"))) {
    button.addEventListener("click", () => move(shown, button.dataset.move === "down"));
  }
  dom.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(shown, event.key === "ArrowDown");
  });
}
