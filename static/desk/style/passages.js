// @ts-check
/* The story as the server's rules read it: every field and block of text, and where each one is on this page. */

/**
 * @typedef {{field: string, text: string, at: number, input: HTMLTextAreaElement | HTMLInputElement | null}} Passage
 * `at` is where a block's text begins in the body; `input` is the field of any other passage.
 */

/** @param {HTMLFormElement} form @param {string} named @returns {(HTMLTextAreaElement | HTMLInputElement)[]} */
const fields = (form, named) => [.../** @type {NodeListOf<HTMLTextAreaElement | HTMLInputElement>} */ (form.querySelectorAll(named))];

/** @param {any} doc @returns {Passage[]} */
function ofBody(doc) {
  /** @type {Passage[]} */
  const found = [];
  doc.descendants((/** @type {any} */ node, /** @type {number} */ pos) => {
    if (!node.isTextblock) return true;
    // A line end takes one place in the body, as it does here.
    found.push({ field: "body", text: node.textBetween(0, node.content.size, "\n", "\n"), at: pos + 1, input: null });
    return false;
  });
  return found;
}

/** @param {HTMLFormElement} form @param {any} doc @returns {Passage[]} */
export function passagesOf(form, doc) {
  /** @param {string} field @param {string} named */
  const typed = (field, named) => fields(form, named).map((input) => ({ field, text: input.value, at: 0, input }));
  return [
    ...typed("headline", "#id_headline"),
    ...typed("dek", "#id_dek"),
    ...ofBody(doc),
    ...typed("captions", "[data-row] textarea[name$=-caption]"),
  ];
}

/**
 * Return the smallest change from one text to another: what is cut off stays as it is, with its marks.
 * @param {string} was @param {string} becomes
 */
export function shortened(was, becomes) {
  const most = Math.min(was.length, becomes.length);
  let head = 0;
  while (head < most && was[head] === becomes[head]) head += 1;
  let tail = 0;
  while (tail < most - head && was[was.length - 1 - tail] === becomes[becomes.length - 1 - tail]) tail += 1;
  return { head, tail, text: becomes.slice(head, becomes.length - tail) };
}
