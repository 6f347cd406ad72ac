// @ts-check
/* The entries of a live desk that is open: every few seconds as they are now, each where it stands. What is new comes in
   on top only while nobody points at the stream or works in it; else it waits behind a pill. */

import { ask } from "desk/live/outbox";
import { renewRail } from "desk/live/rail";
import { isBusy, isHeld, renew, rowsIn, rowsOf } from "desk/live/rows";

const EVERY = 4_000;
const UNANSWERED = 3;
const stream = /** @type {HTMLElement} */ (document.getElementById("live-stream"));
const rows = /** @type {HTMLElement} */ (document.getElementById("live-rows"));
const news = /** @type {HTMLElement} */ (document.getElementById("live-news"));
/** New entries that wait, the newest first. @type {HTMLElement[]} */
let waiting = [];
let etag = "";
let failed = 0;
/** The last answer: what could not be shown when it came is shown once nobody is in its way. @type {Document | null} */
let last = null;

/** Whether what comes in on top would move nothing somebody looks for. */
const isFree = () => !rows.matches(":hover") && !rows.contains(document.activeElement) && rows.getBoundingClientRect().top > 0;

function letIn() {
  rows.querySelector(".live-none")?.remove();
  rows.prepend(...waiting);
  waiting = [];
  say("");
}

/** @param {string} text @param {() => void} [press] */
function say(text, press) {
  if (news.textContent === text) return;
  if (!text || !press) return news.replaceChildren(text);
  const pill = Object.assign(document.createElement("button"), { type: "button", className: "button primary", textContent: text });
  pill.addEventListener("click", () => {
    const first = waiting[0];
    press();
    /** @type {HTMLElement | null | undefined} */ (first?.querySelector("[data-row-link]"))?.focus();
  });
  news.replaceChildren(pill);
}

/**
 * What waits is as it is now, unless somebody is in the middle of it, or it would move the entries somebody points at:
 * then a pill says how many wait.
 * @param {Document} answer
 * @param {boolean} [isAsked]
 */
function renewQueue(answer, isAsked) {
  const shown = document.getElementById("live-queue");
  const fresh = answer.getElementById("live-queue");
  if (!shown || !fresh || (shown.dataset.state === fresh.dataset.state && !isAsked)) return;
  if (isAsked || !(isBusy(shown) || isHeld(shown) || isHeld(rows))) {
    renew(shown, fresh);
    if (!waiting.length) say("");
    return;
  }
  const known = new Set(rowsOf(shown).map((row) => row.dataset.row));
  const count = rowsOf(fresh).filter((row) => !known.has(row.dataset.row)).length;
  if (count && !waiting.length) say((news.dataset.queued ?? "").replace("…", String(count)), () => showQueue(answer));
}

/** @param {Document} answer */
function showQueue(answer) {
  const known = new Set(rowsOf(/** @type {HTMLElement} */ (document.getElementById("live-queue"))).map((row) => row.id));
  renewQueue(answer, true);
  const came = rowsOf(/** @type {HTMLElement} */ (document.getElementById("live-queue"))).find((row) => !known.has(row.id));
  /** @type {HTMLElement | null | undefined} */ (came?.querySelector("[data-row-link]"))?.focus();
}

/** Show what is new beside the entries, as soon as nobody is in its way. @param {Document} answer @param {boolean} [isAsked] */
function renewBeside(answer, isAsked) {
  renewQueue(answer, isAsked);
  renewRail(answer.getElementById("live-stream")?.dataset.rail).catch(() => {});
}

/** @param {Document} answer @param {string} [renewed] the row that is renewed even where somebody is in it */
function take(answer, renewed) {
  const found = answer.getElementById("live-rows");
  // A page to sign in says nothing of this.
  if (!found) return;
  const status = answer.getElementById("live-status");
  const shown = document.getElementById("live-status");
  if (status && shown && status.textContent !== shown.textContent) shown.replaceWith(document.importNode(status, true));
  last = answer;
  renewBeside(answer, renewed?.startsWith("q"));
  const old = new Map([...rowsIn(rows), ...waiting].map((row) => [row.dataset.row, row]));
  const came = rowsIn(found).filter((row) => !old.has(row.dataset.row)).map((row) => document.importNode(row, true));
  for (const fresh of rowsIn(found)) {
    const there = old.get(fresh.dataset.row);
    if (!there) continue;
    if (fresh.dataset.row === renewed || (there.dataset.state !== fresh.dataset.state && !isBusy(there))) {
      if (there.isConnected) renew(there, fresh);
      else waiting[waiting.indexOf(there)] = document.importNode(fresh, true);
    }
  }
  // Those that are older than all here stand further down, and are not news.
  const numbers = rowsIn(rows).map((row) => Number(row.dataset.row));
  waiting = [...came.filter((row) => !numbers.length || Number(row.dataset.row) > Math.min(...numbers)), ...waiting];
  if (waiting.length && isFree()) letIn();
  if (waiting.length) say((news.dataset.new ?? "").replace("…", String(waiting.length)), letIn);
}

/** @param {string} [renewed] */
async function look(renewed) {
  const answer = await fetch(stream.dataset.url ?? "", { headers: etag && !renewed ? { "If-None-Match": etag } : {} });
  if (answer.status === 304) return;
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  etag = answer.headers.get("ETag") ?? "";
  take(new DOMParser().parseFromString(await answer.text(), "text/html"), renewed);
}

async function turn() {
  try {
    if (!document.hidden) await look();
    if (last) renewBeside(last);
    if (failed >= UNANSWERED) say("");
    failed = 0;
  } catch {
    failed += 1;
    if (failed === UNANSWERED) say(stream.dataset.lost ?? "");
  }
  setTimeout(turn, EVERY);
}

/** @param {HTMLElement} row @param {string} sentence */
function tell(row, sentence) {
  const told = row.querySelector("[data-told]");
  if (told) told.textContent = sentence;
}

/** Do what a form in the stream asks, and leave the page where it is. @param {SubmitEvent} event */
async function quietly(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const row = /** @type {HTMLElement | null} */ (form.closest("[data-row]"));
  if (form.dataset.quiet === undefined || !row) return;
  event.preventDefault();
  if (row.dataset.asking) return;
  row.dataset.asking = "yes";
  const { outcome, sentence } = await ask(location.pathname, new FormData(form, event.submitter));
  delete row.dataset.asking;
  if (outcome === "done") {
    form.dispatchEvent(new CustomEvent("desk:taken", { bubbles: true }));
    await look(row.dataset.row).catch(() => location.reload());
    /** @type {HTMLElement | null} */ (document.querySelector(`#${row.id} [data-row-link]`))?.focus({ preventScroll: true });
  } else {
    tell(row, sentence || (stream.dataset.lost ?? ""));
    if (sentence && form.matches(".live-mend")) form.classList.add("is-asked");
  }
}

/** Let an entry be changed where it stands. @param {HTMLAnchorElement} link */
async function mend(link) {
  const row = /** @type {HTMLElement} */ (link.closest("[data-row]"));
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(row.id);
    if (!fresh?.querySelector(".live-mend")) throw new Error("no form");
    renew(row, fresh).querySelector("textarea")?.focus();
  } catch {
    location.assign(link.href);
  }
}

stream.addEventListener("submit", quietly);
stream.addEventListener("click", (event) => {
  const pressed = /** @type {HTMLElement} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (pressed.closest("[data-mend], [data-cancel]"));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.matches("[data-mend]")) mend(link);
  else look(link.closest("[data-row]")?.getAttribute("data-row") ?? "").catch(() => location.assign(link.href));
});
stream.addEventListener("keydown", (event) => {
  const form = /** @type {HTMLElement} */ (event.target).closest("form");
  const button = /** @type {HTMLButtonElement | null | undefined} */ (form?.querySelector("button[name=do]"));
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !form) return;
  event.preventDefault();
  form.requestSubmit(button);
});
stream.addEventListener("toggle", (event) => {
  const opened = /** @type {HTMLDetailsElement} */ (event.target);
  if (opened.open) /** @type {HTMLElement | null} */ (opened.querySelector("textarea, button"))?.focus();
}, { capture: true });
document.addEventListener("live:changed", () => look().catch(() => {}));
document.addEventListener("visibilitychange", () => { if (!document.hidden) look().catch(() => {}); });
setTimeout(turn, EVERY);
