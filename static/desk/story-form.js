/* The form as a whole: what is not saved yet, keys, the count of words. Saving is a plain post. */

const form = document.getElementById("story-form");
const saved = document.getElementById("saved");
const count = document.getElementById("word-count");
let dirty = false;

form.classList.add("scripted");
for (const control of form.querySelectorAll("[data-add], [data-up], [data-down], [data-out], [data-handle], [data-pick]")) {
  control.hidden = false;
}

function touched() {
  if (dirty) return;
  dirty = true;
  saved.textContent = saved.dataset.dirty;
  saved.classList.add("dirty");
}

function countWords(html) {
  const text = new DOMParser().parseFromString(html.replace(/<(\/p|\/h\d|\/li|br)/g, " <$1"), "text/html").body.textContent;
  const words = text.split(/\s+/).filter(Boolean).length;
  count.textContent = `${words} ${count.dataset.words}`;
}

form.addEventListener("input", (event) => {
  if (!event.target.name) return;
  touched();
  if (event.target.name === "body") countWords(event.target.value);
});
form.addEventListener("change", touched);
form.addEventListener("story:changed", touched);
/* A form that has been open for long may belong to a session that is over; sent then, its text would be lost to the
   sign-in page. So it is asked first, and the token that a new session made void is renewed. */
const OPEN_FOR_LONG = 10 * 60_000;
const unsent = document.getElementById("unsent");
let asked = false;

function keep(sentence) {
  unsent.textContent = sentence;
  unsent.hidden = false;
  unsent.scrollIntoView({ block: "center" });
}

async function askFirst(button) {
  try {
    const answer = await fetch(form.dataset.signedInUrl, { redirect: "manual" });
    if (!answer.ok) return keep(form.dataset.signedOut);
    form.querySelector("[name=csrfmiddlewaretoken]").value = (await answer.json()).token;
  } catch {
    return keep(form.dataset.offline);
  }
  asked = true;
  return form.requestSubmit(button);
}

form.addEventListener("submit", (event) => {
  if (!asked && (performance.now() > OPEN_FOR_LONG || !navigator.onLine)) {
    event.preventDefault();
    askFirst(event.submitter);
    return;
  }
  dirty = false;
});
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey)) return;
  if (event.key === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".story-bar [name=_save]"));
  }
  if (event.key === "Enter") {
    const publish = document.querySelector("[name=_verb][value=publish]");
    if (publish) {
      event.preventDefault();
      event.stopPropagation();
      form.requestSubmit(publish);
    }
  }
  // Before the body editor, which would break the line.
}, true);

const refused = document.getElementById("refused");
if (refused) {
  refused.focus();
  touched();
}
