// @ts-check
/* Uploading one picture after another, each with its own progress. Without this the form sends them all at once. */

/**
 * What the server says of a picture that was sent: the photo, or why it was refused.
 * @typedef {{ photo?: { thumbnail: string, credit_line: string, why_not: string[], url: string }, said?: string, error?: string }} Answer
 * @typedef {{ file: File, row: HTMLLIElement, start: HTMLElement, end: HTMLElement, status: HTMLElement, progress: HTMLProgressElement }} Item
 */

const form = /** @type {HTMLFormElement} */ (document.getElementById("photo_upload"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("photo_files"));
const list = /** @type {HTMLElement} */ (document.getElementById("photo_uploads"));
const said = /** @type {HTMLElement} */ (document.getElementById("photo_said"));
const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken"));
/** @type {Item[]} */
const queue = [];
let busy = false;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 * @param {...Node} children
 */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** @param {File} file */
function add(file) {
  const status = element("p", { textContent: form.dataset.waiting ?? "" });
  const progress = element("progress", { max: 1, value: 0 });
  progress.setAttribute("aria-label", file.name);
  const [start, end] = [element("span"), element("span")];
  const row = element("li", {}, start, element("div", {}, element("p", { textContent: file.name }), progress, status), end);
  list.hidden = false;
  list.append(row);
  queue.push({ file, row, start, end, status, progress });
}

/** @param {Item} item @returns {Promise<Answer | null>} Null when nothing came back. */
function send(item) {
  return new Promise((resolve) => {
    const body = new FormData();
    body.append("file", item.file);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.url ?? "");
    request.setRequestHeader("X-CSRFToken", token.value);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) item.progress.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", () => resolve(null));
    item.status.textContent = form.dataset.sending ?? "";
    request.send(body);
  });
}

/** @param {Item} item @param {Answer | null} answer */
function show(item, answer) {
  item.progress.remove();
  if (answer?.photo) {
    const { photo } = answer;
    item.start.replaceWith(element("img", { className: "photo-thumb", src: photo.thumbnail, alt: "", width: 96, height: 96 }));
    item.status.textContent = answer.said || [photo.credit_line, ...photo.why_not].filter(Boolean).join(" · ");
    item.end.replaceChildren(element("a", { className: "button", href: photo.url, textContent: form.dataset.describe ?? "" }));
    return;
  }
  item.row.classList.add("photo-drop__refused");
  item.status.textContent = answer?.error ?? form.dataset.lost ?? "";
  said.textContent = item.status.textContent;
  if (answer?.error) return;
  const again = element("button", { className: "button", type: "button", textContent: form.dataset.retry ?? "" });
  again.addEventListener("click", () => { item.row.remove(); take([item.file]); });
  item.end.replaceChildren(again);
}

async function work() {
  if (busy) return;
  busy = true;
  for (let item = queue.shift(); item; item = queue.shift()) show(item, await send(item));
  busy = false;
  said.textContent = form.dataset.all ?? "";
}

/** @param {Iterable<File>} files */
function take(files) {
  for (const file of files) add(file);
  work();
}

form.addEventListener("submit", (event) => {
  if (!input.files?.length) return;
  event.preventDefault();
  take([...input.files]);
  form.reset();
});
input.addEventListener("change", () => form.requestSubmit());

addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("photo-dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("photo-dropping");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("photo-dropping");
  take([...event.dataTransfer?.files ?? []]);
});
addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});
