// @ts-check
/* Fixing what readers have: at every pause the page says what the fix changes, shows the readers' page with it, and
   drafts the note. Everything works by its buttons as well. */

import { atEveryPause, postInto } from "desk/readers-see";

const form = /** @type {HTMLFormElement} */ (document.getElementById("fix-form"));
const note = /** @type {HTMLTextAreaElement} */ (form.querySelector("[name=note]"));
const show = /** @type {HTMLButtonElement} */ (form.querySelector("[data-show]"));
/** What was drafted last: as long as the note is that, nobody has typed in it. */
let drafted = "";
let sending = false;

/** The draft for the kind that is chosen. */
function draft() {
  const kind = new FormData(form).get("kind");
  return form.querySelector(`[data-drafted="${kind}"]`)?.textContent ?? "";
}

function fillNote() {
  if (note.value !== "" && note.value !== drafted) return;
  note.value = drafted = draft();
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
for (const tool of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-out]"))) tool.hidden = false;
atEveryPause(form, async () => {
  await look();
  postInto(form, show.formAction, show.formTarget);
});
form.addEventListener("input", () => { sending = false; });
form.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  sending = !button?.formTarget;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
let began = "";
document.addEventListener("prose-editor:ready", () => { began = typed(); });
/** What was typed, without what a person did not type. */
function typed() {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken").map(String).join("\n");
}
window.addEventListener("beforeunload", (event) => {
  if (!sending && began && typed() !== began) event.preventDefault();
});
const refused = document.getElementById("refused");
if (refused) {
  refused.focus();
  drafted = note.value === draft() ? note.value : "";
}
