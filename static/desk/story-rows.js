/* Rows of bylines and photos: add, take out, drag, or move by key. The numbers that are sent follow the order. */

const said = /** @type {HTMLElement} */ (document.getElementById("rows-said"));
const TOOLS = "[data-up], [data-down], [data-out], [data-handle]";

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
const all = (root, selector) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];
/** @param {Element} row @param {string} end */
const field = (row, end) => /** @type {HTMLInputElement} */ (row.querySelector(`[name$=-${end}]`));
/** @param {Element} row */
const sectionOf = (row) => /** @type {HTMLElement} */ (row.closest("[data-rows]"));
/** @param {Element} row The rows beside it, itself included, that are not taken out. */
const inOrder = (row) => all(/** @type {Element} */ (row.parentElement), "[data-row]").filter((other) => !other.hidden);

/** @param {HTMLElement} section */
export function renumber(section) {
  all(section, "[data-row]").filter((row) => !row.hidden).forEach((row, i) => { field(row, "ORDER").value = String(i + 1); });
  section.closest("form")?.dispatchEvent(new CustomEvent("story:changed"));
}

/** @param {HTMLElement} row @param {boolean} down */
function move(row, down) {
  const rows = inOrder(row);
  const other = rows[rows.indexOf(row) + (down ? 1 : -1)];
  if (!other) return;
  if (down) other.after(row); else other.before(row);
  renumber(sectionOf(row));
  const place = inOrder(row);
  said.textContent = (said.dataset.moved ?? "").replace("%(place)s", String(place.indexOf(row) + 1)).replace("%(all)s", String(place.length));
}

/** @param {HTMLElement} row */
function takeOut(row) {
  const section = sectionOf(row);
  field(row, "DELETE").checked = true;
  row.hidden = true;
  renumber(section);
  said.textContent = said.dataset.out ?? "";
  (all(section, "[data-add]:not([hidden]), [data-pick]:not([hidden])")[0] ?? section).focus();
}

/** @param {HTMLElement} section @returns {HTMLElement} The new row, the last of its section. */
export function addRow(section) {
  const total = /** @type {HTMLInputElement} */ (section.querySelector("[name$=-TOTAL_FORMS]"));
  const empty = /** @type {HTMLTemplateElement} */ (section.querySelector("template[data-empty]"));
  const holder = document.createElement("div");
  holder.append(empty.content.cloneNode(true));
  for (const element of all(holder, "*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, value.replace("__prefix__", total.value));
    }
  }
  total.value = String(Number(total.value) + 1);
  const row = /** @type {HTMLElement} */ (holder.querySelector("[data-row]"));
  for (const tool of all(row, TOOLS)) tool.hidden = false;
  section.querySelector(".rows")?.append(row);
  renumber(section);
  section.dispatchEvent(new CustomEvent("story:row", { detail: { row } }));
  return row;
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const row = /** @type {HTMLElement | null} */ (target.closest("[data-row]"));
  const tool = /** @type {HTMLElement | null} */ (target.closest("[data-up], [data-down], [data-out]"));
  if (target.closest("[data-add]")) {
    /** @type {HTMLElement | null} */ (addRow(/** @type {HTMLElement} */ (event.currentTarget)).querySelector("input[type=text]"))?.focus();
  } else if (row && tool) {
    if (tool.dataset.out !== undefined) takeOut(row);
    else { move(row, tool.dataset.down !== undefined); tool.focus(); }
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const row = /** @type {HTMLElement | null} */ (target.closest("[data-row]"));
  if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  move(row, event.key === "ArrowDown");
  target.focus();
}

/** @param {HTMLElement} section */
function draggable(section) {
  /** @type {HTMLElement | null} */
  let dragged = null;
  /** @param {Event} event */
  const rowAt = (event) => /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest("[data-row]") : null);
  section.addEventListener("pointerdown", (event) => {
    const row = rowAt(event);
    if (row) row.draggable = Boolean(/** @type {Element} */ (event.target).closest("[data-handle]"));
  });
  section.addEventListener("dragstart", (event) => {
    dragged = rowAt(event);
    dragged?.classList.add("dragged");
  });
  section.addEventListener("dragover", (event) => {
    const over = rowAt(event);
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const after = event.clientY > over.getBoundingClientRect().top + over.offsetHeight / 2;
    if (after) over.after(dragged); else over.before(dragged);
  });
  section.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    dragged.draggable = false;
    dragged = null;
    renumber(section);
  });
}

/** The empty row at the end is for those without a script; here "Add a name" makes one. @param {HTMLElement} section */
function hideSpare(section) {
  const rows = all(section, ".rows > [data-row]");
  /** @param {Element} row */
  const isSpare = (row) => /** @type {HTMLInputElement | null} */ (row.querySelector(".byline-name input"))?.value === "" && !row.querySelector(".errorlist");
  for (const row of rows.slice(1)) row.hidden = isSpare(row);
  // A form that was refused comes back with the rows that were taken out.
  for (const row of rows) if (field(row, "DELETE")?.checked) row.hidden = true;
}

/** Rows that came anew from the server look as those the page came with. @param {HTMLElement} section */
function dress(section) {
  hideSpare(section);
  for (const tool of all(section, TOOLS)) tool.hidden = false;
}

for (const section of all(document, "[data-rows]")) {
  hideSpare(section);
  section.addEventListener("story:rows", () => dress(section));
  section.addEventListener("click", onClick);
  section.addEventListener("keydown", onKey);
  draggable(section);
}
