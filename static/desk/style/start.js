// @ts-check
/* House style as it is typed: asks the server at every pause, underlines, and takes one key to put right. */

import * as card from "desk/style/card";
import { boxOf, mark, marks, placeOf, put } from "desk/style/marks";
import { passagesOf } from "desk/style/passages";
import * as popover from "desk/style/popover";
import { leave, look } from "desk/style/server";

/** @typedef {import("desk/style/marks").Finding} Finding */
/** @typedef {import("desk/style/passages").Passage} Passage */

const PAUSE = 400;
const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const { styleUrl, leaveUrl, left, replaced, last, title } = /** @type {HTMLElement} */ (document.getElementById("house-style")).dataset;

/** @type {any} */
let editor = null;
/** @type {{finding: Finding, passage: Passage}[]} */
let entries = [];
/** @type {Finding | null} */
let visited = null;
let turn = 0;
let waiting = 0;

function later() {
  clearTimeout(waiting);
  waiting = window.setTimeout(ask, PAUSE);
}

async function ask() {
  if (!editor || editor.isDestroyed || editor.view.composing) { later(); return; }
  turn += 1;
  const mine = turn;
  const { doc } = editor.state;
  const passages = passagesOf(form, doc);
  const language = /** @type {HTMLSelectElement} */ (form.elements.namedItem("language")).value;
  const answer = await look(styleUrl ?? "", language, passages.map(({ field, text }) => [field, text]));
  // What came for a text that is not there any more is for nobody: the next pause asks again.
  if (mine !== turn || editor.state.doc !== doc) return;
  entries = (answer?.found ?? []).map((finding) => ({ finding, passage: passages[finding.passage] }));
  mark(editor, entries.filter(({ passage }) => !passage.input).map(({ finding, passage }) => ({ finding, from: passage.at + finding.start })));
  card.show(answer, acts);
}

/** @param {Finding} finding */
const passageOf = (finding) => entries.find((entry) => entry.finding === finding)?.passage;

/** Whether the words still stand where they were found. @param {{finding: Finding, passage: Passage}} entry */
function stands({ finding, passage }) {
  if (!passage.input) return placeOf(editor, finding) !== null;
  return passage.input.isConnected && passage.input.value.slice(finding.start, finding.end) === finding.text;
}

/** @param {Finding} finding */
function putOne(finding) {
  const passage = passageOf(finding);
  if (!passage || finding.replacement === null || !stands({ finding, passage })) return;
  if (!passage.input) { put(editor, finding); return; }
  passage.input.setRangeText(finding.replacement, finding.start, finding.end, "end");
  passage.input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The last first: what stands behind it in the same field keeps its place. @param {Finding[]} all */
function replace(all) {
  popover.close();
  for (const finding of [...all].reverse()) putOne(finding);
  card.tell(replaced ?? "");
  later();
}

/** Put the caret at a finding, and show it. @param {Finding} finding */
function goBack(finding) {
  const passage = passageOf(finding);
  if (!passage) return;
  if (passage.input) {
    passage.input.focus();
    passage.input.setSelectionRange(finding.start, finding.end);
    return;
  }
  const place = placeOf(editor, finding);
  if (place) editor.chain().focus().setTextSelection(place).scrollIntoView().run();
  else editor.commands.focus();
}

/** @param {Finding} finding */
async function ignore(finding) {
  popover.close();
  if (await leave(leaveUrl ?? "", finding.rule, finding.text)) card.tell(left ?? "");
  goBack(finding);
  await ask();
}

/** @param {string} rule @param {string} text */
async function heed(rule, text) {
  await leave(leaveUrl ?? "", rule, text, true);
  await ask();
}

/** @param {Finding} finding @param {boolean} focus */
function show(finding, focus) {
  visited = finding;
  const passage = passageOf(finding);
  const place = placeOf(editor, finding);
  if (focus) goBack(finding);
  const at = passage?.input ? passage.input.getBoundingClientRect() : place && boxOf(editor, place);
  if (!at) return;
  popover.open(finding, at, {
    replace: (one) => { replace([one]); if (!passage?.input) editor.commands.focus(); else passage.input.focus(); },
    ignore: leaveUrl ? ignore : null,
    back: goBack,
  }, focus);
}

function next() {
  const standing = entries.filter(stands);
  if (!standing.length) { card.tell(last ?? ""); return; }
  let at = standing.findIndex(({ finding }) => finding === visited) + 1;
  if (editor.isFocused) {
    const here = editor.state.selection.to;
    at = standing.findIndex(({ finding, passage }) => (passage.input ? passage.field === "captions" : (placeOf(editor, finding)?.from ?? -1) >= here));
  }
  show((standing[at] ?? standing[0]).finding, true);
}

const acts = {
  go: (/** @type {Finding} */ finding) => show(finding, true),
  replace,
  ignore: leaveUrl ? ignore : null,
  heed,
};

document.addEventListener("prose-editor:ready", (event) => {
  const ready = /** @type {CustomEvent} */ (event).detail;
  if (ready.textarea.name !== "body") return;
  ({ editor } = ready);
  editor.registerPlugin(marks((finding) => show(finding, false)));
  editor.on("update", later);
  later();
});
for (const name of ["input", "change", "story:changed", "story:saved", "story:row"]) form.addEventListener(name, later);
form.addEventListener("story:commands", (event) => {
  /** @type {CustomEvent} */ (event).detail.items.push({ kind: title ?? "", label: `${title} (Alt+.)`, run: next });
});
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || (event.code !== "Period" && event.key !== ".") || !editor) return;
  event.preventDefault();
  next();
}, true);
