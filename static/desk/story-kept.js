/* On return: what earlier pages of this person could not send is sent now, and offered with the rest. While the server
   cannot be reached it is offered from this browser alone, and put back in place. */

import { tell } from "desk/story-line";
import { putBack } from "desk/story-restore";
import { typedBy } from "desk/story-snapshot";
import { timeOf } from "desk/story-standing";
import { drop, leftovers } from "desk/story-store";
import { form, kind } from "desk/typed-form";

const TRY_AGAIN = 5_000;
/** Whether the server has something that the panel does not show yet. */
let renewalOwed = false;

/** @typedef {import("desk/story-store").Kept} Kept */

const panel = () => /** @type {HTMLElement} */ (document.getElementById("kept"));

/** Send one to the server's journal. Return whether it is there. @param {Kept} kept */
async function send(kept) {
  const { state, answer } = await tell({
    key: kept.key, story: kept.place, form: kept.form, seq: String(kept.seq), payload: kept.payload, typed_at: kept.at, late: "1",
  });
  if (state !== "ok" || answer.kept === undefined) return false;
  await drop(kept.key, kept.seq);
  return true;
}

/** Take the panel anew from the server. Return whether that was done. */
async function renewPanel() {
  const answer = await fetch(panel().dataset.keptUrl ?? "", { redirect: "manual" });
  if (!answer.ok) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("kept");
  // What fills the form already stays said.
  if (fresh && !document.querySelector("[name=journal_from]")) panel().replaceWith(fresh);
  return true;
}

/** The offers of that page's words, the server's and this browser's. @param {Kept} kept @returns {HTMLElement[]} */
const offersOf = (kept) => [...panel().querySelectorAll(/** @type {"div"} */ (`[data-key="${kept.key}"]`))];

/** Offer what only this browser has. @param {Kept} kept */
function offerHere(kept) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("kept-here"));
  const offer = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  const said = /** @type {HTMLElement} */ (offer.querySelector("strong"));
  said.textContent = (said.textContent ?? "").replace("%(at)s", timeOf(new Date(kept.at), true));
  offer.dataset.key = kept.key;
  offer.dataset.here = "";
  offer.querySelector("[data-put-back]")?.addEventListener("click", () => { putBack(form, kept.payload); offer.remove(); });
  offer.querySelector("[data-let-go]")?.addEventListener("click", () => { drop(kept.key, kept.seq); offer.remove(); });
  panel().append(offer);
}

/** Offer what earlier pages of this person kept. */
export async function offerLeftovers() {
  const here = document.getElementById("here")?.dataset.story ?? "";
  const left = await leftovers(typedBy());
  let unsent = false;
  for (const kept of left) {
    // An earlier state of the same page is not to be put back while the later one is on its way.
    for (const earlier of offersOf(kept)) earlier.hidden = !("here" in earlier.dataset);
    const sent = await send(kept);
    const shown = offersOf(kept);
    if (sent) for (const offer of shown) offer.remove();
    unsent ||= !sent;
    renewalOwed ||= sent && kept.place === here;
    if (!sent && kept.place === here && kept.form === kind && !shown.some((offer) => "here" in offer.dataset)) offerHere(kept);
  }
  // A server that was too busy for this is asked again.
  if (renewalOwed) renewalOwed = !await renewPanel().catch(() => false);
  if (unsent || renewalOwed) setTimeout(offerLeftovers, TRY_AGAIN);
}
