// @ts-check
/* Photos into the text and out of it: from the library, by dropping, by a row's own button. */

import { control, fetchRow, rowOf, section, setOut, told, write } from "desk/body/photo-rows";
import { say, word } from "desk/body/words";

/**
 * @param {any} doc
 * @returns {Map<string, number>} the photos that stand in the text, and where
 */
function placed(doc) {
  const found = new Map();
  doc.forEach((/** @type {any} */ node, /** @type {number} */ at) => {
    if (node.type.name === "photo" && !found.has(node.attrs.uid)) found.set(node.attrs.uid, at);
  });
  return found;
}

/** @param {any} photo @returns {Promise<HTMLElement>} its row, made or brought back */
async function giveRow(photo) {
  const row = rowOf(photo.uid) ?? (await import("desk/story-photo-row")).put(photo, "inline");
  if (row.hidden) setOut(row, false);
  return row;
}

/**
 * Put several photos where the cursor is, to be shown as one gallery; those that stand in the text already stay there.
 * @param {any} editor
 * @param {any[]} photos as the server tells them
 */
export async function placeGallery(editor, photos) {
  const there = placed(editor.state.doc);
  const more = photos.filter((photo) => !there.has(photo.uid));
  for (const photo of more) write(await giveRow(photo), "shown", "gallery");
  const figures = more.map((photo) => ({ type: "photo", attrs: { uid: photo.uid } }));
  if (figures.length) editor.chain().focus().insertContent([...figures, { type: "paragraph" }]).run();
  say(word(more.length < photos.length ? "someThere" : "galleryIn", { count: more.length }));
}

/**
 * Put a photo where the cursor is, or at a position: a figure in the text and a row of the form.
 * @param {any} editor
 * @param {any} photo as the server tells it; with only a uid, it has a row already
 * @param {number} [at]
 */
export async function placePhoto(editor, photo, at) {
  if (placed(editor.state.doc).has(photo.uid)) {
    say(word("alreadyThere"));
    return;
  }
  await giveRow(photo);
  const figure = { type: "photo", attrs: { uid: photo.uid } };
  if (at === undefined) editor.chain().focus().insertContent([figure, { type: "paragraph" }]).run();
  else editor.chain().insertContentAt(at, figure).run();
  say(word("inText"));
}

/**
 * A photo that stands in the text is described there: its row below says so and asks for nothing twice.
 * @param {Element} row
 * @param {boolean} isThere
 */
function sayInText(row, isThere) {
  row.classList.toggle("is-in-text", isThere);
  if (!isThere || row.querySelector(".photo-in-text")) return;
  const line = Object.assign(document.createElement("p"), { className: "quiet photo-in-text", textContent: word("rowInText") });
  row.querySelector(".photo-row-fields")?.append(line);
}

/**
 * Put "Place in the text" on the rows of photos for the text that stand nowhere in it.
 * @param {any} editor
 */
function offerPlaces(editor) {
  const there = placed(editor.state.doc);
  for (const row of section.querySelectorAll(".rows > [data-row]")) {
    let button = /** @type {HTMLButtonElement | null} */ (row.querySelector("[data-place]"));
    const uid = control(row, "photo").value;
    const isInline = control(row, "use").value === "inline";
    const wanted = isInline && !there.has(uid);
    sayInText(row, isInline && there.has(uid));
    if (!button && wanted) {
      button = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: word("placePhoto") });
      button.dataset.place = "";
      button.addEventListener("click", () => placePhoto(editor, { uid }));
      row.querySelector(".row-tools")?.append(button);
    }
    if (button) button.hidden = !wanted;
  }
}

/** @param {any} editor */
export function keepInStep(editor) {
  let before = placed(editor.state.doc);
  editor.on("update", () => {
    const now = placed(editor.state.doc);
    for (const uid of before.keys()) {
      const row = now.has(uid) ? undefined : rowOf(uid);
      if (row && !row.hidden) setOut(row, true);
    }
    for (const uid of now.keys()) {
      const row = rowOf(uid);
      if (row?.hidden) setOut(row, false);
      if (!row && !before.has(uid)) fetchRow(uid);
    }
    before = now;
    offerPlaces(editor);
  });
  // A row that was taken out, or became the lead, has no place in the text any more.
  const follow = () => {
    for (const [uid, at] of [...placed(editor.state.doc)].reverse()) {
      const row = rowOf(uid);
      const elsewhere = section.querySelector(`#photo-${CSS.escape(uid)}`);
      if (row ? row.hidden : elsewhere) editor.chain().deleteRange({ from: at, to: at + 1 }).run();
    }
    offerPlaces(editor);
    told();
  };
  section.addEventListener("change", follow);
  section.closest("form")?.addEventListener("story:changed", follow);
  offerPlaces(editor);
}
