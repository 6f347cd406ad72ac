// @ts-check
/* Photos of a story: choose from the library over the page, upload or drop. Each becomes a row of the form. */

import { beginPicking, isPicking, pick, putPicked, tellPicked } from "desk/picking";
import { put } from "desk/story-photo-row";
import { form } from "desk/typed-form";

/** @typedef {import("desk/story-photo-row").Picture} Picture */

/** @type {(root: ParentNode, selector: string) => HTMLElement} */
const one = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
const section = /** @type {HTMLElement} */ (form.querySelector("[data-rows=photo]"));
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("photo-picker"));
const grid = one(dialog, "[data-grid]");
const status = one(dialog, "[data-status]");
const more = one(dialog, "[data-more]");
const tray = one(dialog, "[data-tray]");
const all = one(tray, "[data-all]");
const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken"));
const search = /** @type {HTMLInputElement} */ (document.getElementById("photo-search"));
const said = /** @type {HTMLElement} */ (document.getElementById("photo-said"));
const files = /** @type {HTMLInputElement} */ (document.getElementById("photo-upload"));
/** @type {((photo: Picture) => void) | null} */
let chosen = null;

/**
 * @param {string | undefined} sentence
 * @param {boolean} [refused]
 */
function tell(sentence, refused = false) {
  said.textContent = sentence ?? "";
  said.classList.toggle("is-refused", refused);
}

/** @param {Picture} photo Whether the story has it, saved or not. */
const isIn = (photo) => [...section.querySelectorAll("[data-row]:not([hidden]) [name$=-photo]")]
  .some((field) => field instanceof HTMLInputElement && field.value === photo.uid);

/** @param {Picture} photo */
function card(photo) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.dataset.uid = photo.uid;
  const image = Object.assign(document.createElement("img"), { src: photo.thumbnail, alt: "", width: 192, height: 192, loading: "lazy" });
  const name = Object.assign(document.createElement("span"), { textContent: photo.name });
  const credit = Object.assign(document.createElement("span"), { className: "quiet", textContent: photo.credit_line || (dialog.dataset.noCredit ?? "") });
  button.append(image, name, credit);
  const item = document.createElement("li");
  if (photo.counted) button.append(Object.assign(document.createElement("span"), { className: "quiet", textContent: photo.counted }));
  if (photo.reason) {
    item.className = "is-greyed";
    button.append(Object.assign(document.createElement("span"), { className: "why", textContent: photo.reason }));
  }
  if (photo.care) button.append(Object.assign(document.createElement("span"), { className: "care", textContent: `☺ ${photo.care}` }));
  if (photo.barred) button.setAttribute("aria-disabled", "true");
  button.addEventListener("click", () => {
    if (photo.barred) { status.textContent = `${photo.name}: ${photo.reason}`; return; }
    if (isPicking()) { pick(photo); return; }
    if (chosen) { chosen(photo); dialog.close(); return; }
    put(photo);
    status.textContent = `${dialog.dataset.put} ${photo.name}`;
    tell(dialog.dataset.isIn);
  });
  item.append(button);
  return item;
}

/** @param {Picture} photo A photo that was set aside: it says so where the story has it. */
function asideCard(photo) {
  const item = card(photo);
  if (isIn(photo)) item.querySelector("button")?.append(Object.assign(document.createElement("strong"), { textContent: dialog.dataset.there }));
  return item;
}

/** Show what the photo desk set aside for this story, before the library. */
async function showTray() {
  if (!form.dataset.trayUrl) return;
  /** @type {Picture[]} */
  let photos = [];
  try {
    photos = (await (await fetch(form.dataset.trayUrl)).json()).photos;
  } catch {
    // The library below says that the server does not answer.
  }
  one(tray, "[data-tray-grid]").replaceChildren(...photos.map(asideCard));
  tray.hidden = !photos.length;
  tellPicked();
  const open = photos.filter((photo) => !photo.barred && !isIn(photo));
  all.hidden = !open.length || chosen !== null || isPicking();
  all.onclick = () => {
    for (const photo of open) put(photo);
    dialog.close();
    tell(dialog.dataset.allIn);
  };
}

/** @param {number} page */
async function show(page) {
  try {
    const answer = await fetch(`${form.dataset.pickUrl}?q=${encodeURIComponent(search.value)}&page=${page}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await answer.json();
    if (page === 1) grid.replaceChildren();
    grid.append(...found.photos.map(card));
    tellPicked();
    status.textContent = found.photos.length ? found.counted : dialog.dataset.none ?? "";
    more.hidden = !found.next;
    more.onclick = () => show(found.next);
  } catch {
    status.textContent = dialog.dataset.failed ?? "";
  }
}

/**
 * Send a picture through the photo desk's checks: the answer has `photo`, or `error`, a sentence.
 * @param {File} file
 * @returns {Promise<{ photo: Picture, said?: string, error?: string }>}
 */
export async function upload(file) {
  const data = new FormData();
  data.append("file", file);
  const answer = await fetch(form.dataset.uploadUrl ?? "", {
    method: "POST", body: data, headers: { "X-CSRFToken": token.value },
  });
  return answer.json();
}

/** @param {File} file */
async function send(file) {
  tell(dialog.dataset.uploading);
  try {
    const told = await upload(file);
    if (told.error) { tell(told.error, true); return; }
    one(put(told.photo), "textarea").focus();
    tell(`${told.said ?? ""} ${dialog.dataset.isIn}`.trim());
  } catch {
    tell(dialog.dataset.uploadFailed, true);
  }
}

/**
 * Open the library; `choose` gets the one photo that is wanted, `several` those that are picked in their order; else
 * as many as are chosen become rows.
 * @param {((photo: Picture) => void) | null} [choose]
 * @param {((photos: Picture[]) => void) | null} [several]
 */
export function openLibrary(choose = null, several = null) {
  chosen = choose;
  beginPicking(several);
  dialog.showModal();
  showTray();
  show(1);
}

for (const pick of section.querySelectorAll("[data-pick]")) pick.addEventListener("click", () => openLibrary());
one(dialog, "[data-put-several]").addEventListener("click", () => { if (putPicked()) dialog.close(); });
one(dialog, "[data-close]").addEventListener("click", () => dialog.close());
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => show(1), 200); });
files.addEventListener("change", async () => {
  for (const file of [...files.files ?? []]) await send(file);
  files.value = "";
});
section.addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  section.classList.add("dropping");
});
section.addEventListener("dragleave", () => section.classList.remove("dropping"));
section.addEventListener("drop", async (event) => {
  section.classList.remove("dropping");
  const dropped = [...event.dataTransfer?.files ?? []];
  if (!dropped.length) return;
  event.preventDefault();
  for (const file of dropped) await send(file);
});
