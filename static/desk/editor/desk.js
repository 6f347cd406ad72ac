/* The editor's desk: its parts, in the order they lean on each other. */

import { unfold } from "desk/editor/parts";
import "desk/editor/saving";
import "desk/editor/sheet";
import "desk/editor/keys";
import "desk/editor/mending";
import "desk/editor/headline";
import "desk/editor/preview";
import "desk/editor/pictures";
import { showKeys } from "desk/editor/keys";
import { showPreview } from "desk/editor/preview";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const words = /** @type {HTMLElement} */ (document.getElementById("commands-said")).dataset;

form.addEventListener("story:commands", (event) => {
  /** @type {import("desk/editor/commands").Command[]} */
  const items = /** @type {CustomEvent} */ (event).detail.items;
  if (document.getElementById("preview-pane")) {
    items.push({ kind: words.go ?? "", label: words.previewPhone ?? "", run: () => showPreview("phone") });
    items.push({ kind: words.go ?? "", label: words.previewDesktop ?? "", run: () => showPreview("desktop") });
  }
  items.push({ kind: words.go ?? "", label: words.keys ?? "", run: showKeys });
});
unfold();
