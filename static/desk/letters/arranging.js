// @ts-check
/* Arranging an issue of a newsletter by hand: a story is dragged to its place or put in there, and one moves with Alt and
   an arrow. Each posts what the buttons post; without this module they are all there. */

import { goOnWithMoved, isOurs, moveByKey, post, takeUp } from "desk/dragging";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("letter-drop"));
const KINDS = { row: "application/x-letter-row", offer: "application/x-letter-offer" };
const MARKS = ["letter-over", "letter-over-after"];

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const rowUnder = (target) => (target instanceof Element ? target.closest("[data-row]") : null);

/** The lower half of a story is the place after it. @param {DragEvent} event @param {HTMLElement} row */
function isAfter(event, row) {
  const box = row.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

function clear() {
  for (const marked of document.querySelectorAll(MARKS.map((name) => `.${name}`).join())) marked.classList.remove(...MARKS);
}

/** @param {DragEvent} event */
function onOver(event) {
  const row = rowUnder(event.target);
  if (!row || !isOurs(event, KINDS)) return;
  event.preventDefault();
  clear();
  row.classList.add(MARKS[Number(isAfter(event, row))]);
}

/** @param {DragEvent} event */
function onDrop(event) {
  const row = rowUnder(event.target);
  clear();
  if (!form || !row || !isOurs(event, KINDS) || !event.dataTransfer) return;
  event.preventDefault();
  const moved = event.dataTransfer.getData(KINDS.row);
  const story = moved || event.dataTransfer.getData(KINDS.offer);
  if (story === row.dataset.row) return;
  post(form, { do: moved ? "move" : "put-in", story, to: `${isAfter(event, row) ? "after" : "before"} ${row.dataset.row}` });
}

if (form) {
  takeUp(KINDS);
  document.addEventListener("dragover", onOver);
  document.addEventListener("dragend", clear);
  document.addEventListener("drop", onDrop);
  document.addEventListener("keydown", (event) => moveByKey(event, "[data-row]"));
}

goOnWithMoved("[data-row]");
