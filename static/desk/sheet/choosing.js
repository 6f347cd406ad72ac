// @ts-check
/* Which pictures of the contact sheet are ticked, and how many: the bar below says so. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-sheet]"));

export const ticks = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[name=photo]:checked")]);

function chosen() {
  const bar = document.querySelector("[data-chosen-bar]");
  if (!bar) return;
  const all = ticks().length;
  bar.classList.toggle("is-empty", !all);
  /** @type {HTMLElement} */ (bar.querySelector("[data-chosen-count]")).textContent = form?.dataset.chosen?.replace("…", String(all)) ?? "";
}
document.addEventListener("change", chosen);
document.addEventListener("sheet:grown", chosen);
const every = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-choose-all]"));
if (every) {
  every.hidden = false;
  every.addEventListener("click", () => {
    for (const tick of document.querySelectorAll("[data-tile] [name=photo]")) /** @type {HTMLInputElement} */ (tick).checked = true;
    chosen();
  });
}
chosen();
