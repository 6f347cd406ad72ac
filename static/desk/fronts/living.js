// @ts-check
/* A front that is open: every few seconds it is as colleagues left it. What a card says is renewed where it stands; an
   order that is another comes in only while nobody points at the parts, drags, or has something open there, and else
   waits behind a pill. The screen works without this module. */

import { follow, isBusy, isDragging, keepingFocus, say } from "desk/following";

const KEPT_FOR = 8_000;
const news = /** @type {HTMLElement | null} */ (document.getElementById("front-news"));
/** What came and waits. @type {Document | null} */
let waiting = null;

/** @param {string} id @param {Document} [of] */
const piece = (id, of = document) => /** @type {HTMLElement | null} */ (of.getElementById(id));

/** @param {ParentNode} within @returns {HTMLElement[]} */
const marked = (within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-mark]"))];

/** The parts and cards in their order. @param {HTMLElement} parts */
const orderOf = (parts) => marked(parts).map((each) => each.dataset.card ?? each.dataset.part).join(" ");

/** Cards that say something else now, each where it stands. @param {HTMLElement} shown @param {HTMLElement} fresh */
function renew(shown, fresh) {
  const now = new Map(marked(fresh).map((each) => [each.id, each]));
  for (const old of marked(shown)) {
    const next = now.get(old.id);
    if (!next || next.dataset.mark === old.dataset.mark || isBusy(old) || !old.isConnected) continue;
    const row = document.importNode(next, true);
    if (row.dataset.card) row.classList.add("is-renewed");
    keepingFocus("[data-card]", () => old.replaceWith(row));
  }
}

/** @param {HTMLElement} shown @param {HTMLElement} fresh */
function replace(shown, fresh) {
  const had = new Map(marked(shown).map((each) => [each.id, each.dataset.mark]));
  const next = document.importNode(fresh, true);
  for (const each of marked(next)) if (each.dataset.card && had.get(each.id) !== each.dataset.mark) each.classList.add("is-renewed");
  keepingFocus("[data-card]", () => shown.replaceWith(next));
}

/** What stands around the parts: what readers have, the buttons, the warnings, the stories. @param {Document} answer */
function frame(answer) {
  for (const id of ["front-has", "front-notes", "front-bar", "front-stories"]) {
    const shown = piece(id);
    const fresh = piece(id, answer);
    const isHeld = shown && (isBusy(shown) || shown.matches(":hover") || shown.contains(document.activeElement));
    if (shown && fresh && (!isHeld || id === "front-has")) shown.replaceWith(document.importNode(fresh, true));
  }
  // What is issued is what is looked at: that it is another than before is known once it is shown.
  const version = /** @type {HTMLInputElement | null} */ (answer.querySelector("#front-bar [name=version]"))?.value;
  for (const each of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=version]"))) {
    if (version) each.value = version;
  }
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("button[data-issue]"));
  const fresh = /** @type {HTMLButtonElement | null} */ (answer.querySelector("button[data-issue]"));
  if (button && fresh) button.disabled = fresh.disabled;
}

/** @param {HTMLElement} line @param {Document} answer */
function letIn(line, answer) {
  const shown = piece("front-parts");
  const fresh = piece("front-parts", answer);
  if (!shown || !fresh) return;
  waiting = null;
  if (orderOf(shown) === orderOf(fresh)) renew(shown, fresh);
  else replace(shown, fresh);
  frame(answer);
  const said = document.querySelector("[data-last]")?.textContent ?? "";
  say(line, said);
  // Whoever sees the page reads it above, and sees which cards are another colour; it is said for who listens.
  line.classList.add("visually-hidden");
  setTimeout(() => { if (!waiting && line.textContent === said) say(line, ""); }, KEPT_FOR);
}

/** @param {HTMLElement} line @param {Document} answer @param {boolean} isFirst */
function take(line, answer, isFirst) {
  const shown = piece("front-parts");
  const fresh = piece("front-parts", answer);
  // A page to sign in says nothing of this.
  if (!shown || !fresh) return;
  // The first look is of what this page shows already, unless somebody was quicker.
  if (isFirst && marksOf(fresh) === marksOf(shown)) return;
  const isFree = !isDragging() && !isBusy(shown) && !shown.matches(":hover");
  if (isFree || (!isDragging() && orderOf(shown) === orderOf(fresh))) return letIn(line, answer);
  waiting = answer;
  say(line, line.dataset.new ?? "", () => { if (waiting) letIn(line, waiting); });
}

/** @param {HTMLElement} parts */
const marksOf = (parts) => marked(parts).map((each) => `${each.id}=${each.dataset.mark}`).join(" ");

if (news) follow(news, (page, isFirst) => take(news, page, isFirst), () => { if (waiting) take(news, waiting, false); });
