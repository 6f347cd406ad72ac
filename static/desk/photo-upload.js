// @ts-check
/* Uploading many pictures or documents: three at once, each with its own progress and one for all. Without this the form
   sends them. A form that waits has more to say of all its files: they are sent with its button, and not before. */

import { fingerprint, send } from "desk/photo-arriving";
import { whenDropped } from "desk/photo-dropped";
import { element, row, show } from "desk/photo-lines";

/** @typedef {import("desk/photo-arriving").Line} Line */
/** @typedef {import("desk/photo-lines").Row} Row */
/** @typedef {{ file: File, row: Row, line?: Line, refused?: string }} Item */

const AT_ONCE = 3;
const ASKED_AT_ONCE = 500;
const LOOK_AGAIN = 2000;

const one = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (one("photo_upload"));
const inputs = [...form.querySelectorAll("input[type=file]")].map((each) => /** @type {HTMLInputElement} */ (each));
const list = one("photo_uploads");
const said = one("photo_said");
const all = one("photo_all");
const bar = /** @type {HTMLProgressElement} */ (all.querySelector("progress"));
const counted = /** @type {HTMLElement} */ (all.querySelector("[data-counted]"));
const see = /** @type {HTMLAnchorElement} */ (all.querySelector("a"));
const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken"));
const words = form.dataset;
const waits = "waits" in words;

/** @type {Item[]} */
const queue = [];
const counts = { all: 0, settled: 0, refused: 0, bytes: 0, sent: 0 };
/** @type {{ uid: string, see: string, left: string } | null} */
let batch = null;
let working = 0;
let watching = false;

function tellAll() {
  bar.max = Math.max(1, counts.bytes);
  bar.value = counts.sent;
  const template = counts.refused ? words.countedRefused : words.counted;
  counted.textContent = (template ?? "").replace("{done}", String(counts.settled - counts.refused))
    .replace("{all}", String(counts.all)).replace("{refused}", String(counts.refused));
}

/** @param {Item} item @param {Line | null} line */
function settle(item, line) {
  counts.settled += 1;
  if (!line || line.state === "refused") counts.refused += 1;
  show(item.row, line, item.refused ? { ...words, lost: item.refused } : words);
  if (!line) {
    const again = element("button", { className: "button", type: "button", textContent: words.retry ?? "" });
    again.addEventListener("click", () => {
      item.row.item.remove();
      counts.all -= 1;
      counts.settled -= 1;
      counts.refused -= 1;
      counts.bytes -= item.file.size;
      take([item.file]);
    });
    item.row.end.replaceChildren(again);
  }
  if (line?.state === "refused" || !line) {
    said.textContent = item.row.status.textContent;
    // What needs somebody is not to be looked for among three hundred that do not.
    list.prepend(item.row.item);
  }
  if (line?.state === "unpacking") watch();
  tellAll();
}

/** @param {Item} item */
async function work(item) {
  const { row: shown, line } = item;
  if (!line) return;
  let before = line.held;
  counts.sent += before;
  shown.status.textContent = line.held ? words.goesOn ?? "" : words.sending ?? "";
  const done = line.state === "coming" ? await send(item.file, line, token.value, {
    onProgress: (sent) => {
      counts.sent += sent - before;
      before = sent;
      shown.progress.value = sent / Math.max(1, item.file.size);
      tellAll();
    },
    onWait: () => { shown.status.textContent = words.waitsForLine ?? ""; },
    goOn: () => true,
  }) : line;
  counts.sent += item.file.size - before;
  settle(item, done);
}

async function worker() {
  working += 1;
  for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  working -= 1;
  if (!working) said.textContent = words.all ?? "";
}

/** Show what comes out of archives, until the last is unpacked. */
async function watch() {
  if (watching || !batch) return;
  watching = true;
  const seen = new Set();
  for (let unpacking = true; unpacking;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    const answer = await fetch(batch.left).then((response) => response.ok ? response.json() : null, () => null);
    if (!answer) continue;
    for (const line of answer.files) {
      if (!line.inside || line.state === "coming" || seen.has(line.uid)) continue;
      seen.add(line.uid);
      counts.all += 1;
      const shown = row(line.name);
      list.append(shown.item);
      settle({ file: new File([], line.name), row: shown }, line);
    }
    ({ unpacking } = answer);
  }
  watching = false;
  said.textContent = words.all ?? "";
}

/**
 * @param {Item[]} items
 * @param {Record<string, any>} typed What is said of all of them.
 * @returns {Promise<Line[] | null>} Where each goes and how much of it is there; null when nobody answers.
 */
async function ask(items, typed) {
  const prints = await Promise.all(items.map(({ file }) => fingerprint(file)));
  const files = items.map(({ file }, number) => ({ name: file.name, bytes: file.size, print: prints[number] }));
  const url = batch ? `${words.url}?batch=${batch.uid}` : words.url ?? "";
  try {
    const answer = await fetch(url, {
      method: "POST", body: JSON.stringify({ files, said: typed }),
      headers: { "X-CSRFToken": token.value, "Content-Type": "application/octet-stream" },
    });
    const told = await answer.json();
    if (!told.files) {
      said.textContent = told.error ?? "";
      items.forEach((item) => { item.refused = told.error; });
      return null;
    }
    batch = told.batch;
    see.href = told.batch.see;
    return told.files;
  } catch {
    return null;
  }
}

let asking = Promise.resolve();

/** @param {File[]} files */
function take(files) {
  const items = files.map((file) => ({ file, row: row(file.name, words.waiting) }));
  if (!items.length) return;
  list.hidden = all.hidden = false;
  list.append(...items.map((item) => item.row.item));
  counts.all += items.length;
  counts.bytes += files.reduce((sum, file) => sum + file.size, 0);
  tellAll();
  const typed = Object.fromEntries([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== token.name));
  // One question after another, so that everything goes into one batch.
  asking = asking.then(async () => {
    // What is said now is said of these, not of those before.
    if (waits) batch = null;
    for (let at = 0; at < items.length; at += ASKED_AT_ONCE) {
      const some = items.slice(at, at + ASKED_AT_ONCE);
      const lines = await ask(some, typed);
      if (!lines) some.forEach((item) => settle(item, null));
      else queue.push(...some.map((item, number) => ({ ...item, line: lines[number] })));
      while (working < AT_ONCE && queue.length > 0) worker();
    }
  });
}

form.addEventListener("submit", (event) => {
  const chosen = inputs.flatMap((input) => [...input.files ?? []]).filter((file) => !file.name.startsWith("."));
  if (!chosen.length) return;
  event.preventDefault();
  take(chosen);
  inputs.forEach((input) => { input.value = ""; });
});
if (!waits) for (const input of inputs) input.addEventListener("change", () => form.requestSubmit());

whenDropped((files) => {
  if (!waits) return take(files);
  const chosen = new DataTransfer();
  files.forEach((file) => chosen.items.add(file));
  inputs[0].files = chosen.files;
  inputs[0].focus();
});
addEventListener("beforeunload", (event) => {
  if (working) event.preventDefault();
});
for (const only of form.querySelectorAll("[data-with-script]")) /** @type {HTMLElement} */ (only).hidden = false;
// What is chosen is sent at once: the button would wait for nothing.
for (const only of form.querySelectorAll("[data-without-script]")) /** @type {HTMLElement} */ (only).hidden = true;
