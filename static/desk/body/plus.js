// @ts-check
/* The "+" on an empty line, and the menu it opens; "/" typed there opens it too. */

import { Plugin } from "django-prose-editor/editor";
import { COMMANDS } from "desk/body/commands";
import { piece } from "desk/body/words";

/**
 * @param {any} editor
 * @returns {number} where the empty line at the cursor begins, or -1
 */
function emptyLine(editor) {
  const { $from, empty } = editor.state.selection;
  const isLine = empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;
  return isLine && editor.isEditable ? $from.before(1) : -1;
}

/**
 * @param {HTMLElement} bar whose tools are offered
 * @returns {HTMLElement}
 */
function menuOf(bar) {
  const menu = piece("menu");
  for (const tool of bar.querySelectorAll("[data-puts], [data-do=link]")) {
    const item = /** @type {HTMLElement} */ (tool.cloneNode(true));
    item.querySelector("span")?.classList.remove("visually-hidden");
    item.setAttribute("role", "menuitem");
    for (const name of ["title", "aria-pressed", "aria-disabled"]) item.removeAttribute(name);
    item.className = "body-menu-item";
    item.tabIndex = -1;
    menu.append(item);
  }
  return menu;
}

/**
 * @param {any} editor
 * @param {HTMLElement} box the editor's own element
 * @param {HTMLElement} bar
 */
export function addPlus(editor, box, bar) {
  const plus = piece("plus");
  const menu = menuOf(bar);
  const items = /** @type {HTMLElement[]} */ ([...menu.children]);
  box.append(plus, menu);

  const place = () => {
    const at = emptyLine(editor);
    const line = at < 0 ? null : editor.view.nodeDOM(at);
    plus.hidden = !(line instanceof HTMLElement) || !(editor.isFocused || box.contains(document.activeElement));
    if (!plus.hidden && line instanceof HTMLElement) plus.style.insetBlockStart = `${line.offsetTop + line.offsetHeight / 2}px`;
  };
  const close = (/** @type {boolean} */ back) => {
    menu.hidden = true;
    plus.setAttribute("aria-expanded", "false");
    if (back) editor.commands.focus();
  };
  const open = () => {
    menu.style.insetBlockStart = plus.style.insetBlockStart;
    menu.hidden = false;
    plus.setAttribute("aria-expanded", "true");
    items[0].focus();
    menu.scrollIntoView({ block: "nearest" });
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const named = items.findIndex((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()));
    if (event.key === "Escape") close(true);
    else if (event.key === "Tab") { close(true); return; }
    else if (event.key === "/") { close(true); editor.commands.insertContent("/"); }
    else if (event.key in steps) items[(steps[event.key] + items.length) % items.length].focus();
    else if (event.key.length === 1 && event.key !== " " && named >= 0) items[named].focus();
    else return;
    event.preventDefault();
  };

  plus.addEventListener("mousedown", (event) => event.preventDefault());
  plus.addEventListener("click", () => (menu.hidden ? open() : close(true)));
  menu.addEventListener("keydown", onKey);
  menu.addEventListener("click", (event) => {
    const item = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    if (!item) return;
    close(false);
    COMMANDS[item.dataset.do ?? ""].run(editor);
  });
  box.addEventListener("focusout", (event) => {
    if (menu.hidden || menu.contains(/** @type {globalThis.Node | null} */ (event.relatedTarget))) return;
    close(false);
  });
  const onSlash = (/** @type {any} */ view, /** @type {KeyboardEvent} */ event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || emptyLine(editor) < 0) return false;
    place();
    open();
    return true;
  };
  editor.registerPlugin(new Plugin({ props: { handleKeyDown: onSlash } }));
  for (const event of ["transaction", "focus"]) editor.on(event, place);
  editor.on("blur", () => setTimeout(place, 0));
}
