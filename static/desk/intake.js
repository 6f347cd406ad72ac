/* Raw copy beside what was understood of it: fields and lines light each other up, a key says what a line is, and the
   server reads again. Every act is also a button or a select of the form, which works without this. */

const $ = (/** @type {string} */ id) => document.getElementById(id);
const form = () => /** @type {HTMLFormElement} */ ($("intake"));
let leaving = false;

/** @param {Element} line @returns {HTMLSelectElement | null} */
const selectOf = (line) => line.querySelector("select.intake-role");

/** Show a sentence above the fields; an empty one takes it away. @param {string} sentence */
function say(sentence) {
  const box = $("intake-trouble");
  box.textContent = sentence;
  box.hidden = !sentence;
  if (sentence) box.scrollIntoView({ block: "nearest" });
}

/** Send the form; a thousand fields is the most a form may have, so lines that are as read stay out of it.
 * @param {Record<string, string>} more @param {string} accept */
async function send(more, accept) {
  sent = new Map([...typedFields()].map((field) => [field.id, valueOf(field)]));
  sentFiles = new Map([...chosenFiles()].map((field) => [field.id, field.files[0]]));
  const data = new FormData(form());
  for (const [name, value] of [...data]) if (name.startsWith("role-") && value === "") data.delete(name);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  const answer = await fetch(form().action, { method: "POST", body: data, headers: { Accept: accept } });
  if (answer.status >= 500 || answer.status === 403) throw new Error(String(answer.status));
  return answer;
}

/** What each field said when the form was sent. */
let sent = new Map();

/** The files that went with it, by field. */
let sentFiles = new Map();

const chosenFiles = () => [...form().querySelectorAll("input[type=file]")].filter((field) => field.files.length);
const typedFields = () => form().querySelectorAll("input:not([type=file], [type=hidden], [type=submit]), textarea:not([hidden]), select:not(.intake-role)");
const valueOf = (field) => (field.type === "radio" ? field.checked : field.value);

/** Put the page that came back in place of this one's form, keeping where everybody is and what was typed meanwhile.
 * @param {string} page */
function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("intake");
  if (!fresh) throw new Error("no form");
  const top = $("intake-lines").scrollTop;
  const at = form().contains(document.activeElement) ? document.activeElement.id : "";
  const caret = at ? /** @type {HTMLInputElement} */ (document.activeElement).selectionStart : null;
  const meanwhile = [...typedFields()].filter((field) => sent.has(field.id) && sent.get(field.id) !== valueOf(field));
  const chosenMeanwhile = chosenFiles().filter((field) => sentFiles.get(field.id) !== field.files[0]);
  form().replaceChildren(...document.importNode(fresh, true).childNodes);
  // A file cannot be put into another field: the field that holds it stands in for the fresh one.
  for (const field of chosenMeanwhile) $(field.id)?.replaceWith(field);
  for (const field of meanwhile) {
    const same = /** @type {HTMLInputElement | null} */ ($(field.id));
    if (same && same.type === "radio") same.checked = field.checked;
    else if (same) same.value = field.value;
  }
  $("intake-lines").scrollTop = top;
  prepare();
  const again = at ? /** @type {HTMLInputElement | null} */ ($(at)) : null;
  again?.focus({ preventScroll: true });
  if (again && caret !== null) again.setSelectionRange?.(caret, caret);
}

/** One reading after the other: each is made of the form that the one before left. */
let last = Promise.resolve();

/** Have the server read the copy again. @param {Record<string, string>} more @param {number} [number] */
function readAgain(more, number) {
  last = last.then(() => read(more, number));
}

/** @param {Record<string, string>} more @param {number} [number] */
async function read(more, number) {
  form().setAttribute("aria-busy", "true");
  try {
    const answer = await send(more, "text/html");
    show(await answer.text());
    if (number) {
      focusLine($(`line-${number}`));
      $("intake-status").textContent = form().dataset.said.replace("%s", String(number));
    }
  } catch {
    say(form().dataset.lost);
  } finally {
    form().removeAttribute("aria-busy");
  }
}

/** Make the draft; the address comes back as data, so that signing in elsewhere never costs what is typed here. */
async function create() {
  const button = /** @type {HTMLButtonElement} */ (form().querySelector("button[name=create]"));
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
    $("intake-trouble").scrollIntoView({ block: "center" });
  } catch {
    say(form().dataset.lost);
  }
  const again = /** @type {HTMLButtonElement} */ (form().querySelector("button[name=create]"));
  again.disabled = false;
}

/** @param {Element | null} line */
function focusLine(line) {
  const select = line && selectOf(line);
  if (!select) return;
  select.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
}

/** Call a line something. @param {Element} line @param {string} role */
function call(line, role) {
  const select = selectOf(line);
  if (!select) return;
  if ([...select.options].some((option) => option.value === role)) select.value = role;
  readAgain({ [select.name]: role }, Number(/** @type {HTMLElement} */ (line).dataset.line));
}

/** The raw lines the selection reaches, and its words where they lie within one line. */
function selected() {
  const chosen = window.getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  const lines = [...document.querySelectorAll("#intake-lines .intake-line")].filter((line) => {
    const words = line.querySelector(".intake-words");
    return words && words.textContent.trim() && range.intersectsNode(words);
  });
  if (!lines.length) return null;
  const words = lines[0].querySelector(".intake-words");
  if (lines.length > 1 || !words.contains(range.startContainer) || !words.contains(range.endContainer)) return { lines };
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  const said = range.toString();
  return said.trim() === words.textContent.trim() ? { lines } : { lines, before: before.toString(), said };
}

/** @param {string} role */
function callSelected(role) {
  const found = selected();
  const focused = document.activeElement?.closest("#intake-lines .intake-line");
  if (!found) return focused ? (call(focused, role), true) : false;
  const number = /** @type {HTMLElement} */ (found.lines[0]).dataset.line;
  if (found.said) {
    readAgain({ "part-line": number, "part-before": found.before, "part-words": found.said, "part-role": role }, Number(number));
  } else {
    const roles = found.lines.map(selectOf).filter(Boolean).map((select) => [select.name, role]);
    readAgain(Object.fromEntries(roles), Number(number));
  }
  window.getSelection().removeAllRanges();
  return true;
}

/** Move to the next line that has words, or the one before. @param {number} step */
function move(step) {
  const selects = [...document.querySelectorAll("#intake-lines select")];
  const at = selects.indexOf(document.activeElement);
  const next = selects[at + step];
  if (at < 0 || !next) return false;
  focusLine(next.closest(".intake-line"));
  return true;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
    event.preventDefault();
    create();
    return;
  }
  const target = /** @type {HTMLElement} */ (event.target);
  const inField = target.matches?.("input, textarea, select") && !target.matches(".intake-role");
  if (inField || event.metaKey || event.ctrlKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const role = $("intake-keys").querySelector(`[data-key="${CSS.escape(key)}"]`)?.getAttribute("data-role");
  const done = role ? callSelected(role) : key === "j" ? move(1) : key === "k" ? move(-1) : false;
  if (done) event.preventDefault();
}

/** Light up a field's lines, or a line's field. @param {Event} event */
function light(event) {
  for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  const at = /** @type {Element} */ (event.target);
  const field = at.closest?.("#intake [data-lines]");
  const line = /** @type {HTMLElement | null} */ (at.closest?.("#intake .intake-line"));
  if (field) {
    const lines = field.getAttribute("data-lines").split(" ").map((number) => $(`line-${number}`));
    for (const one of lines) one?.classList.add("is-lit");
    const list = $("intake-lines");
    // Only where the lines have a column of their own to scroll in: a phone's page must not jump.
    if (event.type === "focusin" && lines[0] && list.scrollHeight > list.clientHeight) {
      const gap = lines[0].offsetTop - list.offsetTop;
      if (gap < list.scrollTop || gap > list.scrollTop + list.clientHeight - 40) list.scrollTop = gap - 80;
    }
  } else if (line) {
    line.classList.add("is-lit");
    for (const one of form().querySelectorAll("[data-lines]")) {
      if (one.getAttribute("data-lines").split(" ").includes(line.dataset.line)) one.classList.add("is-lit");
    }
  }
}

/** Let a name be taken off, and another row follow when the empty one is written in. */
function prepare() {
  $("intake-keys").hidden = false;
  for (const drop of form().querySelectorAll(".intake-byline:not(.intake-spare) .intake-drop")) drop.hidden = false;
}

/** @param {HTMLElement} spare */
function followWithAnother(spare) {
  const next = /** @type {HTMLElement} */ (spare.cloneNode(true));
  const number = Number(spare.querySelector("input").name.split("-")[1]);
  for (const part of next.querySelectorAll("[name], label")) {
    for (const name of ["name", "id", "for"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(`byline-${number}-`, `byline-${number + 1}-`));
    }
    if (part.matches("input")) part.value = "";
  }
  spare.classList.remove("intake-spare");
  spare.querySelector(".intake-drop").hidden = false;
  spare.after(next);
}

/** Say whether a changed field may settle a doubt, which the server then takes off the count. @param {Element} field */
const settles = (field) => Boolean(field.closest("fieldset, .intake-field, .intake-photos")?.querySelector(".intake-doubt"));

document.addEventListener("keydown", onKey);
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

form().addEventListener("change", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const line = target.closest(".intake-line");
  if (line) call(line, selectOf(line).value);
  else if (target.matches("input[type=file]") || settles(target)) readAgain({});
});

form().addEventListener("input", (event) => {
  const spare = /** @type {HTMLElement} */ (event.target).closest(".intake-byline.intake-spare");
  if (spare) followWithAnother(spare);
});

form().addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const drop = target.closest(".intake-drop");
  if (drop) {
    const row = drop.closest(".intake-byline");
    const next = row.nextElementSibling?.querySelector("input");
    row.remove();
    next?.focus();
  }
  const words = target.closest(".intake-words");
  if (words && window.getSelection().isCollapsed) focusLine(words.closest(".intake-line"));
});

form().addEventListener("submit", (event) => {
  event.preventDefault();
  const button = /** @type {SubmitEvent} */ (event).submitter;
  if (button?.getAttribute("name") === "create") create();
  else if (button?.getAttribute("name") === "pull") readAgain({ pull: button.getAttribute("value") });
  else readAgain({});
});

// Nobody has this copy yet but the tab it stands in.
window.addEventListener("beforeunload", (event) => {
  if (!leaving) event.preventDefault();
});
prepare();
