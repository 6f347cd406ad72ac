// @ts-check
/* Reading what is on the clipboard as data: nothing is fetched, no style takes hold. */

/* A parsed page inherits the policy, and would report every style and handler it was pasted with: they are read as data. */
function withoutStyles(/** @type {string} */ html) {
  const text = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "");
  return text.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/[\s"'/](style|on\w+)\s*=/gi, " data-$1="));
}

/* Word says in conditional comments what older browsers should see: bullets as text, pictures as vectors. */
function withoutConditions(/** @type {string} */ html) {
  const shown = html.replace(/<!--\[if[^\]]*\]><!-->|<!--<!\[endif\]-->/gi, "");
  return shown.replace(/<!--\[if[^\]]*\]>[\s\S]*?<!\[endif\]-->/gi, "").replace(/<!\[(?:if[^\]]*|endif)\]>/gi, "");
}

/**
 * @param {string} html
 * @returns {HTMLElement} the body of a page that is not shown
 */
export function read(html) {
  const { body } = new DOMParser().parseFromString(withoutStyles(withoutConditions(html)), "text/html");
  for (const odd of body.querySelectorAll("style, script, noscript, template, meta, link, title, base, xml, head")) odd.remove();
  const comments = body.ownerDocument.createNodeIterator(body, NodeFilter.SHOW_COMMENT);
  for (let each = comments.nextNode(); each; each = comments.nextNode()) /** @type {Comment} */ (each).remove();
  return body;
}
