// @ts-check
/* What is asked before something is put in: where a link leads, what to embed, which document or story it is. */

import { findDocuments } from "desk/body/document";
import { embeddable } from "desk/body/embed";
import { addressOf, isStory } from "desk/body/link";
import { findStories, storyOf } from "desk/body/stories";
import { piece, word } from "desk/body/words";

/**
 * @param {string} id
 * @returns {{ dialog: HTMLDialogElement, asked: HTMLInputElement, part: (name: string) => HTMLElement }}
 */
function dialogOf(id) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (dialog.querySelector(`[data-${name}]`));
  return { dialog, asked: /** @type {HTMLInputElement} */ (part("asked")), part };
}

/**
 * Open a dialog afresh. What it listens to ends with it.
 * @param {string} id
 * @param {any} editor that gets the focus back
 * @param {(how: string) => boolean} answered is true when the dialog may close
 */
function open(id, editor, answered) {
  const { dialog, asked, part } = dialogOf(id);
  const ended = new AbortController();
  const { signal } = ended;
  const refuse = (/** @type {string} */ sentence) => {
    part("refused").textContent = sentence;
    part("refused").hidden = !sentence;
    asked.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  refuse("");
  asked.value = "";
  part("offered")?.replaceChildren();
  dialog.addEventListener("submit", (event) => {
    const how = /** @type {HTMLButtonElement | null} */ (/** @type {SubmitEvent} */ (event).submitter)?.value ?? "set";
    if (!answered(how)) event.preventDefault();
  }, { signal });
  part("cancel").addEventListener("click", () => dialog.close(), { signal });
  dialog.addEventListener("close", () => { ended.abort(); editor.commands.focus(); }, { signal });
  dialog.showModal();
  asked.focus();
  return { dialog, asked, part, refuse, signal };
}

/** @typedef {import("desk/body/named").Named} Named */

/** What is offered, and what is said where there is none or nobody answers. */
const STORIES = { find: findStories, none: "noStories", failed: "storiesFailed" };
const DOCUMENTS = { find: findDocuments, none: "noDocuments", failed: "documentsFailed" };

/**
 * Offer stories or documents under the field while somebody types. Arrow down goes to them.
 * @param {ReturnType<typeof open>} opened
 * @param {(thing: Named) => void} choose
 * @param {{ find: (words: string) => Promise<Named[]>, none: string, failed: string }} [of]
 */
function offer({ asked, part, refuse, signal }, choose, of = STORIES) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const list = part("offered");
  /** @param {Named} story */
  const itemOf = (story) => {
    const item = piece("offered");
    const button = /** @type {HTMLElement} */ (item.querySelector("button"));
    /** @type {HTMLElement} */ (item.querySelector("[data-name]")).textContent = story.name;
    /** @type {HTMLElement} */ (item.querySelector("[data-said]")).textContent = story.said;
    button.dataset.uid = story.uid;
    if (story.barred) button.setAttribute("aria-disabled", "true");
    else button.addEventListener("click", () => choose(story));
    return item;
  };
  const show = async () => {
    const words = asked.value.trim();
    try {
      const found = words.length < 2 || addressOf(words) ? [] : await of.find(words);
      const stories = found.filter((story) => story.url !== location.pathname);
      if (asked.value.trim() !== words) return;
      // An answer that comes while somebody is in the list does not take it from under them.
      const at = list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.uid : "";
      list.replaceChildren(...stories.map(itemOf));
      if (at) (/** @type {HTMLElement | null} */ (list.querySelector(`[data-uid="${at}"]`)) ?? asked).focus();
      refuse(words.length > 2 && !stories.length && !/[.:/@]/.test(words) ? word(of.none) : "");
    } catch {
      refuse(word(of.failed));
    }
  };
  asked.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 150); }, { signal });
  asked.form?.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [asked, ...list.querySelectorAll("button")];
    const next = stops[stops.findIndex((stop) => stop === document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }, { signal });
}

/** @param {any} editor */
export function askLink(editor) {
  const now = editor.getAttributes("link").href ?? "";
  const { from, to, empty } = editor.state.selection;
  const set = (/** @type {string} */ href, /** @type {string} */ text) => {
    const chain = editor.chain().focus().setTextSelection({ from, to });
    if (now) chain.extendMarkRange("link").setLink({ href }).run();
    else if (empty) chain.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
  };
  const opened = open("body-link", editor, (how) => {
    if (how === "remove") {
      editor.chain().focus().setTextSelection({ from, to }).extendMarkRange("link").unsetLink().run();
      return true;
    }
    const href = addressOf(opened.asked.value);
    if (href) set(href, opened.asked.value.trim());
    else opened.refuse(word("notALink", { said: opened.asked.value.trim() }));
    return Boolean(href);
  });
  opened.asked.value = isStory(now) ? "" : now;
  opened.part("remove").hidden = !now;
  opened.part("now").hidden = !isStory(now);
  if (isStory(now)) {
    storyOf(now.slice(6)).then((story) => {
      const link = /** @type {HTMLAnchorElement} */ (opened.part("now-story"));
      link.textContent = story?.name ?? word("noStory");
      if (story) link.href = story.url;
    });
  }
  offer(opened, (story) => { set(`story:${story.uid}`, story.name); opened.dialog.close(); });
}

/**
 * @param {any} editor
 * @param {(url: string) => void} put
 */
export function askEmbed(editor, put) {
  const opened = open("body-embed", editor, () => {
    const url = embeddable(opened.asked.value);
    if (url) put(url);
    else opened.refuse(word("notHttps", { said: opened.asked.value.trim() }));
    return Boolean(url);
  });
}

/**
 * @param {any} editor
 * @param {(uid: string) => void} put
 */
export function askRelated(editor, put) {
  const opened = open("body-related", editor, () => {
    /** @type {HTMLButtonElement | null} */ (opened.part("offered").querySelector("button"))?.click();
    return false;
  });
  offer(opened, (story) => { put(story.uid); opened.dialog.close(); });
}

/**
 * @param {any} editor
 * @param {(uid: string) => void} put
 */
export function askDocument(editor, put) {
  const opened = open("body-document", editor, () => {
    /** @type {HTMLButtonElement | null} */ (opened.part("offered").querySelector("button"))?.click();
    return false;
  });
  offer(opened, (found) => { put(found.uid); opened.dialog.close(); }, DOCUMENTS);
}
