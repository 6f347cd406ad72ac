// @ts-check
/* Fixing what readers have: at every pause the page says what the fix changes, shows the readers' page with it, and
   drafts the note. Everything works by its buttons as well. */

import { atEveryPause, postInto } from "desk/readers-see";
import { signInFirst } from "desk/story-signin";
import { session } from "desk/story-standing";
import { form } from "desk/typed-form";

const note = /** @type {HTMLTextAreaElement} */ (form.querySelector("[name=note]"));
const show = /** @type {HTMLButtonElement} */ (form.querySelector("[data-show]"));
/** What was drafted last: as long as the note is that, nobody has typed in it. */
let drafted = "";
let sending = false;
/** Whether what was typed is on the server's journal: leaving loses nothing. */
let isKept = Boolean(form.querySelector("[name=journal_from]"));
const keptSaid = /** @type {HTMLElement} */ (document.getElementById("fix-kept"));
const unsent = /** @type {HTMLElement} */ (document.getElementById("unsent"));

/** The draft for the kind that is chosen. */
function draft() {
  const kind = new FormData(form).get("kind");
  return form.querySelector(`[data-drafted="${kind}"]`)?.textContent ?? "";
}

function fillNote() {
  if (note.value !== "" && note.value !== drafted) return;
  const before = note.value;
  note.value = drafted = draft();
  if (note.value === before) return;
  // Nobody typed it, and it is in the form: the journal has what the form has.
  form.dispatchEvent(new CustomEvent("story:changed"));
}

/** Take the server's word for what the fix changes. */
async function look() {
  const data = new FormData(form);
  data.set("_look", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of form.querySelectorAll("[data-look]")) {
      const fresh = page.querySelector(`[data-look="${part.getAttribute("data-look")}"]`);
      if (fresh) part.replaceWith(document.importNode(fresh, true));
    }
    fillNote();
  } catch {
    // The button that publishes says it all again.
  }
}

form.classList.add("is-live");
for (const tool of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-out], [data-up], [data-down], [data-pick]"))) tool.hidden = false;
atEveryPause(form, async () => {
  await look();
  // A page that signs somebody in is no page readers will see.
  if (session() === "ok") postInto(form, show.formAction, show.formTarget);
});
/** @param {boolean} has */
function beKept(has) {
  isKept = has;
  keptSaid.textContent = has ? keptSaid.dataset.kept ?? "" : "";
}

for (const name of ["input", "story:changed"]) form.addEventListener(name, () => { sending = false; beKept(false); });
form.addEventListener("story:kept", () => beKept(true));

/** Publish once somebody is signed in and the server answers; till then what was typed stays here. @param {HTMLElement | null} button */
async function send(button) {
  unsent.hidden = true;
  if (await signInFirst()) {
    sending = true;
    form.requestSubmit(button);
  } else if (session() === "offline") {
    unsent.textContent = unsent.dataset.offline ?? "";
    unsent.hidden = false;
    unsent.scrollIntoView({ block: "center" });
  }
}

form.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button?.formTarget || sending) return;
  event.preventDefault();
  send(button);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const acts = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".fix-go [type=submit]"));
  form.requestSubmit([...acts].find((act) => act.offsetParent !== null));
});
let began = "";
document.addEventListener("prose-editor:ready", () => { began = typed(); });
/** What was typed, without what a person did not type. */
function typed() {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken").map(String).join("\n");
}
window.addEventListener("beforeunload", (event) => {
  if (!sending && !isKept && began && typed() !== began) event.preventDefault();
});
const refused = document.getElementById("refused");
if (refused) {
  refused.focus();
  drafted = note.value === draft() ? note.value : "";
}
