/* Uploading one picture after another, each with its own progress. Without this the form sends them all at once. */

const form = document.getElementById("photo_upload");
const input = document.getElementById("photo_files");
const list = document.getElementById("photo_uploads");
const said = document.getElementById("photo_said");
const queue = [];
let busy = false;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function add(file) {
  const status = element("p", { textContent: form.dataset.waiting });
  const progress = element("progress", { max: 1, value: 0 });
  progress.setAttribute("aria-label", file.name);
  const row = element("li", {}, element("span"), element("div", {}, element("p", { textContent: file.name }), progress, status), element("span"));
  list.hidden = false;
  list.append(row);
  queue.push({ file, row, status, progress });
}

function send(item) {
  return new Promise((resolve) => {
    const body = new FormData();
    body.append("file", item.file);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.url);
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) item.progress.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", () => resolve(null));
    item.status.textContent = form.dataset.sending;
    request.send(body);
  });
}

function show(item, answer) {
  item.progress.remove();
  const [start, , end] = item.row.children;
  if (answer?.photo) {
    start.replaceWith(element("img", { className: "photo-thumb", src: answer.photo.thumbnail, alt: "", width: 96, height: 96 }));
    item.status.textContent = answer.said || [answer.photo.credit_line, ...answer.photo.why_not].filter(Boolean).join(" · ");
    end.replaceChildren(element("a", { className: "button", href: answer.photo.url, textContent: form.dataset.describe }));
    return;
  }
  item.row.classList.add("photo-drop__refused");
  item.status.textContent = answer?.error ?? form.dataset.lost;
  said.textContent = item.status.textContent;
  if (answer?.error) return;
  const again = element("button", { className: "button", type: "button", textContent: form.dataset.retry });
  again.addEventListener("click", () => { item.row.remove(); take([item.file]); });
  end.replaceChildren(again);
}

async function work() {
  if (busy) return;
  busy = true;
  for (let item = queue.shift(); item; item = queue.shift()) show(item, await send(item));
  busy = false;
  said.textContent = form.dataset.all;
}

function take(files) {
  for (const file of files) add(file);
  work();
}

form.addEventListener("submit", (event) => {
  if (!input.files.length) return;
  event.preventDefault();
  take([...input.files]);
  form.reset();
});
input.addEventListener("change", () => form.requestSubmit());

addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("photo-dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("photo-dropping");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("photo-dropping");
  take([...event.dataTransfer.files]);
});
addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});
