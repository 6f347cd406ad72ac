// @ts-check
/* What is arranged by hand, on fronts and in newsletters: things are dragged, move with Alt and an arrow, and post what
   the buttons post. */

/** @param {HTMLFormElement} form @param {Record<string, string>} said */
export function post(form, said) {
  for (const [name, value] of Object.entries(said)) {
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
  }
  form.requestSubmit();
}

/**
 * Let what has one of these names among its data be taken up, each as a kind of its own.
 * @param {Record<string, string>} kinds
 */
export function takeUp(kinds) {
  const things = Object.keys(kinds).map((name) => `[data-${name}]`).join();
  document.addEventListener("dragstart", (event) => {
    const held = event.target instanceof HTMLElement ? event.target.closest(things) : null;
    if (!(held instanceof HTMLElement) || !event.dataTransfer) return;
    const name = Object.keys(kinds).find((each) => held.dataset[each]) ?? "";
    event.dataTransfer.setData(kinds[name], held.dataset[name] ?? "");
    event.dataTransfer.effectAllowed = "move";
  });
}

/** @param {DragEvent} event @param {Record<string, string>} kinds */
export const isOurs = (event, kinds) => Object.values(kinds).some((kind) => event.dataTransfer?.types.includes(kind));

/** Press the button that moves a thing up or down. @param {KeyboardEvent} event @param {string} things */
export function moveByKey(event, things) {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const row = event.target instanceof Element ? event.target.closest(things) : null;
  const wanted = event.key === "ArrowUp" ? "[data-up]" : "[data-down]";
  const button = /** @type {HTMLButtonElement | null | undefined} */ (row?.querySelector(wanted));
  if (!button) return;
  event.preventDefault();
  button.click();
}

/** Go on with what was moved: the address names it. @param {string} things */
export function goOnWithMoved(things) {
  const moved = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (moved?.matches(things)) moved.focus({ preventScroll: true });
}
