/* Rows of bylines and photos: add, take out, drag, or move by key. The numbers that are sent follow the order. */

const said = document.getElementById("rows-said");

export function renumber(section) {
  [...section.querySelectorAll("[data-row]")].filter((row) => !row.hidden).forEach((row, i) => {
    row.querySelector("[name$=-ORDER]").value = i + 1;
  });
  section.closest("form").dispatchEvent(new CustomEvent("story:changed"));
}

function move(row, down) {
  const rows = [...row.parentElement.children].filter((other) => !other.hidden);
  const other = rows[rows.indexOf(row) + (down ? 1 : -1)];
  if (!other) return;
  if (down) other.after(row); else other.before(row);
  renumber(row.closest("[data-rows]"));
  const place = [...row.parentElement.children].filter((each) => !each.hidden);
  said.textContent = said.dataset.moved.replace("%(place)s", place.indexOf(row) + 1).replace("%(all)s", place.length);
}

function takeOut(row) {
  const section = row.closest("[data-rows]");
  row.querySelector("[name$=-DELETE]").checked = true;
  row.hidden = true;
  renumber(section);
  said.textContent = said.dataset.out;
  (section.querySelector("[data-add]:not([hidden]), [data-pick]:not([hidden])") ?? section).focus();
}

export function addRow(section) {
  const total = section.querySelector("[name$=-TOTAL_FORMS]");
  const holder = document.createElement("div");
  const empty = section.querySelector("template[data-empty]").content.cloneNode(true);
  holder.append(empty);
  for (const element of holder.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace("__prefix__", total.value));
    }
  }
  total.value = Number(total.value) + 1;
  const row = holder.querySelector("[data-row]");
  for (const tool of row.querySelectorAll("[data-up], [data-down], [data-out], [data-handle]")) tool.hidden = false;
  section.querySelector(".rows").append(row);
  renumber(section);
  section.dispatchEvent(new CustomEvent("story:row", { detail: { row } }));
  return row;
}

function onClick(event) {
  const row = event.target.closest("[data-row]");
  const tool = event.target.closest("[data-up], [data-down], [data-out]");
  if (event.target.closest("[data-add]")) {
    addRow(event.currentTarget).querySelector("input[type=text]").focus();
  } else if (row && tool) {
    if (tool.dataset.out !== undefined) takeOut(row);
    else { move(row, tool.dataset.down !== undefined); tool.focus(); }
  }
}

function onKey(event) {
  const row = event.target.closest("[data-row]");
  if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  move(row, event.key === "ArrowDown");
  event.target.focus();
}

function draggable(section) {
  let dragged = null;
  section.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) row.draggable = Boolean(event.target.closest("[data-handle]"));
  });
  section.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-row]");
    dragged?.classList.add("dragged");
  });
  section.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-row]");
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

/* The empty row at the end is for those without a script; here "Add a name" makes one. */
function hideSpare(section) {
  const rows = [...section.querySelectorAll(".rows > [data-row]")];
  const isSpare = (row) => row.querySelector(".byline-name input")?.value === "" && !row.querySelector(".errorlist");
  for (const row of rows.slice(1)) row.hidden = isSpare(row);
  // A form that was refused comes back with the rows that were taken out.
  for (const row of rows) if (row.querySelector("[name$=-DELETE]")?.checked) row.hidden = true;
}

/* Rows that came anew from the server look as those the page came with. */
function dress(section) {
  hideSpare(section);
  for (const tool of section.querySelectorAll("[data-up], [data-down], [data-out], [data-handle]")) tool.hidden = false;
}

for (const section of document.querySelectorAll("[data-rows]")) {
  hideSpare(section);
  section.addEventListener("story:rows", () => dress(section));
  section.addEventListener("click", onClick);
  section.addEventListener("keydown", onKey);
  draggable(section);
}
