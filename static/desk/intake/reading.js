// @ts-check
/* Having the server read the copy again, and having it make the draft. */

import { remember, replaceInside } from "desk/intake/fields";
import { createButton, focusLine, form, found, part, prepare, say } from "desk/intake/page";

let leaving = false;

/** Whether the draft is made, and this page on its way to it. */
export const isLeaving = () => leaving;

/** Send the form; a thousand fields is the most a form may have, so lines that are as read stay out of it.
 * @param {Record<string, string>} more @param {string} accept */
async function send(more, accept) {
  remember();
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (name.startsWith("role-") && value === "") data.delete(name);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: accept } });
  if (answer.status >= 500 || answer.status === 403) throw new Error(String(answer.status));
  return answer;
}

/** Put the page that came back in place of this one's form, keeping where everybody is and what was typed meanwhile.
 * @param {string} page */
function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("intake");
  if (!fresh) throw new Error("no form");
  const top = part("intake-lines").scrollTop;
  const focused = document.activeElement;
  const at = focused && form.contains(focused) ? focused.id : "";
  const writes = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  const caret = at && writes ? focused.selectionStart : null;
  replaceInside(fresh);
  part("intake-lines").scrollTop = top;
  prepare();
  const again = at ? found(at) : null;
  again?.focus({ preventScroll: true });
  if (caret === null) return;
  if (again instanceof HTMLInputElement || again instanceof HTMLTextAreaElement) again.setSelectionRange(caret, caret);
}

/** One reading after the other: each is made of the form that the one before left. */
let last = Promise.resolve();

/** Have the server read the copy again. @param {Record<string, string>} more @param {number} [number] of a line */
export function readAgain(more, number) {
  last = last.then(() => read(more, number));
}

/** @param {Record<string, string>} more @param {number} [number] */
async function read(more, number) {
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await send(more, "text/html");
    show(await answer.text());
    if (number) {
      focusLine(found(`line-${number}`));
      part("intake-status").textContent = (form.dataset.said ?? "").replace("%s", String(number));
    }
  } catch {
    say(form.dataset.lost ?? "");
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** Make the draft; the address comes back as data, so that signing in elsewhere never costs what is typed here. */
export async function create() {
  const button = createButton();
  if (button.disabled) return;
  button.disabled = true;
  await last;
  try {
    const answer = await send({ create: "1" }, "application/json");
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      leaving = true;
      window.location.assign((await answer.json()).address);
      return;
    }
    show(await answer.text());
    part("intake-trouble").scrollIntoView({ block: "center" });
  } catch {
    say(form.dataset.lost ?? "");
  }
  createButton().disabled = false;
}
