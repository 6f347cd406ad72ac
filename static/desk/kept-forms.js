// @ts-check
/* Long words typed into any other form of the desk: a hand-over, an answer to a reader, a reason, a pitch. This browser
   keeps them with every change and offers them when the form is opened again, until the server has taken them. A story
   and a fix of one have the journal instead. */

/**
 * @typedef {{ name: string, value: string, on?: boolean }} Field `on`: a box or a choice, and whether it is ticked
 * @typedef {{ key: string, who: string, at: string, sent: boolean, fields: Field[] }} Kept
 */

const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("kept-form-offer"));
const who = template?.dataset.who ?? "";
const STORE = "forms";
const SENT = "kept-form-sent";
const LONGEST = 30 * 24 * 60 * 60 * 1000;
/** Forms whose leftovers were looked for. @type {WeakSet<HTMLFormElement>} */
const met = new WeakSet();
/** Forms that somebody typed in since the page came. @type {WeakSet<HTMLFormElement>} */
const typedIn = new WeakSet();
/** What this tab sent and got no answer of the server to. */
let doubted = "";

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("newsroom-forms", 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore(STORE, { keyPath: "key" }); };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T | undefined>} nothing where this browser keeps nothing
 */
async function inStore(mode, ask) {
  try {
    const under = (await open()).transaction(STORE, mode, { durability: "strict" });
    const asked = ask(under.objectStore(STORE));
    await new Promise((resolve, reject) => { under.oncomplete = resolve; under.onerror = under.onabort = reject; });
    return asked.result;
  } catch {
    return undefined;
  }
}

/** @param {string} key */
const drop = (key) => inStore("readwrite", (store) => store.delete(key));

/** Return the form of this field whose words are kept here, if it is one. @param {EventTarget | null} field */
function formOf(field) {
  const form = field instanceof Element ? field.closest("form") : null;
  const isKept = form && form.method === "post" && !form.dataset.keptForm && form.querySelector("textarea");
  return isKept && !form.querySelector("[type=password]") ? form : null;
}

/** A form is known by its person, its address and its place among those of that address. @param {HTMLFormElement} form */
function keyOf(form) {
  const { pathname } = new URL(form.action, location.href);
  const alike = [...document.forms].filter((each) => formOf(each) && new URL(each.action, location.href).pathname === pathname);
  return [who, pathname, form.id || alike.indexOf(form)].join(" ");
}

/** @param {HTMLFormElement} form @returns {HTMLInputElement[]} */
const fieldsOf = (form) => /** @type {HTMLInputElement[]} */ ([...form.elements]).filter(
  (each) => each.name && each.matches("textarea, select, input") && !["hidden", "file", "submit", "button"].includes(each.type),
);

/** @param {HTMLFormElement} form @returns {Field[]} */
const said = (form) => fieldsOf(form).map(({ name, value, type, checked }) => (
  ["checkbox", "radio"].includes(type) ? { name, value, on: checked } : { name, value }
));

/** @param {HTMLFormElement} form */
function keep(form, sent = false) {
  const kept = { key: keyOf(form), who, at: new Date().toISOString(), sent, fields: said(form) };
  return inStore("readwrite", (store) => store.put(kept));
}

/** @param {HTMLFormElement} form @param {Kept} kept */
function putBack(form, kept) {
  for (const field of fieldsOf(form)) {
    const isBox = ["checkbox", "radio"].includes(field.type);
    const was = kept.fields.find(({ name, value }) => name === field.name && (!isBox || value === field.value));
    if (!was) continue;
    if (isBox) field.checked = Boolean(was.on);
    else field.value = was.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {string} at */
function timeOf(at) {
  const zone = /** @type {HTMLElement | null} */ (document.querySelector("time[data-clock]"))?.dataset.clock;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(at));
}

/** What of it was written in long fields, in the order of the form. @param {HTMLFormElement} form @param {Kept} kept */
function wordsOf(form, kept) {
  const long = new Set([...form.querySelectorAll("textarea")].map((each) => each.name));
  return kept.fields.filter(({ name, value }) => long.has(name) && value.trim()).map(({ value }) => value.trim());
}

/** @param {HTMLFormElement} form @param {Kept} kept */
function offer(form, kept) {
  const node = /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (template).content.cloneNode(true));
  const box = /** @type {HTMLElement} */ (node.firstElementChild);
  const line = /** @type {HTMLElement} */ (box.querySelector("[data-said]"));
  line.textContent = ((kept.sent || kept.key === doubted ? line.dataset.sent : line.dataset.unsent) ?? "").replace("%(at)s", timeOf(kept.at));
  /** @type {HTMLElement} */ (box.querySelector("[data-words]")).textContent = wordsOf(form, kept).join("\n\n");
  const done = () => { box.remove(); form.querySelector("textarea")?.focus(); };
  box.querySelector("[data-put-back]")?.addEventListener("click", () => { putBack(form, kept); done(); });
  box.querySelector("[data-let-go]")?.addEventListener("click", () => { drop(kept.key); done(); });
  form.before(box);
}

/** Offer what was typed into this form before, if it is not in it already. @param {HTMLFormElement} form */
async function meet(form) {
  if (met.has(form)) return;
  met.add(form);
  /** @type {Kept | undefined} */
  const kept = await inStore("readonly", (store) => store.get(keyOf(form)));
  if (!kept || !form.isConnected) return;
  const now = new Map(said(form).map(({ name, value }) => [name, value.trim()]));
  const words = wordsOf(form, kept);
  if (words.length && !words.every((text) => [...now.values()].includes(text))) offer(form, kept);
}

/** Forget what this page's predecessor sent, where this page is the server's answer to it. */
async function settle() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null");
  sessionStorage.removeItem(SENT);
  const arrival = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
  if (!sent) return;
  const isAnswer = arrival?.type === "navigate" && document.referrer === sent.from && (arrival.responseStatus ?? 200) < 400;
  if (isAnswer) await drop(sent.key);
  else doubted = sent.key;
}

/** What nobody came back for in a month goes. */
async function tidy() {
  const all = /** @type {Kept[]} */ (await inStore("readonly", (store) => store.getAll()) ?? []);
  for (const kept of all) if (Date.now() - Date.parse(kept.at) > LONGEST) drop(kept.key);
}

/** @param {Event} event */
function typed(event) {
  const form = formOf(event.target);
  if (!form) return;
  typedIn.add(form);
  keep(form);
}

if (who) {
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  // A sheet that opened over a story comes after the page.
  document.addEventListener("focusin", (event) => { const form = formOf(event.target); if (form) meet(form); });
  document.addEventListener("submit", (event) => {
    const form = formOf(event.target);
    if (!form || event.submitter?.hasAttribute("formtarget")) return;
    if (!typedIn.has(form)) return;
    if (!event.defaultPrevented) sessionStorage.setItem(SENT, JSON.stringify({ key: keyOf(form), from: location.href.split("#")[0] }));
    keep(form, true);
  });
  // Sent without leaving the page, and taken.
  document.addEventListener("desk:taken", (event) => { const form = formOf(event.target); if (form) drop(keyOf(form)); });
  settle().then(() => { for (const form of document.forms) if (formOf(form)) meet(form); });
  tidy();
}
