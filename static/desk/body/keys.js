// @ts-check
/* Keys of the body, and the list of them that the help shows. */

import { COMMANDS } from "desk/body/commands";
import { word } from "desk/body/words";

const IS_MAC = /Mac|iP(hone|ad)/.test(navigator.platform);
// The library has these; the others are this module's.
const LIBRARYS = new Set(["bold", "italic", "bullets", "numbers", "quote", "undo", "redo"]);

/**
 * @param {string} keys as in the template: Mod+Alt+Q
 * @returns {string} as this computer's keyboard says it
 */
export function keysOf(keys) {
  return IS_MAC ? keys.replace("Mod+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧") : keys.replace("Mod", "Ctrl");
}

/**
 * @returns {{ keys: string, what: string }[]} every key of the body, for the help
 */
export function bodyKeys() {
  const tools = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".body-tools [data-do]")]);
  const listed = tools.map((tool) => ({ keys: keysOf(tool.dataset.keys ?? ""), what: tool.textContent?.trim() ?? "" }));
  return [...listed, { keys: "Alt+F10", what: word("keysTools") }, { keys: "/", what: word("keysMenu") }];
}

/**
 * Name the command a key stands for. The physical key counts, since Alt changes the letter on a Mac; and the right Alt
 * of other keyboards types letters of its own, so it is no part of a command.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} bar
 * @returns {string} "" when it is none
 */
function commandOf(event, bar) {
  const mod = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!mod || !event.altKey || event.shiftKey || event.getModifierState("AltGraph")) return "";
  const key = event.code.replace(/^(Key|Digit)/, "");
  const tool = /** @type {HTMLElement | null} */ (bar.querySelector(`[data-keys="Mod+Alt+${CSS.escape(key)}"]`));
  const name = tool?.dataset.do ?? "";
  return LIBRARYS.has(name) ? "" : name;
}

/**
 * @param {any} editor
 * @param {HTMLElement} bar
 * @param {() => void} goToTools
 */
export function addKeys(editor, bar, goToTools) {
  const box = /** @type {HTMLElement} */ (bar.parentElement);
  box.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      goToTools();
      return;
    }
    const { target } = event;
    if (event.key === "Escape" && target instanceof Element && target.closest(".body-block-tools")) {
      event.preventDefault();
      editor.commands.focus();
      return;
    }
    const name = commandOf(event, bar);
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    COMMANDS[name].run(editor);
  }, true);
}
