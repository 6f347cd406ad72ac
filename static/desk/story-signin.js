/* Signing in again without leaving the page. The sign-in page itself stands in the dialog, so that passwords, second
   factors, passkeys and locks are its business alone; where it leads tells this page by a channel. */

import { renewToken } from "desk/story-snapshot";
import { be, session } from "desk/story-standing";
import { form } from "desk/typed-form";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("sign-in-again"));
const frame = /** @type {HTMLIFrameElement} */ (dialog.querySelector("[data-frame]"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("sign-in-open"));

/** @type {((back: boolean) => void)[]} */
let waiting = [];

/** @param {boolean} back */
function settle(back) {
  for (const tell of waiting) tell(back);
  waiting = [];
}

async function check() {
  const now = await renewToken();
  be({ session: now });
  if (now !== "ok") return;
  frame.removeAttribute("src");
  dialog.close();
  form.dispatchEvent(new CustomEvent("story:signed-in", { bubbles: true }));
  settle(true);
}

/** Have the person sign in again, over the page. @returns {Promise<boolean>} whether they are back, as themselves */
export function signIn() {
  const url = session() === "stranger" ? dialog.dataset.outUrl : dialog.dataset.url;
  if (!dialog.open) {
    frame.src = url ?? "";
    // Not modal: what is behind it can be typed in.
    dialog.show();
  }
  return new Promise((resolve) => waiting.push(resolve));
}

/** Ask whether this person is still signed in, and have them sign in again where they are not. @returns {Promise<boolean>} */
export async function signInFirst() {
  const now = await renewToken();
  be({ session: now });
  if (now === "ok") return true;
  return now === "offline" ? false : signIn();
}

new BroadcastChannel("newsroom-signed-in").addEventListener("message", check);
dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => { frame.removeAttribute("src"); settle(false); button.focus(); });
dialog.addEventListener("keydown", (event) => { if (event.key === "Escape") dialog.close(); });
button.addEventListener("click", signIn);
form.addEventListener("story:unsent", (event) => {
  if (/** @type {CustomEvent} */ (event).detail?.why !== "signed-out") return;
  event.preventDefault();
  signInFirst();
});
