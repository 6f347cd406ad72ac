// @ts-check
/* An issue of a newsletter that is open: every few seconds it is as colleagues left it. While somebody points at its
   stories and words, drags, or is in a field there, what is another waits behind a pill; what somebody typed stays
   whatever comes. The page works without this module. */

import { follow, isBusy, isDragging, keepingFocus, say } from "desk/following";

const news = /** @type {HTMLElement | null} */ (document.getElementById("letter-news"));
// What "Send it" sends is what was looked at: it is renewed once all of these are as the server has them.
const LOOKED_AT = ["stories", "title", "intro"];
/** What came and waits. @type {Document | null} */
let waiting = null;

/** @param {Document} page @returns {HTMLElement | null} */
const whole = (page) => page.querySelector("[data-letter]");

/** @param {Document} page @param {string} name @returns {HTMLElement | null} */
const piece = (page, name) => page.querySelector(`[data-piece="${name}"]`);

/** @param {ParentNode} within @returns {HTMLElement[]} */
const piecesIn = (within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-piece]"))];

/** Somebody typed there what the server has not. @param {ParentNode} place */
const isTyped = (place) => [.../** @type {NodeListOf<HTMLInputElement>} */ (
  place.querySelectorAll("input:not([type=hidden]), textarea"))].some((field) => field.value !== field.defaultValue);

/** @param {Element} place */
const isHeld = (place) => isDragging() || isBusy(place) || place.matches(":hover");

/** @param {HTMLElement} shown @param {HTMLElement} fresh */
const isAnother = (shown, fresh) => shown.dataset.mark !== fresh.dataset.mark;

/** @param {HTMLElement} shown @param {HTMLElement} fresh */
function replace(shown, fresh) {
  keepingFocus("[data-row]", () => shown.replaceWith(document.importNode(fresh, true)));
}

/** Renew what is another now, of the pieces that `may` be. @param {Document} answer @param {(shown: HTMLElement) => boolean} may */
function renew(answer, may) {
  for (const shown of piecesIn(document)) {
    const fresh = piece(answer, shown.dataset.piece ?? "");
    if (!fresh || !isAnother(shown, fresh) || isTyped(shown) || !may(shown)) continue;
    if (shown.dataset.piece === "send" && !LOOKED_AT.every((name) => isAsThere(answer, name))) continue;
    replace(shown, fresh);
  }
}

/** @param {Document} answer @param {string} name */
function isAsThere(answer, name) {
  const [shown, fresh] = [piece(document, name), piece(answer, name)];
  return !shown || !fresh || !isAnother(shown, fresh);
}

/** @param {HTMLElement} line @param {Document} answer */
function letIn(line, answer) {
  const [shown, fresh] = [whole(document), whole(answer)];
  if (!shown || !fresh) return;
  if (shown.dataset.letter !== fresh.dataset.letter) replace(shown, fresh);
  else renew(answer, () => true);
  // What somebody typed in waits on, for when they have kept it or taken it back.
  waiting = piecesIn(document).every((each) => isAsThere(answer, each.dataset.piece ?? "")) ? null : answer;
  say(line, "");
}

/** It was sent, stopped or drawn up anew: it is another page. @param {HTMLElement} line @param {HTMLElement} shown @param {Document} answer */
function takeWhole(line, shown, answer) {
  // There is no field any more that could take what was typed.
  if (isTyped(shown)) return say(line, line.dataset.over ?? "");
  if (!isHeld(shown)) return letIn(line, answer);
  say(line, line.dataset.new ?? "", () => letIn(line, answer));
}

/** @param {HTMLElement} line @param {Document} answer */
function take(line, answer) {
  const [shown, fresh] = [whole(document), whole(answer)];
  // A page to sign in says nothing of this.
  if (!shown || !fresh) return;
  waiting = answer;
  if (shown.dataset.letter !== fresh.dataset.letter) return takeWhole(line, shown, answer);
  const arranged = document.querySelector("[data-arranged]");
  if (!arranged || !isHeld(arranged)) return letIn(line, answer);
  // What stands under or beside what is pointed at moves none of it.
  renew(answer, (each) => each.dataset.piece === "mail" && !isHeld(each));
  const isNews = LOOKED_AT.some((name) => !isAsThere(answer, name) && !isTyped(piece(document, name) ?? document));
  if (isNews) say(line, line.dataset.new ?? "", () => { if (waiting) letIn(line, waiting); });
}

if (news) follow(news, (page) => take(news, page), () => { if (waiting) take(news, waiting); });
