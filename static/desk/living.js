// @ts-check
/* A list or the board that is open: every few seconds its rows are as they are now, in the places where they are.
   Nothing moves under the pointer: what is new waits behind a pill, what is gone says so. Pages work without it. */

const EVERY = 5_000;
const UNANSWERED = 3;
const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-living]"));
const pill = /** @type {HTMLElement | null} */ (document.querySelector("[data-living-new]"));
let tag = "";
let failed = 0;

/** @param {ParentNode} within @returns {HTMLElement[]} */
const rowsIn = (within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-row]"))];

/** What the row shows is another now; what somebody chose in it and where they are stays. @param {HTMLElement} old @param {HTMLElement} fresh */
function renew(old, fresh) {
  const chosen = /** @type {HTMLInputElement | null} */ (old.querySelector(".action-select"))?.checked ?? false;
  const links = [...old.querySelectorAll("a, input, button")];
  const focused = links.indexOf(/** @type {Element} */ (document.activeElement));
  const row = document.importNode(fresh, true);
  const box = /** @type {HTMLInputElement | null} */ (row.querySelector(".action-select"));
  if (box) box.checked = chosen;
  row.classList.add("row-renewed");
  old.replaceWith(row);
  if (focused < 0) return;
  const next = [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("a, input, button"))];
  (next[focused] ?? next[0])?.focus({ preventScroll: true });
}

/** @param {HTMLElement} row */
function isGone(row) {
  if (row.dataset.gone) return;
  row.dataset.gone = "yes";
  row.classList.add("row-gone");
  const said = document.createElement("span");
  said.className = "row-gone-word";
  said.textContent = page?.dataset.gone ?? "";
  row.querySelector("[data-row-link]")?.after(" ", said);
}

/** @param {string} text */
function say(text) {
  if (!pill || pill.textContent === text) return;
  if (!text) return pill.replaceChildren();
  const link = document.createElement("a");
  link.href = location.href;
  link.className = "button";
  link.textContent = text;
  pill.replaceChildren(link);
}

/** @param {Element} found @param {HTMLElement} row */
const isCut = (found, row) => {
  const card = /** @type {HTMLElement | null} */ (row.closest("[data-card]"));
  return card !== null && found.querySelector(`[data-card="${card.dataset.card}"][data-more]`) !== null;
};

/** @param {Document} answer */
function take(answer) {
  const found = answer.querySelector("[data-living-fresh]");
  // A page to sign in says nothing of this.
  if (!found || !page) return;
  const fresh = new Map(rowsIn(found).map((row) => [row.dataset.row, row]));
  for (const old of rowsIn(page)) {
    const now = fresh.get(old.dataset.row);
    // Of a card that has more than it shows, what is not sent may only stand further down.
    if (!now) { if (!isCut(found, old)) isGone(old); }
    else if (now.dataset.state !== old.dataset.state || old.dataset.gone) renew(old, now);
  }
  const count = Number(/** @type {HTMLElement} */ (found).dataset.livingFresh);
  say(count ? (pill?.dataset.new ?? "").replace("…", String(count)) : "");
}

/** @param {HTMLElement} list */
async function ask(list) {
  const address = new URL(list.dataset.living ?? "", location.href);
  address.searchParams.set("shown", rowsIn(list).map((row) => row.dataset.row).join("."));
  const answer = await fetch(address, { headers: tag ? { "If-None-Match": tag } : {} });
  if (answer.status === 304) return;
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  tag = answer.headers.get("ETag") ?? "";
  take(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

/** @param {HTMLElement} list */
async function turn(list) {
  try {
    if (!document.hidden) await ask(list);
    if (failed >= UNANSWERED) say("");
    failed = 0;
  } catch {
    failed += 1;
    if (failed === UNANSWERED) say(pill?.dataset.lost ?? "");
  }
  setTimeout(turn, EVERY, list);
}

if (page) {
  setTimeout(turn, EVERY, page);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(page).catch(() => {}); });
}
