// @ts-check
/* The small card at an underlined word: why, what to write instead, and to leave it alone. */

/** @typedef {import("desk/style/marks").Finding} Finding */
/** @typedef {{left: number, top: number, bottom: number}} Place */
/** @typedef {{replace: (finding: Finding) => void, ignore: ((finding: Finding) => void) | null, back: (finding: Finding) => void}} Acts */

const words = /** @type {HTMLElement} */ (document.getElementById("house-style")).dataset;
const box = document.createElement("div");
box.className = "style-popover";
box.popover = "manual";
box.setAttribute("role", "dialog");
box.setAttribute("aria-label", words.title ?? "");
box.setAttribute("aria-describedby", "style-popover-says");
document.body.append(box);

/** @type {(() => void) | null} */
let goBack = null;
let openedAt = 0;

export const isOpen = () => box.matches(":popover-open");

export function close() {
  if (isOpen()) box.hidePopover();
}

/** @param {string} label @param {string} tone @param {() => void} run */
function button(label, tone, run) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: `button small ${tone}`, textContent: label });
  made.addEventListener("click", run);
  return made;
}

/**
 * @param {Finding} finding @param {Place} place @param {Acts} acts
 * @param {boolean} focus whether the keyboard asked for it: its first button then has the focus
 */
export function open(finding, place, acts, focus) {
  const says = document.createElement("p");
  says.id = "style-popover-says";
  const quoted = Object.assign(document.createElement("q"), { className: "style-quoted", textContent: finding.text });
  says.append(quoted, ` ${finding.message}`);
  if (finding.replacement !== null) says.append(` ${words.instead} `, Object.assign(document.createElement("strong"), { textContent: finding.replacement }));
  const row = Object.assign(document.createElement("p"), { className: "buttons" });
  if (finding.replacement !== null) row.append(button(words.replace ?? "", "primary", () => acts.replace(finding)));
  const { ignore } = acts;
  if (ignore) row.append(button(words.ignore ?? "", "", () => ignore(finding)));
  row.append(button(words.close ?? "", "", () => { close(); acts.back(finding); }));
  box.replaceChildren(says, row);
  goBack = () => acts.back(finding);
  openedAt = window.scrollY;
  if (!isOpen()) box.showPopover();
  const { width, height } = box.getBoundingClientRect();
  const room = document.documentElement;
  const below = place.bottom + 8 + height < room.clientHeight;
  box.style.left = `${Math.max(8, Math.min(place.left, room.clientWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, below ? place.bottom + 8 : place.top - height - 8)}px`;
  if (focus) row.querySelector("button")?.focus();
}

box.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  close();
  goBack?.();
});
document.addEventListener("pointerdown", (event) => {
  if (isOpen() && event.target instanceof Node && !box.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  // Somebody goes on typing beside it.
  if (isOpen() && !event.altKey && event.target instanceof Node && !box.contains(event.target)) close();
}, true);
// Opening it may have scrolled the words into view: only what somebody scrolls afterwards takes it away.
window.addEventListener("scroll", () => { if (Math.abs(window.scrollY - openedAt) > 40) close(); }, { passive: true });
