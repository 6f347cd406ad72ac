// What came since this page was loaded: asked for every eight seconds, told in a pill, shown only when asked to.

const EVERY = 8_000;
const live = /** @type {HTMLElement} */ (document.querySelector('.live[data-since]'));
const place = /** @type {HTMLElement} */ (live.querySelector('.live-new'));
let asked = live.dataset.since ?? '';
let etag = '';

async function look() {
  if (document.hidden) return;
  const answer = await fetch(asked, {credentials: 'omit', headers: etag ? {'If-None-Match': etag} : {}});
  if (answer.status !== 200) return;
  etag = answer.headers.get('ETag') ?? '';
  const part = /** @type {HTMLElement | null} */ (
    new DOMParser().parseFromString(await answer.text(), 'text/html').body.firstElementChild);
  // Nothing comes any more once it is closed; what is there can still be shown.
  if (part?.dataset.over !== undefined) clearInterval(looking);
  const pill = /** @type {HTMLElement | null | undefined} */ (part?.querySelector('.live-pill'));
  const head = part?.querySelector('.live-head');
  const shown = live.querySelector('.live-head');
  if (head && shown && head.innerHTML !== shown.innerHTML) shown.replaceWith(document.importNode(head, true));
  if (!part || !pill) return place.replaceChildren();
  pill.addEventListener('click', () => show(part, pill));
  if (place.textContent !== pill.textContent) place.replaceChildren(pill);
}

/**
 * @param {HTMLElement} part what came since
 * @param {HTMLElement} pill what was pressed
 */
function show(part, pill) {
  if (pill.dataset.more !== undefined) return location.assign(location.pathname);
  const entries = /** @type {HTMLElement[]} */ ([...part.querySelectorAll(':scope > .live-entry')]);
  place.after(...entries);
  place.replaceChildren();
  asked = asked.replace(/\d+\/$/, `${entries[0].id.replace('entry-', '')}/`);
  etag = '';
  entries[0].focus();
}

const looking = setInterval(() => look().catch(() => {}), EVERY);
