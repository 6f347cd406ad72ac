/* The desk's keys. In capture, before the body's editor, which would break the line or link the words. */

import { bodyKeys } from "desk/body/keys";
import { openCommands } from "desk/editor/commands";
import { post } from "desk/editor/saving";
import { closeSheet, confirmOpenSheet, sheetIsOpen } from "desk/editor/sheet";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const help = /** @type {HTMLDialogElement} */ (document.getElementById("keys"));

/** @param {{keys: string, what: string}} line */
function lineOf({ keys, what }) {
  const line = document.createElement("div");
  const name = document.createElement("dt");
  name.append(...keys.split("+").flatMap((key) => [Object.assign(document.createElement("kbd"), { textContent: key }), " "]));
  line.append(name, Object.assign(document.createElement("dd"), { textContent: what }));
  return line;
}

/** The body has keys of its own, and knows them once it is ready. */
function nameBodyKeys() {
  const list = help.querySelector("[data-body-keys]");
  if (list && !list.children.length) list.replaceChildren(...bodyKeys().map(lineOf));
}

export function showKeys() {
  nameBodyKeys();
  if (!help.open) help.showModal();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  const element = /** @type {HTMLElement} */ (target);
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

function nextAct() {
  if (sheetIsOpen()) { confirmOpenSheet(); return; }
  const next = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-next] , .next .verbs .primary"));
  if (next) form.requestSubmit(next);
}

/** What a key with Ctrl or ⌘ does. @type {Record<string, () => void>} */
const WITH_CONTROL = {
  s: () => { post(/** @type {HTMLElement | null} */ (form.querySelector(".story-acts [name=_save]"))); },
  k: openCommands,
  Enter: nextAct,
};

document.addEventListener("keydown", (event) => {
  const modal = document.querySelector("dialog:modal");
  const act = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? WITH_CONTROL[event.key] : undefined;
  if (act && !modal) {
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }
  if (event.key === "?" && !modal && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
    event.preventDefault();
    showKeys();
  }
  if (event.key === "Escape" && !modal && sheetIsOpen() && !event.defaultPrevented) {
    event.preventDefault();
    closeSheet();
  }
}, true);

help.querySelector("[data-close]")?.addEventListener("click", () => help.close());
