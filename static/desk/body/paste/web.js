// @ts-check
/* Pages and letters: what is not their text. Pictures are never fetched; somebody is told how to add them. */

import { every, rename, styleOf, unwrap } from "desk/body/paste/tree";

/** @typedef {import("desk/body/paste/left-out").LeftOut} LeftOut */

const ADS = "ins.adsbygoogle, [id^=google_ads], [id^=div-gpt-ad], [class~=ad], [class~=ads], [class~=advert], [class~=advertisement], [class~=ad-slot], [aria-label=Advertisement i], [data-ad], [data-ad-slot]";
const MENUS = "nav, form, fieldset, select, input, textarea, button, dialog, menu, [role=navigation], [role=search], [role=menu], [role=toolbar], [role=tablist]";
const FRAMES = "iframe, object, embed, video, audio, canvas, applet";
const SIGNATURES = ".gmail_signature, .gmail_signature_prefix, .moz-signature, #Signature, #signature, #ms-outlook-mobile-signature";
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

function pictures(/** @type {HTMLElement} */ root, /** @type {LeftOut} */ left) {
  for (const image of every(root, "picture, img, svg, map")) {
    const alt = image.getAttribute("alt") ?? "";
    const style = styleOf(image);
    const isDot = ["width", "height"].some((side) => Number(image.getAttribute(side) ?? 2) <= 1 || new RegExp(`${side}:\\s*[01](px)?(;|$)`).test(style));
    if (EMOJI.test(alt)) { image.replaceWith(alt); continue; }
    if (!isDot && image.localName !== "map" && !image.closest("svg svg, picture picture")) left.add("Pictures");
    image.remove();
  }
}

/* Letters: the answer comes first, what is answered is a quote. */
function letters(/** @type {HTMLElement} */ root) {
  for (const sign of every(root, SIGNATURES)) sign.remove();
  for (const space of every(root, ".Apple-converted-space")) space.replaceWith(" ");
  for (const end of every(root, "br.Apple-interchange-newline")) end.remove();
  for (const quoted of every(root, "div.gmail_quote, div.yahoo_quoted, #divRplyFwdMsg, div.moz-cite-prefix")) unwrap(quoted);
}

/** @param {HTMLElement} root @param {LeftOut} left */
export function fromPages(root, left) {
  for (const hidden of every(root, "[hidden], [aria-hidden=true]:not(svg, img), .visually-hidden, .sr-only")) hidden.remove();
  for (const ad of every(root, ADS)) ad.remove();
  for (const frame of every(root, FRAMES)) { left.add("Frames"); frame.remove(); }
  for (const menu of every(root, MENUS)) {
    if (menu.textContent?.trim()) left.add("Menus");
    menu.remove();
  }
  letters(root);
  pictures(root, left);
  for (const caption of every(root, "figcaption:not(.pull-quote > *, .embed > *), summary, dt, dd, address, legend, pre")) rename(caption, "p");
}
