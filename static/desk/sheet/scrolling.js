// @ts-check
/* The contact sheet goes on by itself: older pictures are fetched before they are scrolled to, and stretches that are
   far away leave the page, keeping their place, until somebody comes back to them. Without a script there is a link. */

const NEAR = "1800px", FAR = "4500px";
const ground = /** @type {HTMLElement | null} */ (document.querySelector("[data-ground]"));
const more = /** @type {HTMLElement | null} */ (document.querySelector("[data-more]"));
/** @type {WeakMap<Element, DocumentFragment>} */
const away = new WeakMap();

/** Ground that looked through much and found little asks on by itself, but not for ever. */
const MOST_EMPTY = 30;
let empty = 0;
let asking = false;

/** @param {Element} stretch */
function putAway(stretch) {
  if (away.has(stretch) || stretch.contains(document.activeElement)) return;
  const height = stretch.getBoundingClientRect().height;
  const kept = document.createDocumentFragment();
  kept.append(...stretch.childNodes);
  /** @type {HTMLElement} */ (stretch).style.blockSize = `${height}px`;
  away.set(stretch, kept);
}

/** @param {Element} stretch */
export function bringBack(stretch) {
  const kept = away.get(stretch);
  if (!kept) return;
  stretch.append(kept);
  /** @type {HTMLElement} */ (stretch).style.blockSize = "";
  away.delete(stretch);
}

const keeping = new IntersectionObserver((entries) => {
  for (const entry of entries) entry.isIntersecting ? bringBack(entry.target) : putAway(entry.target);
}, { rootMargin: `${FAR} 0px` });

/** Fetch the next stretch, if there is one and none is on its way. */
async function goOn() {
  const link = /** @type {HTMLAnchorElement | null} */ (more?.querySelector("a[rel=next]") ?? null);
  if (!ground || !more || !link || asking || more.hidden) return;
  asking = true;
  try {
    const answer = await fetch(`${link.href}&part=1&size=${ground.className.match(/ground--(\d+)/)?.[1] ?? ""}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-stretch]");
    if (!(part instanceof HTMLElement)) throw new Error("no stretch");
    empty = part.childElementCount ? 0 : empty + 1;
    if (part.childElementCount) {
      ground.append(document.adoptNode(part));
      keeping.observe(part);
    }
    if (part.dataset.older) link.href = part.dataset.older;
    else more.hidden = true;
  } catch {
    empty = MOST_EMPTY; // The link is still there to be pressed.
  } finally {
    asking = false;
  }
  document.dispatchEvent(new CustomEvent("sheet:grown"));
  if (empty < MOST_EMPTY && isNear()) goOn();
}

const isNear = () => !!more && !more.hidden && more.getBoundingClientRect().top < innerHeight + parseInt(NEAR, 10);

if (ground && more) {
  new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) goOn(); },
    { rootMargin: `${NEAR} 0px` }).observe(more);
}
for (const stretch of document.querySelectorAll("[data-stretch]")) keeping.observe(stretch);
document.addEventListener("sheet:wanted", () => goOn());

const facets = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-facets]"));
const narrow = matchMedia("(max-width: 899px)");
function fold() {
  if (facets) facets.open = !narrow.matches;
}
// A window made wide again has no button to unfold them by.
if (narrow.matches) fold();
narrow.addEventListener("change", fold);
