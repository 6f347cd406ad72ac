// @ts-check
/* Pictures on their way in: each has a line at its place in the text, which says why if it is refused. */

import { Plugin, pm } from "django-prose-editor/editor";
import { placePhoto } from "desk/body/placing";
import { word } from "desk/body/words";

const { Decoration, DecorationSet } = pm.view;
const key = new pm.state.PluginKey("arriving");

/** @param {string} sentence @param {boolean} refused @param {() => void} dismiss */
function line(sentence, refused, dismiss) {
  const dom = document.createElement("p");
  dom.className = refused ? "body-arriving body-refused" : "body-arriving";
  dom.setAttribute("role", refused ? "alert" : "status");
  dom.contentEditable = "false";
  dom.append(sentence);
  if (refused) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: "×" });
    button.setAttribute("aria-label", word("dismiss"));
    button.addEventListener("click", dismiss);
    dom.append(" ", button);
  }
  return dom;
}

/** The lines of what is arriving; they move with the text around them. */
export const arriving = () => new Plugin({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(/** @type {any} */ tr, /** @type {any} */ set) {
      const mapped = set.map(tr.mapping, tr.doc);
      const { add, remove } = tr.getMeta(key) ?? {};
      const without = remove === undefined ? mapped : mapped.remove(mapped.find(undefined, undefined, (/** @type {any} */ spec) => spec.key === remove));
      return add ? without.add(tr.doc, [add]) : without;
    },
  },
  props: { decorations: (/** @type {any} */ state) => key.getState(state) },
});

let made = 0;

/** @param {any} view @param {number} at @param {string} id @param {string} sentence @param {boolean} [refused] */
function show(view, at, id, sentence, refused = false) {
  const dismiss = () => view.dispatch(view.state.tr.setMeta(key, { remove: id }));
  const add = Decoration.widget(at, () => line(sentence, refused, dismiss), { key: id, side: 1, ignoreSelection: true, stopEvent: () => true });
  view.dispatch(view.state.tr.setMeta(key, { add, remove: id }).setMeta("addToHistory", false));
}

/** @param {any} view @param {string} id @returns {number} where it is now, or -1 */
const whereIs = (view, id) => key.getState(view.state).find(undefined, undefined, (/** @type {any} */ spec) => spec.key.startsWith(id))[0]?.from ?? -1;

/**
 * Send one picture through the photo desk's checks and put it where its line stands by then.
 * @param {any} view
 * @param {File} file
 * @param {string} id
 */
async function take(view, file, id) {
  let why = "";
  try {
    const { upload } = await import("desk/story-photos");
    const told = await upload(file);
    why = told.error ?? "";
    if (!why) {
      const at = whereIs(view, id);
      view.dispatch(view.state.tr.setMeta(key, { remove: id }));
      await placePhoto(view.dom.editor, told.photo, at < 0 ? undefined : at);
      return;
    }
  } catch {
    why = word("uploadFailed");
  }
  refuse(view, file, id, word("uploadRefused", { name: file.name, why }));
}

/** @param {any} view @param {File} file @param {string} id @param {string} sentence */
function refuse(view, file, id, sentence) {
  const at = whereIs(view, id);
  view.dispatch(view.state.tr.setMeta(key, { remove: id }));
  show(view, Math.max(at, 0), `${id} refused`, sentence, true);
}

/**
 * @param {any} view
 * @param {File[]} files
 * @param {number} pos where they were dropped; they stand behind the paragraph that is there
 */
export async function takeFiles(view, files, pos) {
  const $pos = view.state.doc.resolve(pos);
  const at = $pos.depth ? $pos.after(1) : pos;
  const coming = files.map((file) => ({ file, id: `arriving-${(made += 1)}` }));
  for (const { file, id } of coming) show(view, at, id, word("uploading", { name: file.name }));
  for (const { file, id } of coming) {
    if (file.type.startsWith("image/")) await take(view, file, id);
    else refuse(view, file, id, word("onlyPictures", { name: file.name }));
  }
}
