/* A receipt fills in while somebody looks: its part is fetched again until there is no more to come. */

const EVERY = 1000;
let turn = 0;

/** @returns {HTMLElement | null} */
const waiting = () => document.querySelector("[data-receipt][data-waits]");

/** @param {HTMLElement} receipt */
async function renew(receipt) {
  const answer = await fetch(receipt.dataset.receipt ?? "");
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-receipt]");
  if (!fresh || !receipt.isConnected || fresh.innerHTML === receipt.innerHTML && fresh.hasAttribute("data-waits")) return;
  const focused = receipt.contains(document.activeElement);
  const copy = document.importNode(fresh, true);
  receipt.replaceWith(copy);
  if (focused) /** @type {HTMLElement | null} */ (copy.querySelector("summary"))?.focus();
}

function look() {
  clearTimeout(turn);
  const receipt = waiting();
  if (!receipt) return;
  turn = setTimeout(() => { renew(receipt).catch(() => {}).finally(look); }, EVERY);
}

look();
document.getElementById("story-form")?.addEventListener("story:renewed", look);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
