// @ts-check
/* What Microsoft Word puts on the clipboard: tracked changes, comments, footnotes, headings that are paragraphs. */

import { every, rename, styleOf, unwrap } from "desk/body/paste/tree";

/** @typedef {import("desk/body/paste/left-out").LeftOut} LeftOut */

/** Heading levels by the names Word gives their styles; the title of a document is a sub-head here. */
function levelOf(/** @type {Element} */ line) {
  const outline = /mso-outline-level:\s*([1-9])/.exec(styleOf(line));
  if (outline) return Number(outline[1]);
  const named = /^Mso(?:Heading|Titre|Title)(\d?)$/.exec(line.className);
  return named ? Number(named[1] || 1) : 0;
}

function headings(/** @type {HTMLElement} */ root) {
  for (const line of every(root, "p, div")) {
    const level = line.querySelector("p, div, table, li") ? 0 : levelOf(line);
    if (level) rename(line, level > 2 ? "h3" : level > 1 ? "h2" : "h1");
  }
}

function changes(/** @type {HTMLElement} */ root, /** @type {LeftOut} */ left) {
  for (const gone of every(root, "del, .msoDel")) {
    left.add("Deleted");
    gone.remove();
  }
  for (const put of every(root, "ins, .msoIns")) unwrap(put);
}

function comments(/** @type {HTMLElement} */ root, /** @type {LeftOut} */ left) {
  for (const element of every(root, "[data-style*='mso-element:comment-list' i], [data-style*='mso-comment-reference' i], .MsoCommentReference, .msocomanchor, .msocomtxt, a[href^='#cmnt'], a[href^='#_msocom']")) {
    if (/anchor|reference/i.test(element.className) || /^#(cmnt|_msocom)/.test(element.getAttribute("href") ?? "")) left.add("Comments");
    const mark = element.closest("sup") ?? element;
    mark.remove();
  }
}

const MARKS = "a.sdfootnoteanc, a.sdendnoteanc, a[href*='#_ftn']:not([href*='#_ftnref']), a[href*='#_edn']:not([href*='#_ednref']), a[href^='#ftnt']:not([href^='#ftnt_ref'])";
const BACK = "a.sdfootnotesym, a.sdendnotesym, a[href*='#_ftnref'], a[href*='#_ednref'], a[href^='#ftnt_ref'], .MsoFootnoteReference, .MsoEndnoteReference";

/* The words of footnotes follow as paragraphs; their marks would point to nothing. */
function footnotes(/** @type {HTMLElement} */ root, /** @type {LeftOut} */ left) {
  for (const mark of every(root, `${MARKS}, ${BACK}`)) {
    if (mark.matches(MARKS)) left.add("Footnotes");
    const sup = mark.closest("sup");
    (sup && sup.textContent?.trim() === mark.textContent?.trim() ? sup : mark).remove();
  }
  for (const line of every(root, "[data-style*='mso-element:footnote-list' i] > hr, [data-style*='mso-element:endnote-list' i] > hr")) line.remove();
}

/** @param {HTMLElement} root @param {LeftOut} left */
export function fromWord(root, left) {
  changes(root, left);
  comments(root, left);
  footnotes(root, left);
  for (const element of every(root, "*")) {
    // Smart tags, o:p, w:sdt and their kin are wrappers of text.
    if (element.localName.includes(":")) {
      if (/^v:|^w:binData/.test(element.localName)) left.add("Pictures", element.localName === "v:imagedata" ? 1 : 0);
      unwrap(element);
    } else if (/display:\s*none|mso-hide:\s*all/.test(styleOf(element))) {
      element.remove();
    }
  }
  headings(root);
}
