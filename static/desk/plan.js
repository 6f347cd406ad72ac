// @ts-check
/* Moving stories over the week: Shift and an arrow on a story presses its own button; dragged to a day, its own form
   is sent with that day, and to the pitches, without one. The page comes back at the story's own address, which has the
   focus. Everything works by the buttons and the date of each story as well. */

const STEPS = { ArrowLeft: "earlier", ArrowRight: "later" };

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  // In a list of days the arrows are the list's own.
  if (event.target instanceof HTMLSelectElement) return;
  const entry = event.target instanceof Element ? event.target.closest(".plan-entry") : null;
  const backwards = document.documentElement.dir === "rtl";
  const step = STEPS[backwards === (event.key === "ArrowLeft") ? "ArrowRight" : "ArrowLeft"];
  const button = /** @type {HTMLButtonElement | null | undefined} */ (entry?.querySelector(`[name=step][value=${step}]`));
  if (!button) return;
  event.preventDefault();
  button.click();
}

document.addEventListener("keydown", onKey);

/** The story that is being dragged. @type {HTMLElement | null} */
let dragged = null;

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const dayUnder = (target) => (target instanceof Element ? target.closest("[data-day]") : null);

/** Say whether the story may be dropped there: on another day, or off the plan when it has one. @param {HTMLElement | null} day */
function takes(day) {
  if (!dragged || !day || dragged.closest("[data-day]") === day) return false;
  return Boolean(day.dataset.day) || Boolean(dragged.querySelector("[name=step][value=off]"));
}

/** @param {HTMLElement | null} day */
function mark(day) {
  for (const each of document.querySelectorAll(".drop-here")) each.classList.toggle("drop-here", each === day);
  day?.classList.add("drop-here");
}

/** Send the story's own form with that day. @param {HTMLElement} story @param {string} day */
function sendTo(story, day) {
  const form = /** @type {HTMLFormElement} */ (story.querySelector(".plan-moves"));
  if (!day) { /** @type {HTMLButtonElement} */ (form.querySelector("[value=off]")).click(); return; }
  const field = form.querySelector("select[name=day]") ?? Object.assign(document.createElement("input"), { type: "hidden", name: "day" });
  if (!field.isConnected) form.append(field);
  /** @type {HTMLInputElement | HTMLSelectElement} */ (field).value = day;
  form.requestSubmit(/** @type {HTMLElement | null} */ (form.querySelector("button:not([name])")));
}

for (const story of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".plan-entry[data-moves]"))) {
  story.draggable = true;
  // A link would be dragged in its story's stead.
  for (const link of story.querySelectorAll("a")) link.draggable = false;
}
document.addEventListener("dragstart", (event) => {
  dragged = event.target instanceof Element ? event.target.closest("[data-moves]") : null;
  dragged?.classList.add("dragged");
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  mark(null);
});
document.addEventListener("dragover", (event) => {
  const day = dayUnder(event.target);
  const here = takes(day);
  if (here) event.preventDefault();
  mark(here ? day : null);
});
document.addEventListener("drop", (event) => {
  const day = dayUnder(event.target);
  if (!dragged || !day || !takes(day)) return;
  event.preventDefault();
  sendTo(dragged, day.dataset.day ?? "");
});
