/* The story beside the copy, as readers get it: phone or desktop, what is saved or what is typed. */

import { postInto } from "desk/readers-see";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const pane = document.getElementById("preview-pane");
const frame = /** @type {HTMLIFrameElement | null} */ (document.getElementById("preview-frame"));
// The readers' widest layout begins at 1,100 px: no wider, so that it can still be read in the pane.
const WIDTHS = { phone: 390, desktop: 1100 };

/** @param {string} what One of saved, typed. */
function say(what) {
  const line = /** @type {HTMLElement | null} */ (pane?.querySelector("[data-says]"));
  if (line) line.textContent = line.dataset[what] ?? "";
}

function showSaved() {
  if (!frame || pane?.hidden) return;
  frame.src = frame.dataset.src ?? "";
  say("saved");
}

/** Show what is typed: the form's fields go to the same address, which shows them and keeps nothing. */
function showTyped() {
  if (!frame) return;
  postInto(form, frame.dataset.src ?? "", frame.name);
  say("typed");
}

/** A page made for a desktop is shown small enough for the pane. */
function fit() {
  const room = frame?.parentElement;
  if (!frame || !room) return;
  const phone = pane?.dataset.width !== "desktop";
  const wide = phone ? WIDTHS.phone : WIDTHS.desktop;
  const scale = Math.min(1, room.clientWidth / wide);
  frame.style.inlineSize = `${wide}px`;
  frame.style.blockSize = `${room.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
}

/** @param {"phone" | "desktop"} width */
export function showPreview(width) {
  if (!pane) return;
  const opens = pane.hidden;
  pane.hidden = false;
  pane.dataset.width = width;
  form.classList.add("has-pane");
  for (const button of pane.querySelectorAll("[data-width]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-width") === width));
  }
  fit();
  if (opens) showSaved();
  pane.querySelector("[data-close]")?.scrollIntoView({ block: "nearest" });
  /** @type {HTMLElement | null} */ (pane.querySelector(`[data-width=${width}]`))?.focus();
}

function close() {
  if (!pane) return;
  pane.hidden = true;
  form.classList.remove("has-pane");
  /** @type {HTMLElement | null} */ (document.querySelector(".story-preview-menu summary"))?.focus();
}

for (const button of document.querySelectorAll("[data-preview]")) {
  button.addEventListener("click", () => {
    const menu = button.closest("details");
    if (menu) menu.open = false;
    showPreview(button.getAttribute("data-preview") === "desktop" ? "desktop" : "phone");
  });
}
pane?.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (button?.dataset.width) showPreview(button.dataset.width === "desktop" ? "desktop" : "phone");
  else if (button?.hasAttribute("data-unsaved")) showTyped();
  else if (button?.hasAttribute("data-close")) close();
});
form.addEventListener("story:saved", showSaved);
window.addEventListener("resize", fit);
