/* The desk's own behaviour: the clock, menus, the search key, labels for cards. Pages work without it. */

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

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".menu[open], #changelist-filter details[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function onKey(event) {
  if (event.key === "Escape") {
    const open = document.querySelector(".menu[open], #changelist-filter details[open]");
    closeMenus();
    if (open && open.contains(document.activeElement)) open.querySelector("summary").focus();
  }
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    const visible = (box) => box && box.offsetParent !== null;
    const box = [document.getElementById("bar-search"), document.getElementById("searchbar")].find(visible);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  }
}

/* On a phone a row is a card, and each of its lines needs the name its column has. */
function labelCells(table) {
  const labels = [...table.tHead.rows[0].cells].map((cell) => cell.querySelector(".text")?.textContent.trim() ?? "");
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, i) => {
      if (cell.tagName === "TD" && labels[i]) cell.dataset.label = labels[i];
    });
  }
}

/* The admin's script opens every filter and remembers it; here they are menus, closed until asked for. */
function foldFilters() {
  for (const filter of document.querySelectorAll("#changelist-filter details")) filter.open = false;
}

for (const clock of document.querySelectorAll("time[data-clock]")) tick(clock);
const list = document.getElementById("result_list");
if (list?.tHead) labelCells(list);
foldFilters();
window.addEventListener("load", foldFilters);
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", onKey);
