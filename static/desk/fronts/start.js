// @ts-check
/* Arranging a front by hand: a story or a card is dragged to its place, a card moves with Alt and an arrow, and Control
   and Enter issue the front. Each of them posts what the buttons post; without this module they are all there. */

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("front-drop"));
const KINDS = { card: "application/x-front-card", story: "application/x-front-story" };
const OVER = "front-over";

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
  const held = event.target instanceof HTMLElement ? event.target.closest("[data-card], [data-story]") : null;
  if (!(held instanceof HTMLElement) || !event.dataTransfer) return;
  const { card, story } = held.dataset;
  event.dataTransfer.setData(card ? KINDS.card : KINDS.story, card ?? story ?? "");
  event.dataTransfer.effectAllowed = "move";
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function placeUnder(target) {
  return target instanceof Element ? target.closest("[data-card], [data-part]") : null;
}

/** @param {DragEvent} event */
const isOurs = (event) => Object.values(KINDS).some((kind) => event.dataTransfer?.types.includes(kind));

function clear() {
  for (const marked of document.querySelectorAll(`.${OVER}`)) marked.classList.remove(OVER);
}

/** @param {DragEvent} event */
function onOver(event) {
  const place = placeUnder(event.target);
  if (!place || !isOurs(event)) return;
  event.preventDefault();
  clear();
  place.classList.add(OVER);
}

/** @param {DragEvent} event */
function onDrop(event) {
  const place = placeUnder(event.target);
  clear();
  if (!place || !isOurs(event) || !event.dataTransfer) return;
  event.preventDefault();
  const card = event.dataTransfer.getData(KINDS.card);
  const story = event.dataTransfer.getData(KINDS.story);
  const part = place.dataset.in ?? place.dataset.part ?? "";
  const before = place.dataset.card ?? "";
  if (card && card === before) return;
  if (card) post({ do: "move", card, to: before ? `${part} before ${before}` : `${part} last` });
  else post({ do: "place", story, part, before });
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-issue] button"))?.click();
    return;
  }
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const row = event.target instanceof Element ? event.target.closest("[data-card]") : null;
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
}
document.addEventListener("keydown", onKey);

const moved = location.hash ? document.getElementById(location.hash.slice(1)) : null;
if (moved?.matches("[data-card]")) moved.focus({ preventScroll: true });
