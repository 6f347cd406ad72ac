// @ts-check
/* Several photos chosen in the library, in the order they were pressed, and put in together. */

/** @typedef {import("desk/story-photo-row").Picture} Picture */

const dialog = /** @type {HTMLElement} */ (document.getElementById("photo-picker"));
const button = /** @type {HTMLButtonElement} */ (dialog.querySelector("[data-put-several]"));
/** @type {Map<string, Picture>} */
const picked = new Map();
/** @type {((photos: Picture[]) => void) | null} */
let done = null;

export const isPicking = () => done !== null;

/** Say on each card which it is in the order, and on the button how many there are. */
export function tellPicked() {
  const order = [...picked.keys()];
  for (const card of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("button[data-uid]"))) {
    const place = order.indexOf(card.dataset.uid ?? "");
    if (done) card.setAttribute("aria-pressed", String(place >= 0));
    else card.removeAttribute("aria-pressed");
    card.dataset.place = place < 0 ? "" : String(place + 1);
  }
  button.hidden = !done;
  button.disabled = order.length < 1;
  button.textContent = (button.dataset.many ?? "").replace("%(count)s", String(order.length));
}

/** @param {Picture} photo */
export function pick(photo) {
  if (!picked.delete(photo.uid)) picked.set(photo.uid, photo);
  tellPicked();
}

/** @param {((photos: Picture[]) => void) | null} several gets what was picked; null where one photo is wanted at a time */
export function beginPicking(several) {
  done = several;
  picked.clear();
  tellPicked();
}

/** @returns {boolean} whether there was anything to put in */
export function putPicked() {
  const photos = [...picked.values()];
  if (photos.length) done?.(photos);
  return photos.length > 0;
}
