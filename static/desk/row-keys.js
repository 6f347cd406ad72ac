// @ts-check
/* Keys of the board and of lists: j and k move, Enter opens as any link does, p goes to Pull, ? tells.
   f is the desk's own: see desk.js.
   None of them does anything while somebody types, and all can be switched off in this browser. */

const OFF = "keys-off";

const links = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-row-link]"))]
  .filter((link) => link.offsetParent !== null);

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLElement
  && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])"));

/** @param {1 | -1} step */
function move(step) {
  const all = links();
  const row = document.activeElement?.closest("[data-row]");
  const at = all.findIndex((link) => row?.contains(link));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next]?.focus();
  all[next]?.closest("[data-row]")?.scrollIntoView({ block: "nearest" });
}

/** @param {string} selector @param {ParentNode} [within] */
function follow(selector, within = document) {
  /** @type {HTMLElement | null} */ (within.querySelector(selector))?.click();
}

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  p: () => follow("[data-row-pull]", document.activeElement?.closest("[data-row]") ?? new DocumentFragment()),
  "?": () => document.getElementById("keys")?.togglePopover(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (!(event.key in KEYS) || localStorage.getItem(OFF)) return;
  event.preventDefault();
  KEYS[event.key]();
});

const off = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-keys-off]"));
if (off) {
  off.checked = localStorage.getItem(OFF) !== null;
  off.addEventListener("change", () => off.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF));
}
