// @ts-check
/* Lists: Word's, which are paragraphs with a bullet, and those that Google Docs nests beside their item. */

import { every, styleOf } from "desk/body/paste/tree";

const BULLET = /^[\s\u00a0]*[·•▪◦o§\-–*\uf0b7\uf0a7][\s\u00a0]+/;
const NUMBER = /^[\s\u00a0]*\(?(\d+|[a-z]|[ivxlc]+)[.)][\s\u00a0]+/i;

/**
 * @typedef {{ line: HTMLElement, level: number, list: string, ordered: boolean, start: number }} Item
 */

/**
 * @param {HTMLElement} line
 * @returns {Item | null} what the line is in a list of Word's
 */
function itemOf(line) {
  const told = /mso-list:\s*l(\d+)\s+level(\d)/.exec(styleOf(line));
  if (!told && !/MsoList/.test(line.className)) return null;
  if (/mso-list:\s*(none|skip)/.test(styleOf(line))) return null;
  const mark = line.querySelector("[data-style*='mso-list:ignore' i], [data-style*='mso-list: ignore' i]");
  const said = mark?.textContent ?? (BULLET.exec(line.textContent ?? "") ?? NUMBER.exec(line.textContent ?? ""))?.[0] ?? "";
  if (!told && !said) return null;
  const number = /(\d+|[a-z]|[ivxlc]+)[.)]/i.exec(said);
  const start = number && /^\d+$/.test(number[1]) ? Number(number[1]) : 1;
  return { line, level: Number(told?.[2] ?? 1), list: told?.[1] ?? "", ordered: Boolean(number), start };
}

/* The bullet is text of the paragraph: in a span of its own, or simply its first letters. */
function withoutMark(/** @type {HTMLElement} */ line) {
  const marks = [...line.querySelectorAll("[data-style*='mso-list:ignore' i], [data-style*='mso-list: ignore' i]")];
  for (const mark of marks) mark.remove();
  if (marks.length) return;
  const texts = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const first = /** @type {Text | null} */ (texts.nextNode());
  if (first) first.data = first.data.replace(BULLET, "").replace(NUMBER, "");
}

/**
 * @param {Item[]} items a run of lines, one after the other
 */
function build(items) {
  /** @type {{ element: HTMLElement, level: number }[]} */
  const open = [];
  for (const { line, level, ordered, start } of items) {
    while (open.length > 1 && open[open.length - 1].level > level) open.pop();
    const last = open[open.length - 1];
    const tag = ordered ? "OL" : "UL";
    if (!last || level > last.level || last.element.tagName !== tag) {
      const element = line.ownerDocument.createElement(tag);
      if (ordered && start > 1) element.setAttribute("start", String(start));
      if (last && level > last.level) (last.element.lastElementChild ?? last.element).append(element);
      else if (last && open.length > 1) { open.pop(); last.element.after(element); }
      else { line.before(element); open.length = 0; }
      open.push({ element, level });
    }
    withoutMark(line);
    const item = line.ownerDocument.createElement("li");
    open[open.length - 1].element.append(item);
    item.append(line);
    line.removeAttribute("class");
  }
}

function wordLists(/** @type {HTMLElement} */ root) {
  /** @type {Item[]} */
  let items = [];
  for (const line of every(root, "p, h1, h2, h3, h4, h5, h6, div")) {
    const item = line.querySelector("p, div, li, table") || line.closest("li") ? null : itemOf(line);
    const before = items[items.length - 1];
    const follows = before && before.line.nextElementSibling === line && item?.list === before.list;
    if (items.length && !follows) { build(items); items = []; }
    if (item) items.push(item);
  }
  if (items.length) build(items);
}

/** @param {HTMLElement} root */
export function mendLists(root) {
  wordLists(root);
  for (const nested of every(root, "ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = nested.previousElementSibling;
    if (before?.matches("li")) before.append(nested);
    else if (before && before.tagName === nested.tagName) before.append(...nested.childNodes);
    else {
      const item = nested.ownerDocument.createElement("li");
      nested.before(item);
      item.append(nested);
    }
  }
}
