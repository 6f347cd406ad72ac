// @ts-check
/* A photo in the text. Its caption, alt text and crop are edited here and kept in its row of the form. */

import { Node } from "django-prose-editor/editor";
import { isOutside, isToolsOf, wire } from "desk/body/block-view";
import { movable } from "desk/body/moving";
import { control, isTicked, rowOf, section, write } from "desk/body/photo-rows";
import { piece, word } from "desk/body/words";

/** @typedef {import("desk/body/photo-rows").Control} Control */

const NO_UID = "00000000-0000-0000-0000-000000000000";

/**
 * Show what the row says.
 * @param {HTMLElement} dom
 * @param {string} uid
 */
function read(dom, uid) {
  const row = rowOf(uid);
  const lacking = /** @type {HTMLElement} */ (dom.querySelector("[data-lacking]"));
  for (const mirror of dom.querySelectorAll("[data-of]")) {
    const field = /** @type {Control} */ (mirror);
    field.disabled = !row;
    if (!row || field === document.activeElement) continue;
    const kept = control(row, field.dataset.of ?? "");
    if (isTicked(field) && isTicked(kept)) field.checked = kept.checked;
    else {
      // A rectangle of this story's own is no choice of the list until it is there.
      if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === kept.value)) {
        field.add(new Option(kept.value.split("/")[0] + " ✎", kept.value));
      }
      field.value = kept.value;
    }
  }
  const [own, offered] = [dom.querySelector("[data-own-crop]"), row?.querySelector("[data-crop-for]:not([hidden]) a")];
  if (own instanceof HTMLAnchorElement) {
    own.hidden = !offered;
    if (offered instanceof HTMLAnchorElement) own.href = offered.href;
  }
  dom.dataset.crop = row ? control(row, "crop").value : "";
  dom.dataset.shown = row ? control(row, "shown").value : "";
  const reasons = row ? [...row.querySelectorAll("[data-why-not]:not([hidden]) li, .errorlist:not([data-why-not]) li")] : [];
  lacking.textContent = row ? reasons.map((reason) => reason.textContent).join(" ") : word("noPhotoRow");
  lacking.hidden = !lacking.textContent;
  const credit = /** @type {HTMLElement} */ (dom.querySelector("[data-credit]"));
  credit.replaceChildren(...[...row?.querySelector("[data-credit]")?.childNodes ?? []].map((node) => node.cloneNode(true)));
  for (const link of credit.querySelectorAll("a")) link.target = "_blank";
}

/** @param {{ node: any, editor: any, getPos: any }} shown */
function figure(shown) {
  const dom = piece("photo");
  const { uid } = shown.node.attrs;
  const again = () => read(dom, uid);
  dom.contentEditable = "false";
  dom.dataset.uid = uid;
  wire(dom, shown);
  movable(dom, shown);
  const image = /** @type {HTMLImageElement} */ (dom.querySelector("[data-thumb]"));
  image.src = word("photoPreview").replace(NO_UID, uid);
  dom.addEventListener("input", (event) => {
    const field = /** @type {Control} */ (event.target);
    const row = rowOf(uid);
    // An unnamed field of this view is nothing the form should hear of; its row is.
    event.stopPropagation();
    if (row) write(row, field.dataset.of ?? "", isTicked(field) ? field.checked : field.value);
  });
  again();
  section.addEventListener("input", again);
  for (const told of ["body:rows", "story:rows"]) section.addEventListener(told, again);
  return {
    dom,
    stopEvent: isToolsOf(dom),
    ignoreMutation: isOutside(null),
    destroy() {
      section.removeEventListener("input", again);
      for (const told of ["body:rows", "story:rows"]) section.removeEventListener(told, again);
    },
  };
}

export const Photo = Node.create({
  name: "photo",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ uid: { default: null, rendered: false } }),
  parseHTML: () => [{
    tag: "figure.photo[data-photo]",
    priority: 60,
    getAttrs: (/** @type {HTMLElement} */ dom) => ({ uid: (dom.dataset.photo ?? "").toLowerCase() }),
  }],
  renderHTML: (/** @type {any} */ { node }) => ["figure", { class: "photo", "data-photo": node.attrs.uid }],
  addNodeView: () => figure,
});
