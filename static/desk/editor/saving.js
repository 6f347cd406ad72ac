/* Saving without a reload: the same form to the same address; the answer's parts are taken in. Without this module,
   and whenever something is refused, it is a plain post. */

import { held, renewFields, same } from "desk/editor/fields";
import { renewParts } from "desk/editor/parts";
import { tellMessages } from "desk/editor/told";

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));
const REFUSED = new Set([403, 409, 413, 422]);
/** What fills the form without having been saved: what the journal gave back, or what was refused. */
const unsaved = document.querySelector("[name=journal_from], #refused");
/** What the server has, as far as this page knows. @type {import("desk/editor/fields").Held} */
let stored = unsaved ? new Map() : held(form);
/** @type {Promise<boolean>} */
let underWay = Promise.resolve(true);
let plainly = false;

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement | null} */ (form.querySelector(`[name=${name}]`));

/** Say whether the form holds something the server has not. */
export function isDirty() {
  return !same(held(form), stored);
}

/** @param {string} state One of saved, saving, dirty, offline, refused. */
function be(state) {
  form.dispatchEvent(new CustomEvent("story:state", { detail: { state } }));
}

/** Send it as a form is sent without a script. @param {HTMLElement | null} submitter */
function sendPlainly(submitter) {
  plainly = true;
  form.requestSubmit(submitter);
}

/** Tell whoever helps, and the person, why it did not get there. @param {"offline" | "signed-out" | "failed"} why */
function unsent(why) {
  be("offline");
  const asked = form.dispatchEvent(new CustomEvent("story:unsent", { bubbles: true, cancelable: true, detail: { why } }));
  const line = document.getElementById("unsent");
  if (!asked || !line) return false;
  line.textContent = (why === "signed-out" ? form.dataset.signedOut : form.dataset.offline) ?? "";
  line.hidden = false;
  return false;
}

/** Take the form's token anew, as after signing in again. Return whether somebody is signed in. */
async function renewToken() {
  const answer = await fetch(form.dataset.signedInUrl ?? "", { redirect: "manual" });
  const token = field("csrfmiddlewaretoken");
  if (!answer.ok || !token) return false;
  token.value = (await answer.json()).token;
  return true;
}

/** Take in what the server answered. @param {Document} page @param {import("desk/editor/fields").Held} sent */
export function takeIn(page, sent = stored) {
  const fresh = /** @type {HTMLFormElement} */ (page.getElementById("story-form"));
  const [token, base] = [field("csrfmiddlewaretoken"), field("base")];
  const [newToken, newBase] = [fresh.elements.namedItem("csrfmiddlewaretoken"), fresh.elements.namedItem("base")];
  if (token && newToken && "value" in newToken) token.value = newToken.value;
  // Somebody who may not change it any more gets the page that says so.
  if (base && !newBase) { if (!isDirty()) location.reload(); return; }
  const whole = renewFields(form, fresh, sent);
  if (whole && base && newBase && "value" in newBase) {
    base.value = newBase.value;
    const [opened, newOpened] = [field("opened"), fresh.elements.namedItem("opened")];
    if (opened && newOpened && "value" in newOpened) opened.value = newOpened.value;
  }
  stored = held(fresh);
  renewParts(page);
  const line = document.getElementById("unsent");
  if (line) line.hidden = true;
  be(isDirty() ? "dirty" : "saved");
}

/** @param {FormData} data @param {HTMLElement | null} submitter @param {boolean} again @returns {Promise<boolean>} */
async function send(data, submitter, again) {
  const sent = held(form);
  const answer = await fetch(form.action, { method: "POST", body: data });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const isStory = Boolean(page.getElementById("story-form"));
  // A conflict with a colleague's save has a page of its own, which a plain post opens.
  if (REFUSED.has(answer.status) && (isStory || page.getElementById("conflict-form"))) { sendPlainly(submitter); return false; }
  if (answer.status === 403 && !again && await renewToken()) {
    data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken")?.value ?? "");
    return send(data, submitter, true);
  }
  if (!isStory) return unsent(answer.redirected || answer.status === 403 ? "signed-out" : "failed");
  if (new URL(answer.url).pathname !== new URL(form.action).pathname) { await goTo(answer.url, page, sent); return false; }
  takeIn(page, data.has("base") ? sent : stored);
  const quiet = !data.get("_verb");
  tellMessages(page, quiet);
  form.dispatchEvent(new CustomEvent("story:saved", { bubbles: true, detail: { revision: Number(field("base")?.value) } }));
  return true;
}

/** A story that is begun has a page of its own; what was typed since goes there too. @param {string} url @param {Document} page @param {import("desk/editor/fields").Held} sent */
async function goTo(url, page, sent) {
  if (same(held(form), sent)) { stored = sent; be("saved"); location.replace(url); return; }
  const base = /** @type {HTMLInputElement} */ (page.querySelector("#story-form [name=base]"));
  const mine = field("base");
  if (mine) mine.value = base.value;
  form.action = url;
  sendPlainly(null);
}

/**
 * Save, with the act of the button that was pressed. Return whether the server has it now.
 * @param {HTMLElement | null} submitter @param {{without?: string[]}} [how]
 */
export function post(submitter, { without = [] } = {}) {
  underWay = underWay.then(async () => {
    const data = new FormData(form, submitter);
    for (const name of without) data.delete(name);
    if ([...data.values()].some((value) => value instanceof File && value.size)) { sendPlainly(submitter); return false; }
    be("saving");
    try {
      return await send(data, submitter, false);
    } catch {
      return unsent("offline");
    }
  });
  return underWay;
}

/** Say whether this sending is to be a plain post; it is asked once. */
export function isPlain() {
  const was = plainly;
  plainly = false;
  return was;
}
