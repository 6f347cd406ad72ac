// @ts-check
/* A front that is open: every few seconds it is as colleagues left it. What a card says is renewed where it stands; an
   order that is another comes in only while nobody points at the parts, drags, or has something open there, and else
   waits behind a pill. The screen works without this module. */

const EVERY = 4_000;
const UNANSWERED = 3;
const KEPT_FOR = 8_000;
const news = /** @type {HTMLElement | null} */ (document.getElementById("front-news"));
/** What came and waits. @type {Document | null} */
let waiting = null;
let mark = "";
let failed = 0;
let isDragging = false;

/** @param {string} id @param {Document} [of] */
const piece = (id, of = document) => /** @type {HTMLElement | null} */ (of.getElementById(id));

/** @param {ParentNode} within @returns {HTMLElement[]} */
const marked = (within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-mark]"))];

/** The parts and cards in their order. @param {HTMLElement} parts */
const orderOf = (parts) => marked(parts).map((each) => each.dataset.card ?? each.dataset.part).join(" ");

/** Somebody is in the middle of something there. @param {Element} place */
const isBusy = (place) => place.querySelector("details[open], :is(input, select, textarea):focus") !== null;

/** What is pressed stays pressed: the same button of the same card, or the card. @param {() => void} change */
function keepingFocus(change) {
  const held = document.activeElement;
  const card = /** @type {HTMLElement | null} */ (held?.closest("[data-card]") ?? null);
  const place = card ? [...card.querySelectorAll("a, button, summary")].indexOf(/** @type {Element} */ (held)) : -1;
  change();
  const same = card && document.getElementById(card.id);
  if (!same || same.contains(document.activeElement)) return;
  /** @type {HTMLElement} */ (same.querySelectorAll("a, button, summary")[place] ?? same).focus({ preventScroll: true });
}

/** @param {string} text @param {() => void} [press] */
function say(text, press) {
  if (!news || (news.textContent === text && !press === !news.firstElementChild)) return;
  news.classList.remove("visually-hidden");
  if (!press) return news.replaceChildren(text);
  const pill = Object.assign(document.createElement("button"), { type: "button", className: "button primary", textContent: text });
  pill.addEventListener("click", press);
  news.replaceChildren(pill);
}

/** Cards that say something else now, each where it stands. @param {HTMLElement} shown @param {HTMLElement} fresh */
function renew(shown, fresh) {
  const now = new Map(marked(fresh).map((each) => [each.id, each]));
  for (const old of marked(shown)) {
    const next = now.get(old.id);
    if (!next || next.dataset.mark === old.dataset.mark || isBusy(old) || !old.isConnected) continue;
    const row = document.importNode(next, true);
    if (row.dataset.card) row.classList.add("is-renewed");
    keepingFocus(() => old.replaceWith(row));
  }
}

/** @param {HTMLElement} shown @param {HTMLElement} fresh */
function replace(shown, fresh) {
  const had = new Map(marked(shown).map((each) => [each.id, each.dataset.mark]));
  const next = document.importNode(fresh, true);
  for (const each of marked(next)) if (each.dataset.card && had.get(each.id) !== each.dataset.mark) each.classList.add("is-renewed");
  keepingFocus(() => shown.replaceWith(next));
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

/** @param {Document} answer */
function letIn(answer) {
  const shown = piece("front-parts");
  const fresh = piece("front-parts", answer);
  if (!shown || !fresh) return;
  waiting = null;
  if (orderOf(shown) === orderOf(fresh)) renew(shown, fresh);
  else replace(shown, fresh);
  frame(answer);
  const said = document.querySelector("[data-last]")?.textContent ?? "";
  say(said);
  // Whoever sees the page reads it above, and sees which cards are another colour; it is said for who listens.
  news?.classList.add("visually-hidden");
  setTimeout(() => { if (!waiting && news?.textContent === said) say(""); }, KEPT_FOR);
}

/** @param {Document} answer */
function take(answer) {
  const shown = piece("front-parts");
  const fresh = piece("front-parts", answer);
  // A page to sign in says nothing of this.
  if (!shown || !fresh) return;
  const isFree = !isDragging && !isBusy(shown) && !shown.matches(":hover");
  if (isFree || (!isDragging && orderOf(shown) === orderOf(fresh))) return letIn(answer);
  waiting = answer;
  say(news?.dataset.new ?? "", () => { if (waiting) letIn(waiting); });
}

async function look() {
  const answer = await fetch(location.href, { cache: "no-store", headers: mark ? { "If-None-Match": mark } : {} });
  if (answer.status === 304) {
    if (waiting) take(waiting);
    return;
  }
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const isFirst = !mark;
  mark = answer.headers.get("ETag") ?? "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const parts = piece("front-parts", page);
  const shown = piece("front-parts");
  // The first look is of what this page shows already, unless somebody was quicker.
  if (isFirst && parts && shown && marksOf(parts) === marksOf(shown)) return;
  take(page);
}

/** @param {HTMLElement} parts */
const marksOf = (parts) => marked(parts).map((each) => `${each.id}=${each.dataset.mark}`).join(" ");

async function turn() {
  try {
    if (!document.hidden) await look();
    if (failed >= UNANSWERED) say("");
    failed = 0;
  } catch {
    failed += 1;
    if (failed === UNANSWERED) say(news?.dataset.lost ?? "");
  }
  setTimeout(turn, EVERY);
}

if (news) {
  document.addEventListener("dragstart", () => { isDragging = true; });
  document.addEventListener("dragend", () => { isDragging = false; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look().catch(() => {}); });
  setTimeout(turn, EVERY);
}
