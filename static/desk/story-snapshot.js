/* What the form holds, as it would be posted; and the token that every post needs. */

import { form } from "desk/typed-form";

/** What goes with a form and is not what somebody typed. The server has the same list. */
const HOUSEKEEPING = new Set(["csrfmiddlewaretoken", "typed_by", "journal", "journal_seq", "journal_from", "_save", "_verb"]);

/** Return what somebody typed into the form, as it would be posted. @param {HTMLFormElement} of */
export function snapshot(of) {
  return encoded(new FormData(of));
}

/**
 * Return what somebody typed, urlencoded as a browser posts it: every line end is CR LF, files are left out.
 * @param {FormData} data
 */
export function encoded(data) {
  const said = new URLSearchParams();
  for (const [name, value] of data) {
    if (typeof value === "string" && !HOUSEKEEPING.has(name)) said.append(name, value.replace(/\r\n?|\n/g, "\r\n"));
  }
  return said.toString();
}

/** Return a name for this open page. `randomUUID` is not there on a plain http address. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Return whose form this is, by uid. */
export function typedBy() {
  return /** @type {HTMLInputElement | null} */ (form.querySelector("[name=typed_by]"))?.value ?? "";
}

/** @returns {HTMLInputElement[]} */
const tokens = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=csrfmiddlewaretoken]"))];

/** Return the token of this page's posts. */
export function token() {
  return tokens()[0]?.value ?? "";
}

/** @typedef {"ok" | "offline" | "signed-out" | "stranger"} Session */

/** Take the token anew, and say how it stands with whoever is signed in. @returns {Promise<Session>} */
export async function renewToken() {
  try {
    const answer = await fetch(form.dataset.signedInUrl ?? "", { redirect: "manual", signal: AbortSignal.timeout(10_000) });
    if (answer.type === "opaqueredirect") return "signed-out";
    if (!answer.ok) return "offline";
    const { token: fresh, who } = await answer.json();
    for (const field of tokens()) field.value = fresh;
    return who === typedBy() ? "ok" : "stranger";
  } catch {
    return "offline";
  }
}
