// @ts-check
/* Quotes, dashes and spaces as the story's language has them: pure functions over text. */

/**
 * What a language does. `quotes` are the outer pair, `inner` the pair inside it, each with its own spaces; `dash` is
 * what "--" becomes; `spaced` are marks that have a hard space before them, `space` is that space.
 * @typedef {{ quotes: [string, string], inner: [string, string], apostrophe: string, dash: string, ellipsis: string,
 *   spaced: string, space: string }} Rules
 */

const OPENS = /(^|[\s(\[{\u00a0\u202f\u2013\u2014\/«“‘„‚¿¡-])$/;

/**
 * @param {string} before what stands before it in the paragraph
 * @param {string} typed one character
 * @param {Rules} rules
 * @returns {{ back: number, put: string } | null} how many characters go, and what stands there then
 */
export function smart(before, typed, rules) {
  if (typed === '"') return { back: 0, put: rules.quotes[OPENS.test(before) ? 0 : 1] };
  if (typed === "'") return { back: 0, put: OPENS.test(before) ? rules.inner[0] : closing(before, rules) };
  if (typed === "." && before.endsWith("..") && !before.endsWith("...")) return { back: 2, put: rules.ellipsis };
  if (typed === "-" && before.endsWith("-") && !before.endsWith("--")) return { back: 1, put: rules.dash };
  if (rules.spaced.includes(typed) && /[^\s] $/.test(before)) return { back: 1, put: rules.space + typed };
  return null;
}

/* Where a quote within a quote is open, it ends; otherwise it is an apostrophe. */
function closing(/** @type {string} */ before, /** @type {Rules} */ rules) {
  const [open, close] = rules.inner.map((mark) => mark.trim());
  return open !== close && before.lastIndexOf(open) > before.lastIndexOf(close) ? rules.inner[1] : rules.apostrophe;
}

/**
 * @param {string} text plain, as it was copied
 * @param {Rules} rules
 * @returns {string} as if it had been typed; lines begin anew
 */
export function typeset(text, rules) {
  return text.split("\n").map((line) => {
    let set = "";
    for (const typed of line) {
      const change = smart(set, typed, rules);
      set = change ? set.slice(0, set.length - change.back) + change.put : set + typed;
    }
    return set;
  }).join("\n");
}
