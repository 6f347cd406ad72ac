/* Who else is in this story and where, and what was saved since; and where this person is. */

import { form, kind } from "desk/typed-form";

const place = /** @type {HTMLElement} */ (document.getElementById("here"));
const news = /** @type {HTMLElement} */ (document.getElementById("here-news"));
const told = /** @type {HTMLElement} */ (document.getElementById("here-told"));

/** @typedef {import("desk/story-line").Answer} Answer */
/** @type {Set<string> | null} */
let were = null;
let saving = false;

/** Return the field the cursor is in and, in the body, which paragraph. */
export function whereIs() {
  if (kind === "fix") return { field: "fix", paragraph: "" };
  const at = document.activeElement;
  const body = at?.closest(".ProseMirror");
  if (body && form.contains(body)) return { field: "body", paragraph: String(paragraphIn(body) || "") };
  const name = at && form.contains(at) ? at.getAttribute("name") ?? "" : "";
  return { field: name.startsWith("_") ? "" : name, paragraph: "" };
}

/** @param {Element} body */
function paragraphIn(body) {
  let at = document.getSelection()?.anchorNode ?? null;
  while (at && at.parentNode !== body) at = at.parentNode;
  return at ? [...body.children].indexOf(/** @type {Element} */ (at)) + 1 : 0;
}

/** @param {string} sentence @param {Record<string, string>} said */
const filled = (sentence, said) => sentence.replace(/%\((\w+)\)s/g, (_, name) => said[name] ?? "");

/** Which state of the story the form is made from. */
export const base = () => `${valueOf("base")} ${valueOf("edition")}`;

/** @param {string} name */
const valueOf = (name) => /** @type {HTMLInputElement | null} */ (document.querySelector(`[name=${name}]`))?.value ?? "";

/**
 * Show what the server said. What it calls saved elsewhere may be this page's own save: while that is on its way, and
 * where it came after the question was asked, the news is that of the next answer.
 * @param {Answer} answer @param {string} [asked] what the form was made from when it was asked
 */
export function show(answer, asked = base()) {
  const people = answer.here ?? [];
  const text = people.map((one) => `● ${one.where ? filled(place.dataset.in ?? "", { ...one }) : one.name}`).join(", ");
  if (place.textContent !== text) place.textContent = text;
  if (!saving && asked === base()) showNews(answer.news ?? "");
  announce(new Set(people.map((one) => one.name)));
}

/** @param {string} said */
function showNews(said) {
  news.hidden = !said;
  if (news.textContent !== said) news.textContent = said;
}

/** Say who came and who left, and not every step they take. @param {Set<string>} are */
function announce(are) {
  const before = were ?? new Set();
  const came = [...are].filter((name) => !before.has(name)).map((name) => filled(place.dataset.came ?? "", { name }));
  const left = [...before].filter((name) => !are.has(name)).map((name) => filled(place.dataset.left ?? "", { name }));
  if (came.length || left.length) told.textContent = [...came, ...left].join(". ");
  were = are;
}

form.addEventListener("story:state", (event) => { saving = /** @type {CustomEvent} */ (event).detail.state === "saving"; });
