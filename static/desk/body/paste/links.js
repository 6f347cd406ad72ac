// @ts-check
/* Links as they lead, without what follows the reader: redirects unwrapped, tracking taken off. */

import { addressOf } from "desk/body/link";
import { every, unwrap } from "desk/body/paste/tree";

const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|igsh|mc_[ce]id|_hs(enc|mi)|mkt_tok|vero_id|oly_\w+|s_cid|cmpid|ref_src|ref_url|smid|si_src)$/i;
/** Hosts that only lead on, and the parameter that says where to. */
const REDIRECTS = [
  [/(^|\.)google\.[a-z.]+$/, /^\/url$/, ["q", "url"]],
  [/(^|\.)(facebook|instagram)\.com$/, /^\/(l\.php|)$/, ["u"]],
  [/\.safelinks\.protection\.outlook\.com$/, /./, ["url"]],
  [/(^|\.)youtube\.com$/, /^\/redirect$/, ["q"]],
  [/^(www\.)?linkedin\.com$/, /^\/redir\/redirect$/, ["url"]],
  [/^(exit|out)\.[\w.-]+$/, /./, ["url"]],
];

/**
 * @param {string} href
 * @param {number} [depth]
 * @returns {string} where it leads in the end
 */
function unwrapped(href, depth = 0) {
  if (!URL.canParse(href) || depth > 3) return href;
  const url = new URL(href);
  for (const [host, path, names] of /** @type {[RegExp, RegExp, string[]][]} */ (REDIRECTS)) {
    const to = host.test(url.hostname) && path.test(url.pathname) ? names.map((name) => url.searchParams.get(name)).find(Boolean) : "";
    if (to && /^https?:\/\//i.test(to)) return unwrapped(to, depth + 1);
  }
  return href;
}

/**
 * @param {string} href
 * @returns {string} as it may be printed; only a link that was followed is written anew
 */
export function plainAddress(href) {
  const led = unwrapped(href.trim());
  if (!/^https?:/i.test(led) || !URL.canParse(led)) return led;
  const url = new URL(led);
  const followed = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  for (const name of followed) url.searchParams.delete(name);
  if (!followed.length) return led;
  return url.href.replace(/\?(?=#|$)/, "");
}

/** @param {HTMLElement} root @param {import("desk/body/paste/left-out").LeftOut} left */
export function mendLinks(root, left) {
  for (const link of every(root, "a")) {
    const href = link.getAttribute("href") ?? "";
    const led = plainAddress(href);
    if (!addressOf(led)) {
      if (href && !href.startsWith("#") && hasText(link)) left.add("Links");
      unwrap(link);
    } else if (!hasText(link)) {
      unwrap(link);
    } else {
      if (led !== href.trim()) left.add("Tracking");
      link.setAttribute("href", addressOf(led));
    }
  }
}

const hasText = (/** @type {Element} */ link) => Boolean(link.textContent?.trim());
