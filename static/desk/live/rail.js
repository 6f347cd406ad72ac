// @ts-check
/* What stands beside the entries of a live desk that is open: the key points, who posts, how it runs. As a colleague left
   them, each where it stands; what somebody points at or works in stays until they have left it. */

const rail = /** @type {HTMLElement | null} */ (document.querySelector(".live-rail"));
let shown = document.getElementById("live-stream")?.dataset.rail ?? "";
let asking = false;

/** @param {HTMLElement} card */
const isInUse = (card) => card.matches(":hover") || card.contains(document.activeElement) || card.dataset.typed !== undefined;

/** @returns {HTMLElement[]} */
const cards = () => [.../** @type {NodeListOf<HTMLElement>} */ (rail?.querySelectorAll(":scope > section[id]") ?? [])];

/** What somebody folded out stays so. @param {HTMLElement} card @param {HTMLElement} fresh */
function replace(card, fresh) {
  const open = [...card.querySelectorAll("details")].map((each) => each.open);
  fresh.querySelectorAll("details").forEach((each, place) => { each.open = open[place] ?? each.open; });
  card.replaceWith(fresh);
}

/** Show the rail as it is where that is another state than the one shown. @param {string | undefined} state */
export async function renewRail(state) {
  if (!rail || !state || state === shown || asking || cards().some(isInUse)) return;
  asking = true;
  try {
    const answer = await fetch(location.pathname);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Somebody may have begun to work in it while the page was on its way: then the next turn asks again.
    if (cards().some(isInUse)) return;
    for (const card of cards()) {
      const fresh = page.getElementById(card.id);
      if (fresh) replace(card, document.importNode(fresh, true));
    }
    shown = page.getElementById("live-stream")?.dataset.rail ?? state;
  } finally {
    asking = false;
  }
}

rail?.addEventListener("input", (event) => {
  const card = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("section[id]"));
  if (card) card.dataset.typed = "yes";
});
