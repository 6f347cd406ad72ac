// @ts-check
/* The tool bar over the body: one stop for Tab, arrows between its tools, Escape back to the text. */

import { COMMANDS } from "desk/body/commands";
import { keysOf } from "desk/body/keys";
import { piece } from "desk/body/words";

/** @param {HTMLElement} bar */
const toolsIn = (bar) => /** @type {HTMLButtonElement[]} */ ([...bar.querySelectorAll("[data-do]")]);

/**
 * @param {HTMLElement} bar
 * @param {HTMLButtonElement} tool
 */
function goTo(bar, tool) {
  for (const each of toolsIn(bar)) each.tabIndex = each === tool ? 0 : -1;
  tool.focus();
}

/**
 * @param {any} editor
 * @param {HTMLElement} bar
 */
function onKey(editor, bar) {
  return (/** @type {KeyboardEvent} */ event) => {
    const tools = toolsIn(bar);
    const at = tools.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const forth = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: at + forth, ArrowLeft: at - forth, Home: 0, End: tools.length - 1 };
    if (event.key === "Escape") editor.commands.focus();
    else if (event.key in steps) goTo(bar, tools[(steps[event.key] + tools.length) % tools.length]);
    else return;
    event.preventDefault();
  };
}

/**
 * @param {any} editor
 * @param {HTMLElement} bar
 */
function show(editor, bar) {
  for (const tool of toolsIn(bar)) {
    const command = COMMANDS[tool.dataset.do ?? ""];
    if (command.isOn) tool.setAttribute("aria-pressed", String(command.isOn(editor)));
    tool.setAttribute("aria-disabled", String(command.can ? !command.can(editor) : false));
  }
}

/**
 * @param {any} editor
 * @param {HTMLElement} box the editor's own element
 * @returns {HTMLElement} the bar
 */
export function addTools(editor, box) {
  const bar = piece("tools");
  const tools = toolsIn(bar);
  tools[0].tabIndex = 0;
  bar.setAttribute("aria-controls", editor.view.dom.id);
  for (const tool of tools) {
    const keys = keysOf(tool.dataset.keys ?? "");
    tool.title = `${tool.title} (${keys})`;
    tool.addEventListener("click", () => {
      if (tool.getAttribute("aria-disabled") !== "true") COMMANDS[tool.dataset.do ?? ""].run(editor);
    });
    // The text keeps its selection, which some browsers would drop.
    tool.addEventListener("mousedown", (event) => event.preventDefault());
  }
  bar.addEventListener("keydown", onKey(editor, bar));
  box.before(bar);
  editor.on("transaction", () => show(editor, bar));
  show(editor, bar);
  return bar;
}

/**
 * Go to the tools of the block the cursor is in, else to the bar.
 * @param {any} editor
 * @param {HTMLElement} bar
 */
export function focusTools(editor, bar) {
  const { $from, node } = editor.state.selection;
  const at = node ? $from.pos : $from.depth ? $from.before(1) : $from.pos;
  const dom = editor.view.nodeDOM(at);
  const first = dom instanceof HTMLElement ? dom.querySelector(".body-block-tools :is(textarea, input, button)") : null;
  const isThere = first && first.closest(".body-block, .body-table")?.contains(document.activeElement);
  if (first instanceof HTMLElement && !isThere) first.focus();
  else /** @type {HTMLElement | null} */ (bar.querySelector("[tabindex='0']"))?.focus();
}
