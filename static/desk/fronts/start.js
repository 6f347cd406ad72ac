// @ts-check
/* Arranging a front by hand: a story or a card is dragged to its place, a card moves with Alt and an arrow, and Control
   and Enter issue the front. Each of them posts what the buttons post; without this module they are all there. */

import { goOnWithMoved, isOurs, moveByKey, post, takeUp } from "desk/dragging";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("front-drop"));
const KINDS = { card: "application/x-front-card", story: "application/x-front-story" };
const OVER = "front-over";

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function placeUnder(target) {
  return target instanceof Element ? target.closest("[data-card], [data-part]") : null;
}

function clear() {
  for (const marked of document.querySelectorAll(`.${OVER}`)) marked.classList.remove(OVER);
}

/** @param {DragEvent} event */
function onOver(event) {
  const place = placeUnder(event.target);
  if (!place || !isOurs(event, KINDS)) return;
  event.preventDefault();
  clear();
  place.classList.add(OVER);
}

/** @param {DragEvent} event */
function onDrop(event) {
  const place = placeUnder(event.target);
  clear();
  if (!form || !place || !isOurs(event, KINDS) || !event.dataTransfer) return;
  event.preventDefault();
  const card = event.dataTransfer.getData(KINDS.card);
  const story = event.dataTransfer.getData(KINDS.story);
  const part = place.dataset.in ?? place.dataset.part ?? "";
  const before = place.dataset.card ?? "";
  if (card && card === before) return;
  if (card) post(form, { do: "move", card, to: before ? `${part} before ${before}` : `${part} last` });
  else post(form, { do: "place", story, part, before });
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    /** @type {HTMLElement | null} */ (document.querySelector("[data-issue]"))?.click();
    return;
  }
  moveByKey(event, "[data-card]");
}

if (form) {
  takeUp(KINDS);
  document.addEventListener("dragover", onOver);
  document.addEventListener("dragend", clear);
  document.addEventListener("drop", onDrop);
}
document.addEventListener("keydown", onKey);

goOnWithMoved("[data-card]");
