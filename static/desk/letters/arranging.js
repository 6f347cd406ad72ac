// @ts-check
/* Arranging an issue of a newsletter by hand: a story is dragged to its place or put in there, and one moves with Alt and
   an arrow. Each posts what the buttons post; without this module they are all there. */

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("letter-drop"));
const KINDS = { row: "application/x-letter-row", offer: "application/x-letter-offer" };
const MARKS = ["letter-over", "letter-over-after"];

/** @param {Record<string, string>} said */
function post(said) {
  if (!form) return;
  for (const [name, value] of Object.entries(said)) {
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
  }
  form.requestSubmit();
}

/** @param {DragEvent} event */
function onStart(event) {
  const held = event.target instanceof HTMLElement ? event.target.closest("[data-row], [data-offer]") : null;
  if (!(held instanceof HTMLElement) || !event.dataTransfer) return;
  const { row, offer } = held.dataset;
  event.dataTransfer.setData(row ? KINDS.row : KINDS.offer, row ?? offer ?? "");
  event.dataTransfer.effectAllowed = "move";
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const rowUnder = (target) => (target instanceof Element ? target.closest("[data-row]") : null);

/** The lower half of a story is the place after it. @param {DragEvent} event @param {HTMLElement} row */
function isAfter(event, row) {
  const box = row.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

/** @param {DragEvent} event */
const isOurs = (event) => Object.values(KINDS).some((kind) => event.dataTransfer?.types.includes(kind));

function clear() {
  for (const marked of document.querySelectorAll(MARKS.map((name) => `.${name}`).join())) marked.classList.remove(...MARKS);
}

/** @param {DragEvent} event */
function onOver(event) {
  const row = rowUnder(event.target);
  if (!row || !isOurs(event)) return;
  event.preventDefault();
  clear();
  row.classList.add(MARKS[Number(isAfter(event, row))]);
}

/** @param {DragEvent} event */
function onDrop(event) {
  const row = rowUnder(event.target);
  clear();
  if (!row || !isOurs(event) || !event.dataTransfer) return;
  event.preventDefault();
  const moved = event.dataTransfer.getData(KINDS.row);
  const story = moved || event.dataTransfer.getData(KINDS.offer);
  if (story === row.dataset.row) return;
  post({ do: moved ? "move" : "put-in", story, to: `${isAfter(event, row) ? "after" : "before"} ${row.dataset.row}` });
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const row = rowUnder(event.target);
  const wanted = event.key === "ArrowUp" ? "[data-up]" : "[data-down]";
  const button = /** @type {HTMLButtonElement | null | undefined} */ (row?.querySelector(wanted));
  if (!button) return;
  event.preventDefault();
  button.click();
}

if (form) {
  document.addEventListener("dragstart", onStart);
  document.addEventListener("dragover", onOver);
  document.addEventListener("dragend", clear);
  document.addEventListener("drop", onDrop);
  document.addEventListener("keydown", onKey);
}

const moved = location.hash ? document.getElementById(location.hash.slice(1)) : null;
if (moved?.matches("[data-row]")) moved.focus({ preventScroll: true });
