/* The pictures of the story in the rail. The rows below the text stay their one source; a picture here leads to its
   row, or into the text: whoever answers `story:place-photo`, or takes the drop, puts it there. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const strip = document.getElementById("pictures-strip");
const rows = form.querySelector("[data-rows=photo]");
export const PHOTO_TYPE = "application/x-newsroom-photo";

/** @param {Element} row @param {string} end */
const field = (row, end) => /** @type {HTMLInputElement | null} */ (row.querySelector(`[name$="-${end}"]`));

/** @param {HTMLElement} row */
function picture(row) {
  const uid = field(row, "photo")?.value ?? "";
  const thumb = /** @type {HTMLImageElement | null} */ (row.querySelector("[data-thumb]"));
  const link = Object.assign(document.createElement("a"), { href: `#photo-${uid}` });
  link.dataset.photo = uid;
  if (thumb?.src) link.append(Object.assign(document.createElement("img"), { src: thumb.src, alt: "", width: 72, height: 72 }));
  const place = field(row, "use")?.value === "lead" ? strip?.dataset.lead : strip?.dataset.inline;
  link.append(Object.assign(document.createElement("span"), { textContent: place ?? "" }));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

/** Return where a photo is described: in the text where it stands there, else in its row. @param {HTMLElement} row */
export function describedAt(row) {
  const inText = row.classList.contains("is-in-text") && form.querySelector(`.body-photo[data-uid="${CSS.escape(field(row, "photo")?.value ?? "")}"]`);
  return /** @type {HTMLElement} */ (inText || row);
}

function draw() {
  if (!strip || !rows) return;
  const shown = /** @type {HTMLElement[]} */ ([...rows.querySelectorAll(".rows > [data-row]")]).filter((row) => !row.hidden);
  const items = shown.map(picture);
  if (items.map((item) => item.innerHTML).join() === [...strip.children].map((item) => item.innerHTML).join()) return;
  strip.replaceChildren(...items);
  const none = /** @type {HTMLElement | null} */ (document.querySelector(".pictures-none"));
  if (none) none.hidden = shown.length > 0;
}

strip?.addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a");
  const row = link && document.getElementById(`photo-${link.dataset.photo}`);
  if (!link || !row) return;
  event.preventDefault();
  const detail = { uid: link.dataset.photo, row };
  if (!form.dispatchEvent(new CustomEvent("story:place-photo", { bubbles: true, cancelable: true, detail }))) return;
  const place = describedAt(row);
  place.scrollIntoView({ block: "center" });
  /** @type {HTMLElement | null} */ (place.querySelector("textarea"))?.focus();
});
strip?.addEventListener("dragstart", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a");
  if (!link?.dataset.photo || !event.dataTransfer) return;
  event.dataTransfer.setData(PHOTO_TYPE, link.dataset.photo);
  event.dataTransfer.setData("text/html", `<figure class="photo" data-photo="${CSS.escape(link.dataset.photo)}"></figure>`);
});
form.addEventListener("story:changed", draw);
form.addEventListener("change", draw);
rows?.addEventListener("story:row", () => queueMicrotask(draw));
