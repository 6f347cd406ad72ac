// @ts-check
/* The cull by keyboard: arrows move, 1–5 stars, p pick, x reject, c compares, space shows large, Enter goes to the
   caption run. What is pressed shows at once and is sent by a queue that loses nothing. */

import { Queue } from "desk/sheet/queue";
import { ticks } from "desk/sheet/choosing";
import { across, one, paint, tiles } from "desk/sheet/tiles";

const OFF = "keys-off";
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-sheet]"));
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("[data-big-dialog]"));
/** @type {HTMLElement | null} */
let current = null;
/** What is shown large. A browser that closes a dialog gives the focus back to where it was opened: not to this.
 * @type {HTMLElement | null} */
let large = null;
/** Keys pressed while the next pictures are on their way: they are for those, not for the one that is here. */
/** @type {string[] | null} */
let ahead = null;
let tries = 0;
const AHEAD = 20, MOST_TRIES = 5;
const want = () => document.dispatchEvent(new CustomEvent("sheet:wanted"));
const isMore = () => document.querySelector("[data-more]:not([hidden])") !== null;

const token = /** @type {HTMLInputElement | null} */ (form?.elements.namedItem("csrfmiddlewaretoken") ?? null)?.value;
const queue = form && token !== undefined ? new Queue({
  url: form.dataset.sort ?? "", token, user: form.dataset.user ?? "",
  onState(waiting, signedOut) {
    const text = signedOut ? form.dataset.signedOut : waiting ? form.dataset.waiting?.replace("…", String(waiting)) : form.dataset.saved;
    one("[data-said]").textContent = text ?? "";
  },
  onRefused(id, sentence) {
    one("[data-said]").textContent = sentence;
    const tile = tiles().find((each) => each.dataset.tile === id);
    if (tile) paint(tile, { mark: "", rating: 0 }, false);
  },
}) : null;

/** @param {HTMLElement | null} tile @param {import("desk/sheet/queue").Act} act */
function sort(tile, act) {
  if (!tile || !queue) return;
  paint(tile, act);
  queue.add(tile.dataset.tile ?? "", act);
  if (dialog.open) say(tile, one("[data-big-says]"));
}

/** @param {HTMLElement | undefined} tile @param {boolean} [forward] Whether the sheet's next pictures may be meant. */
function go(tile, forward = false) {
  if (!tile && forward && isMore()) { ahead = []; tries = 0; want(); return; }
  if (!tile) { one("[data-said]").textContent = form?.dataset.last ?? ""; return; }
  current = tile;
  if (dialog.open) { large = tile; show(tile, "[data-big-one]", "[data-big-says]"); tile.scrollIntoView({ block: "center" }); }
  else one("[data-tile-link]", tile).focus();
  if (tiles().slice(-AHEAD).includes(tile)) want();
}

/** @param {number} step */
function move(step) {
  const all = tiles();
  const at = current ? all.indexOf(current) : -1;
  go(at < 0 ? all[0] : all[at + step], step > 0);
}

/** @param {HTMLElement} tile @param {HTMLElement} place */
function say(tile, place) {
  place.textContent = [tile.dataset.mark && one("[data-tile-mark]", tile).textContent, "★".repeat(Number(tile.dataset.stars)), one(".tile-name", tile).textContent].filter(Boolean).join(" · ");
}

/** @param {HTMLElement} tile @param {string} image @param {string} words */
function show(tile, image, words) {
  const picture = /** @type {HTMLImageElement} */ (one(image, dialog));
  picture.src = tile.dataset.big ?? "";
  picture.alt = /** @type {HTMLImageElement} */ (one("img", tile)).alt;
  say(tile, one(words, dialog));
}

/** @type {[HTMLElement, HTMLElement] | null} */
let pair = null;

/** @param {HTMLElement | undefined} left @param {HTMLElement | undefined} right */
function compare(left, right) {
  pair = left && right ? [left, right] : null;
  dialog.classList.toggle("sheet-big--two", !!pair);
  for (const hidden of ["[data-second]", "[data-two-keys]"]) one(hidden, dialog).hidden = !pair;
  one("[data-one-keys]", dialog).hidden = !!pair;
  if (!pair) { if (current && dialog.open) show(current, "[data-big-one]", "[data-big-says]"); return; }
  show(pair[0], "[data-big-one]", "[data-big-says]");
  show(pair[1], "[data-big-two]", "[data-two-says]");
  large = current;
  if (!dialog.open) dialog.showModal();
}

/** Keep one of the pair; the other is rejected, and the next picture comes beside the one that is kept. */
function keep(/** @type {0 | 1} */ which) {
  if (!pair) return;
  const [kept, left] = which ? [pair[1], pair[0]] : [pair[0], pair[1]];
  const all = tiles();
  const next = all[Math.max(all.indexOf(pair[0]), all.indexOf(pair[1])) + 1];
  sort(left, { mark: "reject" });
  current = large = kept;
  if (next) compare(kept, next);
  else { dialog.close(); go(kept); }
}

function caption() {
  if (!form || !current) return;
  const chosen = ticks().map((tick) => tick.value);
  const all = tiles().map((tile) => tile.dataset.tile ?? "");
  const list = chosen.length ? chosen : all.slice(all.indexOf(current.dataset.tile ?? ""));
  const back = /** @type {HTMLInputElement} */ (form.elements.namedItem("back")).value;
  const asked = new URLSearchParams([...list.slice(0, 300).map((id) => ["photo", id]), ["back", back]]);
  location.href = `${form.dataset.run}?${asked}`;
}

/** @param {string} key */
function send(key) {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(`[data-sender="${key}"]`));
  if (!button) return false;
  if (!ticks().length && current) /** @type {HTMLInputElement} */ (one("[name=photo]", current)).checked = true;
  button.click();
  return true;
}

/** @type {Record<string, () => void>} */
const KEYS = {
  ArrowRight: () => pair ? keep(1) : move(1),
  ArrowLeft: () => pair ? keep(0) : move(-1),
  ArrowDown: () => move(across()),
  ArrowUp: () => move(-across()),
  p: () => { sort(current, { mark: "pick" }); move(1); },
  x: () => { sort(current, { mark: "reject" }); move(1); },
  u: () => sort(current, { mark: "" }),
  v: () => { if (current) one("[name=photo]", current).click(); },
  c: () => { const all = tiles(); if (current) compare(current, all[all.indexOf(current) + 1]); },
  " ": () => { if (dialog.open) dialog.close(); else if (current) { large = current; show(current, "[data-big-one]", "[data-big-says]"); dialog.showModal(); } },
  l: () => { if (current && !dialog.open) location.href = `?like=${current.dataset.tile}`; },
  Enter: () => { if (!dialog.open) caption(); },
  "?": () => document.getElementById("keys")?.togglePopover(),
};
for (const stars of [0, 1, 2, 3, 4, 5]) KEYS[String(stars)] = () => sort(current, { rating: stars });

/** @param {EventTarget | null} target */
const isElsewhere = (target) => target instanceof HTMLElement && !target.closest("[data-tile], [data-big-dialog]")
  && target !== document.body && target.matches("a, button, input, select, textarea, summary");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || localStorage.getItem(OFF)) return;
  if (isElsewhere(event.target) && event.key !== "?") return;
  if (event.target instanceof HTMLInputElement && event.key === " ") return;
  if (event.target instanceof HTMLElement && event.target.dataset.press && (event.key === "Enter" || event.key === " ")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key in KEYS && ahead) { event.preventDefault(); ahead.push(key); }
  else if (key in KEYS) { event.preventDefault(); KEYS[key](); }
  else if (send(key)) event.preventDefault();
});

document.addEventListener("sheet:grown", () => {
  if (!ahead) return;
  const [pressed, next] = [ahead, current && tiles()[tiles().indexOf(current) + 1]];
  if (!next && isMore() && ++tries < MOST_TRIES) { want(); return; }
  ahead = null;
  if (!next) { one("[data-said]").textContent = (isMore() ? form?.dataset.stuck : form?.dataset.last) ?? ""; return; }
  go(next);
  // Again and again, as somebody presses them: the last of these pictures may be passed, too.
  for (const key of pressed) ahead ? /** @type {string[]} */ (ahead).push(key) : KEYS[key]();
});

// For a finger, and a mouse: what the keys do in the large view.
dialog?.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-press]") : null;
  if (button instanceof HTMLElement) KEYS[button.dataset.press ?? ""]?.();
});

document.addEventListener("focusin", (event) => {
  const tile = event.target instanceof HTMLElement ? event.target.closest("[data-tile]") : null;
  if (tile && !large) current = /** @type {HTMLElement} */ (tile);
});
dialog?.addEventListener("close", () => { current = large ?? current; large = null; compare(undefined, undefined); if (current) one("[data-tile-link]", current).focus(); });

const off = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-keys-off]"));
if (off) {
  off.checked = localStorage.getItem(OFF) !== null;
  off.addEventListener("change", () => off.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF));
}
