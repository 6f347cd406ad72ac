// @ts-check
/* A page that colleagues change too, while it is open: every few seconds it is asked how it is now. What of it is shown,
   and when, its own module says; nothing is to move under the pointer or out of somebody's hands. */

const EVERY = 4_000;
const UNANSWERED = 3;
let dragging = false;

/** Whether something is being dragged. */
export const isDragging = () => dragging;

/** Somebody is in the middle of something there. @param {Element} place */
export const isBusy = (place) => place.querySelector("details[open], :is(input, select, textarea):focus") !== null;

/** What is pressed stays pressed: the same button of the same thing, or the thing. @param {string} things @param {() => void} change */
export function keepingFocus(things, change) {
  const held = document.activeElement;
  const thing = held?.closest(things) ?? null;
  const place = thing ? [...thing.querySelectorAll("a, button, summary")].indexOf(/** @type {Element} */ (held)) : -1;
  change();
  const same = thing && document.getElementById(thing.id);
  if (!same || same.contains(document.activeElement)) return;
  /** @type {HTMLElement} */ (same.querySelectorAll("a, button, summary")[place] ?? same).focus({ preventScroll: true });
}

/** Say it in a line of its own, as a button where it can be pressed. @param {HTMLElement} line @param {string} text @param {() => void} [press] */
export function say(line, text, press) {
  if (line.textContent === text && !press === !line.firstElementChild) return;
  line.classList.remove("visually-hidden");
  if (!press) return line.replaceChildren(text);
  const pill = Object.assign(document.createElement("button"), { type: "button", className: "button primary", textContent: text });
  pill.addEventListener("click", press);
  line.replaceChildren(pill);
}

/**
 * Ask again and again, and hand over what is another page than before; `again` is called where it is the same.
 * @param {HTMLElement} line where it is said that nobody answers, or that the page is gone
 * @param {(page: Document, isFirst: boolean) => void} take
 * @param {() => void} again
 */
export function follow(line, take, again) {
  let mark = "";
  let failed = 0;

  async function look() {
    const answer = await fetch(location.href, { cache: "no-store", headers: mark ? { "If-None-Match": mark } : {} });
    if (answer.status === 304) return again();
    if (answer.status === 404 && line.dataset.gone) return say(line, line.dataset.gone);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const isFirst = !mark;
    mark = answer.headers.get("ETag") ?? "";
    take(new DOMParser().parseFromString(await answer.text(), "text/html"), isFirst);
  }

  async function turn() {
    try {
      if (!document.hidden) await look();
      if (failed >= UNANSWERED) say(line, "");
      failed = 0;
    } catch {
      failed += 1;
      if (failed === UNANSWERED) say(line, line.dataset.lost ?? "");
    }
    setTimeout(turn, EVERY);
  }

  document.addEventListener("dragstart", () => { dragging = true; });
  document.addEventListener("dragend", () => { dragging = false; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look().catch(() => {}); });
  setTimeout(turn, EVERY);
}
