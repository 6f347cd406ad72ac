// @ts-check
/* Bold and italic, by element or by style; every other look is left out, and told where somebody may miss it. */

import { every, fill, styleOf, unwrap } from "desk/body/paste/tree";

const PLAIN_COLOUR = /^(#0{3,6}|black|windowtext|inherit|initial|currentcolor|auto|rgb\(0, ?0, ?0\)|#[0-4]\w[0-4]\w[0-4]\w|#[0-4][0-4][0-4]|rgb\([0-7]?\d, ?[0-7]?\d, ?[0-7]?\d\))$/;
const PLAIN_GROUND = /^(transparent|none|white|#f{3,6}|inherit|initial|rgb\(255, ?255, ?255\)|rgba\(0, ?0, ?0, ?0\))/;

/**
 * @param {string} style
 * @param {string} property
 * @returns {string}
 */
function said(style, property) {
  return new RegExp(`(?:^|[;\\s])${property}:\\s*([^;]+)`).exec(style)?.[1].trim() ?? "";
}

/** @param {HTMLElement} element @param {string} style @param {import("desk/body/paste/left-out").LeftOut} left */
function note(element, style, left) {
  if (!element.textContent?.trim()) return;
  const colour = said(style, "color") || element.getAttribute("color")?.toLowerCase() || "";
  const ground = said(style, "background(?:-color)?") || said(style, "mso-highlight");
  const isLink = element.closest("a[href]") || element.querySelector("a[href]");
  if ((colour && !PLAIN_COLOUR.test(colour) && !isLink) || (ground && !PLAIN_GROUND.test(ground)) || element.localName === "mark") left.add("Colours");
  if ((element.localName === "u" || /underline/.test(said(style, "text-decoration(?:-line)?"))) && !isLink) left.add("Underline");
  if (/^(s|strike)$/.test(element.localName) || /line-through/.test(said(style, "text-decoration(?:-line)?"))) left.add("Struck");
}

/** @param {HTMLElement} root @param {import("desk/body/paste/left-out").LeftOut} left */
export function mendMarks(root, left) {
  for (const element of every(root, "*")) {
    const style = styleOf(element);
    note(element, style, left);
    const weight = said(style, "font-weight");
    const slant = said(style, "font-style");
    const isBold = /^(bold|bolder|[6-9]00)$/.test(weight);
    const isItalic = /^(italic|oblique)/.test(slant);
    if (element.matches("b, strong") && /^(normal|lighter|[1-5]00)$/.test(weight)) unwrap(element);
    else if (element.matches("i, em, cite, dfn, var") && slant === "normal") unwrap(element);
    else if (element.matches("cite, dfn, var")) { fill(element, "em"); unwrap(element); }
    else if (element.matches("span, font, p, li, td, div, u, a, mark")) {
      // A heading's own weight is no emphasis, nor is that of a row of heads.
      if (isBold && !element.matches("p, li, td, div")) fill(element, "strong");
      if (isItalic) fillLines(element);
    }
  }
  for (const heavy of every(root, ":is(h1, h2, h3, h4, h5, h6, th) :is(b, strong)")) unwrap(heavy);
  for (const plain of every(root, "span, font, u, s, strike, mark, small, big, tt, acronym, abbr, label, sub, sup, code, kbd, samp, time, data, bdi, bdo, ins, center, smarttag")) unwrap(plain);
}

/* Only running text is slanted: a block that holds blocks leaves it to them. */
function fillLines(/** @type {HTMLElement} */ element) {
  if (!element.querySelector("p, div, li, table, ul, ol, h1, h2, h3")) fill(element, "em");
}
