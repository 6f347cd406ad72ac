// @ts-check
/* The box that raw copy goes into: drop a file on it, ⌘↵ to read. Works as a plain form without this. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("intake-paste"));
const text = /** @type {HTMLTextAreaElement} */ (document.getElementById("intake-text"));
const file = /** @type {HTMLInputElement} */ (document.getElementById("intake-file"));
const trouble = /** @type {HTMLElement} */ (document.getElementById("intake-trouble"));
let leaving = false;

/** Say whether what is to be sent is small enough for the newsroom to read; the server would cut it off unread. */
function fits() {
  const most = Number(form.dataset.most);
  const size = (file.files?.[0] ?? new Blob([text.value])).size;
  trouble.hidden = size <= most;
  if (size > most) trouble.textContent = form.dataset.tooLarge ?? "";
  return size <= most;
}

form.addEventListener("submit", (event) => {
  if (!fits()) event.preventDefault();
  else leaving = true;
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.requestSubmit();
});

form.addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("is-over");
});
form.addEventListener("dragleave", () => form.classList.remove("is-over"));
form.addEventListener("drop", (event) => {
  form.classList.remove("is-over");
  const dropped = event.dataTransfer?.files;
  if (!dropped?.length) return;
  event.preventDefault();
  file.files = dropped;
  form.requestSubmit();
});

// Nobody has this text yet but the tab it stands in.
window.addEventListener("beforeunload", (event) => {
  if (!leaving && text.value.trim()) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
