// @ts-check
/* Asking the server: which rules fire, and what this story leaves alone. Rules run there and nowhere else. */

/** @typedef {import("desk/style/marks").Finding} Finding */
/** @typedef {{found: Finding[], slow: string[], ignored: {rule: string, name: string, text: string}[]}} Answer */

const form = /** @type {HTMLFormElement} */ (document.getElementById("story-form"));

/** The token of now: it is renewed when somebody signs in again in place. */
const token = () => /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken")).value;

/**
 * @param {string} url @param {string} language @param {[string, string][]} passages
 * @returns {Promise<Answer | null>} null where there is no answer
 */
export async function look(url, language, passages) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "error",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ language, passages }),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Leave a text alone in this story, or mark it again. @param {string} url @param {string} rule @param {string} text @param {boolean} heed */
export async function leave(url, rule, text, heed = false) {
  const said = new FormData();
  said.set("csrfmiddlewaretoken", token());
  said.set("rule", rule);
  said.set("text", text);
  if (heed) said.set("heed", "1");
  try {
    return (await fetch(url, { method: "POST", redirect: "error", body: said })).ok;
  } catch {
    return false;
  }
}
