// @ts-check
/* The box an entry is written in. What is typed is kept with every key; what is posted goes to the outbox at once, and
   the box is free for the next. Without this module it is a form like any other. */

import { Outbox, keep, kept, newToken } from "desk/live/outbox";

/** @typedef {import("desk/live/outbox").Item} Item */

const form = /** @type {HTMLFormElement} */ (document.getElementById("composer"));
const KEPT = `live-typed ${form.dataset.who} ${form.dataset.story}`;
const LASTING = new Set(["post-byline"]);
/** @type {(name: string) => HTMLInputElement} */
const field = (name) => /** @type {HTMLInputElement} */ (form.querySelector(`[name="post-${name}"]`));
const told = /** @type {HTMLElement} */ (document.getElementById("composer-told"));
const list = /** @type {HTMLOListElement} */ (document.getElementById("outbox"));
const template = /** @type {HTMLTemplateElement} */ (document.getElementById("outbox-item"));
const pictures = /** @type {HTMLElement} */ (form.querySelector("[data-pictures]"));
const uploadTold = /** @type {HTMLElement} */ (form.querySelector("[data-upload-told]"));
const csrf = () => /** @type {HTMLInputElement} */ (form.querySelector("[name=csrfmiddlewaretoken]")).value;

/** @returns {[string, string][]} */
function said() {
  return /** @type {[string, string][]} */ ([...new FormData(form)].filter(
    ([name, value]) => name.startsWith("post-") && typeof value === "string" && name !== "post-upload",
  ));
}

/** @param {[string, string][]} fields */
function fill(fields) {
  for (const [name, value] of fields) {
    const put = /** @type {HTMLInputElement | RadioNodeList | null} */ (form.elements.namedItem(name));
    if (put) put.value = value;
  }
}

/** @param {string | undefined} sentence @param {boolean} [refused] */
function tell(sentence, refused = false) {
  told.textContent = sentence ?? "";
  told.classList.toggle("is-refused", refused);
}

const isEmpty = () => !field("text").value.trim() && !field("headline").value.trim() && !chosen();
const chosen = () => /** @type {HTMLInputElement | null} */ (form.querySelector("[name=post-photo]:checked"))?.value ?? "";

function clear() {
  const lasting = said().filter(([name]) => LASTING.has(name));
  form.reset();
  fill([...lasting, ["post-token", newToken()]]);
  for (const name of ["headline", "text", "at", "caption", "alt", "credit"]) if (field(name)) field(name).value = "";
  const none = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=post-photo][value='']"));
  if (none) none.checked = true;
  /** @type {HTMLDetailsElement} */ (form.querySelector(".live-picture")).open = false;
  uploadTold.textContent = "";
  keep(KEPT, "");
}

const outbox = new Outbox({
  key: `live-outbox ${form.dataset.who} ${form.dataset.story}`,
  url: location.pathname,
  csrf,
  onChange: show,
  onSent: (sentence) => {
    tell(sentence);
    document.dispatchEvent(new CustomEvent("live:changed"));
  },
  onRefused: (item) => {
    tell(item.refused, true);
    if (!isEmpty()) return false;
    back(item);
    return true;
  },
});

/** Let words that were refused be mended: sent again, they are another entry. @param {Item} item */
function back(item) {
  fill(item.fields);
  field("token").value = newToken();
  keep(KEPT, JSON.stringify(said()));
  tell(item.refused, true);
  field("text").focus();
}

/** @param {Item[]} items @param {string} state */
function show(items, state) {
  list.hidden = !items.length;
  list.replaceChildren(...items.map((item, place) => line(item, place ? "waiting" : state)));
}

/** @param {Item} item @param {string} state */
function line(item, state) {
  const node = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const row = /** @type {HTMLElement} */ (node.firstElementChild);
  const says = /** @type {HTMLElement} */ (row.querySelector("[data-state]"));
  const words = /** @type {Record<string, string | undefined>} */ ({
    waiting: says.dataset.waiting, sending: says.dataset.sending, "signed-out": says.dataset.signedOut,
  });
  says.textContent = item.refused ?? words[state] ?? "";
  row.classList.toggle("is-refused", Boolean(item.refused));
  /** @type {HTMLElement} */ (row.querySelector("[data-words]")).textContent = item.words;
  /** @type {HTMLElement} */ (row.querySelector("[data-refused-acts]")).hidden = !item.refused;
  row.querySelector("[data-back]")?.addEventListener("click", () => {
    if (!isEmpty()) return field("text").focus();
    outbox.drop(item.token);
    back(item);
  });
  row.querySelector("[data-drop]")?.addEventListener("click", () => outbox.drop(item.token));
  return row;
}

/** @param {string} what which button was pressed: post, or queue */
function post(what) {
  if (field("upload").files?.length) return upload();
  if (isEmpty()) {
    tell(told.dataset.empty, true);
    return field("text").focus();
  }
  const words = [field("headline").value, field("text").value].filter((each) => each.trim()).join("\n");
  outbox.add({ token: field("token").value, fields: [...said(), ["do", what]], words: words || "▣" });
  tell("");
  clear();
  field("text").focus();
}

async function upload() {
  const file = field("upload").files?.[0];
  if (!file) return;
  uploadTold.textContent = uploadTold.dataset.uploading ?? "";
  const body = new FormData();
  body.append("file", file);
  try {
    const answer = await fetch(form.dataset.uploadUrl ?? "", { method: "POST", body, headers: { "X-CSRFToken": csrf() } });
    const found = await answer.json();
    if (found.error) { uploadTold.textContent = found.error; field("upload").value = ""; return; }
    field("upload").value = "";
    put(found.photo);
    uploadTold.textContent = `${found.said ?? ""} ${uploadTold.dataset.arrived ?? ""}`.trim();
    keep(KEPT, JSON.stringify(said()));
  } catch {
    uploadTold.textContent = uploadTold.dataset.failed ?? "";
  }
}

/** @param {{ uid: string, name: string, thumbnail: string, caption: string, alt_text: string, credit_line: string }} photo */
function put(photo) {
  const known = /** @type {HTMLInputElement | null} */ (form.querySelector(`[name=post-photo][value="${photo.uid}"]`));
  const radio = known ?? Object.assign(document.createElement("input"), { type: "radio", name: "post-photo", value: photo.uid });
  if (!known) {
    const label = document.createElement("label");
    const image = Object.assign(document.createElement("img"), { src: photo.thumbnail, alt: "", width: 96, height: 96 });
    label.append(radio, image, Object.assign(document.createElement("span"), { textContent: photo.name }));
    const item = document.createElement("li");
    item.append(label);
    pictures.firstElementChild?.after(item);
  }
  radio.checked = true;
  field("caption").value ||= photo.caption;
  field("alt").value ||= photo.alt_text;
}

/** A picture that was chosen brings its own words, unless somebody wrote others. @param {HTMLInputElement} radio */
function taken(radio) {
  field("caption").value = radio.dataset.caption ?? field("caption").value;
  field("alt").value = radio.dataset.alt ?? field("alt").value;
}

const before = kept(KEPT);
if (before) {
  const fields = /** @type {[string, string][]} */ (JSON.parse(before));
  const photo = fields.find(([name]) => name === "post-photo")?.[1];
  if (photo && !form.querySelector(`[name=post-photo][value="${photo}"]`)) put({ uid: photo, name: "", thumbnail: "", caption: "", alt_text: "", credit_line: "" });
  fill(fields);
  if (!isEmpty()) tell(told.dataset.kept);
}
form.addEventListener("input", () => keep(KEPT, JSON.stringify(said())));
form.addEventListener("change", (event) => {
  const changed = /** @type {HTMLInputElement} */ (event.target);
  if (changed.name === "post-upload") upload();
  if (changed.name === "post-photo") taken(changed);
  keep(KEPT, JSON.stringify(said()));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  post(/** @type {HTMLButtonElement | null} */ (event.submitter)?.value || "post");
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit(/** @type {HTMLButtonElement} */ (form.querySelector("button.primary")));
});
new IntersectionObserver(([seen]) => form.classList.toggle("is-seen", seen.isIntersecting)).observe(form);

/** Who comes to read has it folded away. */
const folded = /** @type {HTMLDetailsElement | null} */ (form.closest("details"));
if (folded && (!isEmpty() || !list.hidden)) folded.open = true;

export const write = () => { if (folded) folded.open = true; field("text").focus(); form.scrollIntoView({ block: "nearest" }); };
