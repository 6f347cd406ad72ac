// @ts-check
/* Where a passage stands in the body's editor: which top-level element, and which of the same words there. */

/** @typedef {{paragraph: number, nth: number, quote: string}} Passage */
/** @typedef {{from: number, to: number}} Place */

/**
 * Return an element's words on one line, as the server has them, and where each letter is in the body.
 * @param {any} node @param {number} start where the element begins
 */
function wordsOf(node, start) {
  let text = "";
  /** @type {number[]} */
  const at = [];
  const space = (/** @type {number} */ pos) => { if (text && !text.endsWith(" ")) { text += " "; at.push(pos); } };
  node.descendants((/** @type {any} */ child, /** @type {number} */ offset) => {
    const pos = start + 1 + offset;
    if (child.isTextblock || child.type.name === "hardBreak") space(pos);
    if (!child.isText) return true;
    [.../** @type {string} */ (child.text)].reduce((done, letter) => {
      if (/\s/.test(letter)) space(pos + done);
      else for (let n = 0; n < letter.length; n += 1) { text += letter[n]; at.push(pos + done + n); }
      return done + letter.length;
    }, 0);
    return true;
  });
  return { text, at };
}

/** Return where a passage stands; null when its words are not there. @param {any} doc @param {Passage} passage @returns {Place | null} */
export function placeOf(doc, { paragraph, nth, quote }) {
  if (paragraph >= doc.childCount || !quote) return null;
  let start = 0;
  for (let n = 0; n < paragraph; n += 1) start += doc.child(n).nodeSize;
  const { text, at } = wordsOf(doc.child(paragraph), start);
  let found = text.indexOf(quote);
  for (let n = 0; n < nth && found >= 0; n += 1) found = text.indexOf(quote, found + 1);
  return found < 0 ? null : { from: at[found], to: at[found + quote.length - 1] + 1 };
}

/** Return what is selected as a passage, within the element it begins in; null when no word is. @param {any} state @returns {Passage | null} */
export function selected({ doc, selection: { from, to, empty } }) {
  if (empty) return null;
  const paragraph = doc.resolve(from).index(0);
  let start = 0;
  for (let n = 0; n < paragraph; n += 1) start += doc.child(n).nodeSize;
  const { text, at } = wordsOf(doc.child(paragraph), start);
  const first = at.findIndex((pos) => pos >= from);
  const after = at.findIndex((pos) => pos >= to);
  if (first < 0) return null;
  const raw = text.slice(first, after < 0 ? text.length : after);
  const quote = raw.trim();
  const begins = first + raw.indexOf(quote);
  let nth = 0;
  for (let found = text.indexOf(quote); found >= 0 && found < begins; found = text.indexOf(quote, found + 1)) nth += 1;
  return quote ? { paragraph, nth, quote } : null;
}
