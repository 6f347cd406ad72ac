// @ts-check
/* Paragraphs, headings and tables as the schema has them; everything that only wraps them goes. */

import { every, hasWords, rename, unwrap } from "desk/body/paste/tree";

const BLOCKS = "p, h1, h2, h3, ul, ol, li, blockquote, table, hr, div, section, article";
const KEPT = new Set(["href", "start", "colspan", "rowspan"]);
const HEADINGS = /** @type {Record<string, string>} */ ({ h1: "h2", h4: "h3", h5: "h3", h6: "h3" });

function tables(/** @type {HTMLElement} */ root, /** @type {import("desk/body/paste/left-out").LeftOut} */ left) {
  for (const table of every(root, "table")) {
    const isLayout = table.querySelector("table") || table.querySelectorAll("td, th").length < 2 || table.getAttribute("role") === "presentation";
    if (!isLayout) continue;
    if (table.querySelector("table")) left.add("Nested");
    for (const part of [...table.querySelectorAll("td, th, caption")]) if (part.closest("table") === table) rename(part, "div");
    for (const part of [...table.querySelectorAll("tbody, thead, tfoot, tr, colgroup")]) if (part.closest("table") === table) unwrap(part);
    unwrap(table);
  }
  for (const odd of every(root, "colgroup, col")) odd.remove();
  for (const heading of every(root, ":is(td, th, li) :is(h1, h2, h3, h4, h5, h6)")) rename(heading, "p");
  for (const head of every(root, "td:is([scope], [role=columnheader], thead td)")) rename(head, "th");
}

/* Two line ends are a paragraph's end to those who write mail and to old pages. */
function lineEnds(/** @type {HTMLElement} */ root) {
  for (const end of every(root, "br")) {
    const next = end.nextSibling?.textContent?.trim() ? end.nextSibling : end.nextElementSibling;
    if (next?.nodeName !== "BR") continue;
    const block = end.parentElement;
    if (!block?.matches("p, div, body, blockquote")) continue;
    const rest = block.ownerDocument.createElement("p");
    for (let after = next.nextSibling; after && !isBlock(after); after = next.nextSibling) rest.append(after);
    if (block.localName === "p") block.after(rest);
    else next.after(rest);
    end.remove();
    next.remove();
  }
}

const isBlock = (/** @type {globalThis.Node} */ node) => node instanceof Element && node.matches(BLOCKS);

/* A div of text is a paragraph, also between divs; one that holds blocks only holds them. */
function divs(/** @type {HTMLElement} */ root) {
  const wrappers = "div, section, article, main, header, footer, aside, figure, details, dl, center, hgroup";
  for (const div of every(root, wrappers)) {
    if (div.matches(".pull-quote, .embed, .photo, .document, .fact-box, .sources-box, .related-story")) continue;
    if (div.querySelector(`${BLOCKS}, ${wrappers}`)) {
      wrapLoose(div);
      unwrap(div);
    } else rename(div, "p");
  }
  if (root.querySelector(BLOCKS)) wrapLoose(root);
}

function wrapLoose(/** @type {HTMLElement} */ holder) {
  /** @type {HTMLElement | null} */
  let line = null;
  for (const node of [...holder.childNodes]) {
    if (isBlock(node)) { line = null; continue; }
    if (!line && !node.textContent?.trim()) continue;
    if (!line) {
      line = holder.ownerDocument.createElement("p");
      node.before(line);
    }
    line.append(node);
  }
}

function spaces(/** @type {HTMLElement} */ root) {
  const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = /** @type {Text | null} */ (texts.nextNode()); text; text = /** @type {Text | null} */ (texts.nextNode())) {
    // A hard space that stands alone between two words was meant; at an edge or beside others it is padding.
    text.data = text.data.replace(/[\u200b\ufeff]/g, "").replace(/[ \t\r\n\u00a0]*\u00a0[ \t\r\n\u00a0]+|[ \t\r\n]+\u00a0|^\u00a0|\u00a0$/g, " ");
  }
}

/** @param {HTMLElement} root @param {import("desk/body/paste/left-out").LeftOut} left */
export function mendBlocks(root, left) {
  tables(root, left);
  lineEnds(root);
  divs(root);
  for (const heading of every(root, Object.keys(HEADINGS).join(", "))) rename(heading, HEADINGS[heading.localName]);
  for (const inner of every(root, "p p")) unwrap(inner);
  spaces(root);
  for (const empty of every(root, "p, h2, h3, li, blockquote, b, strong, i, em")) {
    if (!hasWords(empty) && !empty.closest("td, th, figure, aside")) empty.remove();
  }
  for (const bare of every(root, "ul, ol")) if (!bare.querySelector("li")) unwrap(bare);
  for (const element of every(root, ":not(figure, aside)")) {
    for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name);
  }
}
