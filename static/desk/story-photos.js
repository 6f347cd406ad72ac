/* Photos of a story: choose from the library over the page, upload or drop. Each becomes a row of the form. */

import { addRow } from "desk/story-rows";

const form = document.getElementById("story-form");
const section = form.querySelector("[data-rows=photo]");
const dialog = document.getElementById("photo-picker");
const grid = dialog.querySelector("[data-grid]");
const status = dialog.querySelector("[data-status]");
const more = dialog.querySelector("[data-more]");
const search = document.getElementById("photo-search");
const said = document.getElementById("photo-said");
const files = document.getElementById("photo-upload");
let chosen = null;

function tell(sentence, refused = false) {
  said.textContent = sentence;
  said.classList.toggle("is-refused", refused);
}

/* Give a chosen photo a row. Without a use it becomes the lead, or stands in the text where there is a lead. */
export function put(photo, use = null) {
  const row = addRow(section);
  const field = (name) => row.querySelector(`[name$=-${name}]`);
  const hasLead = [...section.querySelectorAll("[data-row]:not([hidden]) [name$=-use]")].some((use) => use !== field("use") && use.value === "lead");
  row.id = `photo-${photo.uid}`;
  field("photo").value = photo.uid;
  field("use").value = use ?? (hasLead ? "inline" : "lead");
  field("caption").value = photo.caption;
  field("alt").value = photo.alt_text;
  const thumb = row.querySelector("[data-thumb]");
  thumb.src = photo.thumbnail;
  thumb.hidden = false;
  const credit = document.createElement("a");
  credit.href = photo.url;
  credit.textContent = photo.credit_line || dialog.dataset.noCredit;
  row.querySelector("[data-credit]").replaceChildren(credit);
  const mend = row.querySelector("[data-mend]");
  mend.hidden = photo.usable;
  mend.querySelector("a").href = photo.url;
  const why = row.querySelector("[data-why-not]");
  why.hidden = photo.usable;
  why.replaceChildren(...photo.why_not.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  return row;
}

function card(photo) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const image = Object.assign(document.createElement("img"), { src: photo.thumbnail, alt: "", width: 192, height: 192, loading: "lazy" });
  const name = Object.assign(document.createElement("span"), { textContent: photo.name });
  const credit = Object.assign(document.createElement("span"), { className: "quiet", textContent: photo.credit_line || dialog.dataset.noCredit });
  button.append(image, name, credit);
  if (!photo.usable) button.append(Object.assign(document.createElement("span"), { className: "why", textContent: photo.why_not.join(" ") }));
  button.addEventListener("click", () => {
    if (chosen) { chosen(photo); dialog.close(); return; }
    put(photo);
    status.textContent = `${dialog.dataset.put} ${photo.name}`;
    tell(dialog.dataset.isIn);
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

async function show(page) {
  try {
    const answer = await fetch(`${form.dataset.pickUrl}?q=${encodeURIComponent(search.value)}&page=${page}`);
    if (!answer.ok) throw new Error(answer.status);
    const found = await answer.json();
    if (page === 1) grid.replaceChildren();
    grid.append(...found.photos.map(card));
    status.textContent = found.photos.length ? found.counted : dialog.dataset.none;
    more.hidden = !found.next;
    more.onclick = () => show(found.next);
  } catch {
    status.textContent = dialog.dataset.failed;
  }
}

/* Send a picture through the photo desk's checks: the answer has `photo`, or `error`, a sentence. */
export async function upload(file) {
  const data = new FormData();
  data.append("file", file);
  const answer = await fetch(form.dataset.uploadUrl, {
    method: "POST", body: data, headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
  });
  return answer.json();
}

async function send(file) {
  tell(dialog.dataset.uploading);
  try {
    const told = await upload(file);
    if (told.error) { tell(told.error, true); return; }
    put(told.photo).querySelector("textarea").focus();
    tell(`${told.said ?? ""} ${dialog.dataset.isIn}`.trim());
  } catch {
    tell(dialog.dataset.uploadFailed, true);
  }
}

/* Open the library; `choose` gets the one photo that is wanted, else as many as are chosen become rows. */
export function openLibrary(choose = null) {
  chosen = choose;
  dialog.showModal();
  show(1);
}

section.querySelector("[data-pick]").addEventListener("click", () => openLibrary());
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
let waiting;
search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => show(1), 200); });
files.addEventListener("change", async () => {
  for (const file of [...files.files]) await send(file);
  files.value = "";
});
section.addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  section.classList.add("dropping");
});
section.addEventListener("dragleave", () => section.classList.remove("dropping"));
section.addEventListener("drop", async (event) => {
  section.classList.remove("dropping");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  for (const file of [...event.dataTransfer.files]) await send(file);
});
