// @ts-check
/* The raw lines: what each is called, by its own select or by a key, and the words of a line that are selected. */

import { all, focusLine, part, selectOf } from "desk/intake/page";
import { readAgain } from "desk/intake/reading";

/** Call a line something. @param {HTMLElement} line @param {string} role */
export function call(line, role) {
  const select = selectOf(line);
  if (!select) return;
  if ([...select.options].some((option) => option.value === role)) select.value = role;
  readAgain({ [select.name]: role }, Number(line.dataset.line));
}

/** @param {Element} line */
const wordsOf = (line) => /** @type {HTMLElement} */ (line.querySelector(".intake-words"));

/**
 * The raw lines the selection reaches, and its words where they lie within one line.
 * @returns {{ lines: HTMLElement[], before: string, said: string } | null}
 */
function selected() {
  const chosen = window.getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  const lines = all(document, "#intake-lines .intake-line").filter((line) => wordsOf(line).textContent.trim() && range.intersectsNode(wordsOf(line)));
  if (!lines.length) return null;
  const whole = { lines, before: "", said: "" };
  const words = wordsOf(lines[0]);
  if (lines.length > 1 || !words.contains(range.startContainer) || !words.contains(range.endContainer)) return whole;
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  const said = range.toString();
  return said.trim() === words.textContent.trim() ? whole : { lines, before: before.toString(), said };
}

/** Call what is selected something, or the line that has the focus. @param {string} role */
function callSelected(role) {
  const reached = selected();
  if (!reached) {
    const focused = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest("#intake-lines .intake-line"));
    if (focused) call(focused, role);
    return Boolean(focused);
  }
  const { lines, before, said } = reached;
  const number = lines[0].dataset.line ?? "";
  if (said) {
    readAgain({ "part-line": number, "part-before": before, "part-words": said, "part-role": role }, Number(number));
  } else {
    const selects = lines.map(selectOf).filter((select) => select !== null);
    readAgain(Object.fromEntries(selects.map((select) => [select.name, role])), Number(number));
  }
  window.getSelection()?.removeAllRanges();
  return true;
}

/** Move to the next line that has words, or the one before. @param {number} step */
function move(step) {
  const selects = all(document, "#intake-lines select");
  const at = selects.findIndex((select) => select === document.activeElement);
  const next = selects[at + step];
  if (at < 0 || !next) return false;
  focusLine(next.closest(".intake-line"));
  return true;
}

/** Do what a key means among the lines, and return whether it means anything. @param {string} key */
export function onLineKey(key) {
  const role = part("intake-keys").querySelector(`[data-key="${CSS.escape(key)}"]`)?.getAttribute("data-role");
  if (role) return callSelected(role);
  if (key === "j") return move(1);
  return key === "k" ? move(-1) : false;
}

/** @param {Element} place @returns {string[]} the numbers of the lines that it was read from */
const linesOf = (place) => (place.getAttribute("data-lines") ?? "").split(" ");

/** Show a line where lines have a column of their own to scroll in: a phone's page must not jump. @param {HTMLElement} line */
function scrollTo(line) {
  const list = part("intake-lines");
  if (list.scrollHeight <= list.clientHeight) return;
  const gap = line.offsetTop - list.offsetTop;
  if (gap < list.scrollTop || gap > list.scrollTop + list.clientHeight - 40) list.scrollTop = gap - 80;
}

/** Light up a field's lines, or a line's field. @param {Event} event */
export function light(event) {
  for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  if (!(event.target instanceof Element)) return;
  const field = event.target.closest("#intake [data-lines]");
  const line = /** @type {HTMLElement | null} */ (event.target.closest("#intake .intake-line"));
  if (field) {
    const lines = linesOf(field).map((number) => document.getElementById(`line-${number}`));
    for (const one of lines) one?.classList.add("is-lit");
    if (event.type === "focusin" && lines[0]) scrollTo(lines[0]);
  } else if (line) {
    line.classList.add("is-lit");
    const places = all(document, "#intake [data-lines]");
    for (const one of places) if (linesOf(one).includes(line.dataset.line ?? "")) one.classList.add("is-lit");
  }
}
