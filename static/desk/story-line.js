/* The line to the server: one post, with its token renewed where another sign-in made it void. */

import { renewToken, token, typedBy } from "desk/story-snapshot";

const place = /** @type {HTMLElement} */ (document.getElementById("here"));

/**
 * @typedef {{name: string, where: string}} Person
 * @typedef {{kept?: number, refused?: string, here?: Person[], news?: string, revision?: number}} Answer
 * @typedef {{state: "ok" | "offline" | "signed-out" | "stranger", answer: Answer}} Told
 */

/** @param {Record<string, string>} said */
export function dataOf(said) {
  const data = new FormData();
  const all = { csrfmiddlewaretoken: token(), typed_by: typedBy(), story: place.dataset.story ?? "", ...said };
  for (const [name, value] of Object.entries(all)) data.append(name, value);
  return data;
}

/** @param {Record<string, string>} said */
const post = (said) => fetch(place.dataset.url ?? "", {
  method: "POST", body: dataOf(said), redirect: "manual", signal: AbortSignal.timeout(10_000),
});

/** Say this to the server. It never throws. @param {Record<string, string>} said @returns {Promise<Told>} */
export async function tell(said) {
  try {
    let answer = await post(said);
    if (answer.status === 403) {
      const session = await renewToken();
      if (session !== "ok") return { state: session, answer: {} };
      answer = await post(said);
    }
    if (answer.type === "opaqueredirect") return { state: "signed-out", answer: {} };
    if (answer.status === 409) return { state: "stranger", answer: await answer.json() };
    if (answer.ok || answer.status === 400) return { state: "ok", answer: await answer.json() };
    return { state: "offline", answer: {} };
  } catch {
    return { state: "offline", answer: {} };
  }
}

/** Say this while the page is being closed; nobody waits for an answer. @param {Record<string, string>} said */
export function tellLeaving(said) {
  return navigator.sendBeacon(place.dataset.url ?? "", dataOf({ ...said, leave: "1" }));
}
