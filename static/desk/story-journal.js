/* Nothing typed is lost: each change goes into the browser's own store at once, and to the server in every pause, two
   seconds at most. The same question asks who else is here. Saving is another matter, and not done here. */

import { base, show, whereIs } from "desk/story-here";
import { offerLeftovers } from "desk/story-kept";
import { tell, tellLeaving } from "desk/story-line";
import { encoded, newKey, snapshot, typedBy } from "desk/story-snapshot";
import { be } from "desk/story-standing";
import { drop, put } from "desk/story-store";
import { form, kind } from "desk/typed-form";
import "desk/story-signin";

const story = document.getElementById("here")?.dataset.story ?? "";
const key = newKey();

const AT_ONCE = 250;
const PAUSE = 700;
const LONGEST = 1_500;
const BEAT = 2_000;
const HIDDEN_BEAT = 30_000;
const LONGEST_WAIT = 10_000;
// What a browser takes along while a page is being closed.
const BEACON = 60_000;

let last = snapshot(form);
let seq = 0;
let typed = false;
/** What the server has not got yet. @type {import("desk/story-store").Kept | null} */
let pending = null;
let since = 0;
let failures = 0;
let under = false;
// A page that was left says nothing more: a beat after the farewell would keep its person here for minutes.
let left = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let taking;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;

/** @param {string} name */
const valueOf = (name) => /** @type {HTMLInputElement | null} */ (document.querySelector(`[name=${name}]`))?.value ?? "";

/** Take this into the browser's store, where it is new. @param {string} payload */
function hold(payload) {
  if (payload === last) return;
  last = payload;
  seq += 1;
  if (!pending) since = performance.now();
  pending = { key, who: typedBy(), place: story, form: kind, seq, at: new Date().toISOString(), payload };
  if (!failures) beatIn(Math.max(0, Math.min(PAUSE, since + LONGEST - performance.now())));
  put(pending).then((has) => be({ browserKeeps: has }));
}

function take() {
  clearTimeout(taking);
  taking = undefined;
  if (typed) hold(snapshot(form));
}

function changed() {
  typed = true;
  if (taking !== undefined) return;
  take();
  taking = setTimeout(take, AT_ONCE);
}

/** @param {number} wait */
function beatIn(wait) {
  clearTimeout(next);
  next = setTimeout(beat, wait);
}

/** @returns {Record<string, string>} */
function said() {
  const { field, paragraph } = whereIs();
  const about = {
    key, field, paragraph, form: kind, base: valueOf("base"), edition: valueOf("edition"), hidden: document.hidden ? "1" : "",
  };
  if (!pending) return about;
  return { ...about, payload: pending.payload, seq: String(pending.seq), from: valueOf("journal_from") };
}

async function beat() {
  if (under || left) return;
  if (!story && !pending && !failures) return;
  under = true;
  const [sent, asked] = [pending, base()];
  const { state, answer } = await tell(said());
  under = false;
  failures = state === "ok" ? 0 : failures + 1;
  if (state === "ok" && sent) settle(sent, answer);
  be({ session: state, refused: answer.refused ?? "" });
  if (answer.here) show(answer, asked);
  if (failures === 0 && story === "" && !pending) return;
  const usual = document.hidden ? HIDDEN_BEAT : BEAT;
  if (failures) beatIn(Math.min(1_000 * 2 ** (failures - 1), LONGEST_WAIT));
  else beatIn(pending ? PAUSE : usual);
}

/** The server has it, or has said why it will not; what it refused stays in this browser. @param {import("desk/story-store").Kept} sent @param {import("desk/story-line").Answer} answer */
function settle(sent, answer) {
  if (answer.kept !== undefined) drop(sent.key, sent.seq);
  if (pending !== sent) { since = performance.now(); return; }
  pending = null;
  if (answer.kept !== undefined) form.dispatchEvent(new CustomEvent("story:kept"));
}

function leave() {
  take();
  left = true;
  const about = said();
  if ((about.payload ?? "").length < BEACON && tellLeaving(about)) return;
  tellLeaving({ key });
}

for (const name of ["input", "change", "story:changed"]) form.addEventListener(name, changed);
// A save says which change of this page it took: from then on nobody is offered it as unsaved.
form.addEventListener("formdata", (event) => {
  if (!typed) return;
  hold(encoded(event.formData));
  event.formData.set("journal", key);
  event.formData.set("journal_seq", String(seq));
});
// The server may have written it otherwise, less an empty paragraph: what it gave back nobody typed.
form.addEventListener("story:state", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.state !== "saved" || valueOf("note_text")) return;
  clearTimeout(taking);
  taking = undefined;
  last = snapshot(form);
  if (pending) drop(pending.key, pending.seq);
  pending = null;
});
// The note is among the notes now, and nothing that was typed and not saved.
form.addEventListener("story:note-left", take);
window.addEventListener("pagehide", leave);
document.addEventListener("freeze", take);
document.addEventListener("visibilitychange", () => { take(); beatIn(0); });
window.addEventListener("pageshow", (event) => { left = false; if (event.persisted) beatIn(0); });
window.addEventListener("online", () => beatIn(0));
form.addEventListener("story:signed-in", () => beatIn(0));
form.addEventListener("focusin", () => { if (!failures) beatIn(AT_ONCE); });

offerLeftovers();
beatIn(0);
