// @ts-check
/* The desk's own behaviour: the clock, menus, the search key, labels for cards. Pages work without it. */

const MENUS = ".menu[open], #changelist-filter details[open]";

/** @param {string} selector @returns {HTMLDetailsElement[]} */
const menus = (selector) => [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(selector))];

/** @param {HTMLTimeElement} clock */
function tick(clock) {
  const format = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock });
  // The page's own moment is the server's; a wrong clock on this machine must not show.
  const ahead = Date.parse(clock.dateTime) - Date.now();
  const show = () => {
    const now = new Date(Date.now() + ahead);
    clock.textContent = format.format(now);
    setTimeout(show, 60_000 - (now.getTime() % 60_000));
  };
  show();
}

/** Close every open menu, save the one that this is in. @param {Node | null} [except] */
function closeMenus(except = null) {
  for (const menu of menus(MENUS)) if (!except || !menu.contains(except)) menu.open = false;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function closeByKey() {
  const [open] = menus(MENUS);
  closeMenus();
  if (open?.contains(document.activeElement)) open.querySelector("summary")?.focus();
}

/** Follow the link that has this key, where nobody is writing a story. @param {KeyboardEvent} event */
function followKey(event) {
  const link = /** @type {HTMLAnchorElement | undefined} */ ([...document.querySelectorAll("a[data-key]")].find((each) => each.getAttribute("data-key") === event.key));
  if (!link || localStorage.getItem("keys-off") || document.getElementById("story-form") || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  link.click();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Escape") closeByKey();
  if (!event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) followKey(event);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const boxes = ["bar-search", "searchbar"].map((id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id)));
  const box = boxes.find((each) => each && each.offsetParent !== null);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

/** On a phone a row is a card, and each of its lines needs the name its column has. @param {HTMLTableElement} table */
function labelCells(table) {
  const labels = [...table.tHead?.rows[0]?.cells ?? []].map((cell) => cell.querySelector(".text")?.textContent.trim() ?? "");
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, i) => {
      if (cell.tagName === "TD" && labels[i]) cell.dataset.label = labels[i];
    });
  }
}

/* The admin's script opens every filter and remembers it; here they are menus, closed until asked for. */
function foldFilters() {
  for (const filter of menus("#changelist-filter details")) filter.open = false;
}

const clocks = /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[data-clock]"));
for (const clock of clocks) tick(clock);
const list = document.getElementById("result_list");
if (list instanceof HTMLTableElement) labelCells(list);
foldFilters();
window.addEventListener("load", foldFilters);
document.addEventListener("click", (event) => closeMenus(/** @type {Node} */ (event.target)));
document.addEventListener("keydown", onKey);
