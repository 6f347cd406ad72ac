// @ts-check
/* Colleagues offered after "@" while a note is written, wherever its box is: beside the copy or on a sheet. */

import { Offered } from "desk/story-offered";

const LONGEST = 60;
/** Where in a box a name was put in: it is not offered again. @type {WeakMap<HTMLTextAreaElement, {at: number, name: string}>} */
const taken = new WeakMap();
/** @type {WeakSet<HTMLTextAreaElement>} */
const known = new WeakSet();

/** Return where the "@" before the caret stands; -1 where no name is being typed. @param {HTMLTextAreaElement} box */
function begun(box) {
  const before = box.value.slice(0, box.selectionStart);
  const at = before.lastIndexOf("@");
  const typed = before.slice(at + 1);
  if (at < 0 || typed.length > LONGEST || typed.includes("\n") || /[\p{L}\p{N}]/u.test(before[at - 1] ?? "")) return -1;
  const last = taken.get(box);
  return last?.at === at && typed.startsWith(last.name) ? -1 : at;
}

/** @param {HTMLTextAreaElement} box @param {import("desk/story-offered").Name} name */
function put(box, { name }) {
  const at = begun(box);
  if (at < 0) return;
  box.setRangeText(`@${name} `, at, box.selectionStart, "end");
  taken.set(box, { at, name });
}

/** @param {EventTarget | null} target */
function offer(target) {
  if (!(target instanceof HTMLTextAreaElement) || !target.dataset.mention || known.has(target)) return;
  known.add(target);
  new Offered(target, target.dataset.mention, put, (/** @type {HTMLTextAreaElement} */ box) => {
    const at = begun(box);
    return at < 0 ? null : box.value.slice(at + 1, box.selectionStart);
  }, 0);
}

document.addEventListener("focusin", (event) => offer(event.target));
offer(document.activeElement);
