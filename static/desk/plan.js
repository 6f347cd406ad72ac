// @ts-check
/* Moving stories over the week by keys: Shift and an arrow on a story presses its own button. The page comes back
   at the story's own address, which has the focus. */

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
