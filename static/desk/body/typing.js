// @ts-check
/* Smart quotes, dashes and spaces while somebody types, and in plain text they paste. */

import { Plugin, pm } from "django-prose-editor/editor";
import { smart, typeset } from "desk/body/smart";

const { closeHistory } = pm.history;

/** @type {Record<string, import("desk/body/smart").Rules>} */
const BY_LANGUAGE = JSON.parse(document.getElementById("body-words")?.dataset.typography || "{}");

/**
 * @returns {import("desk/body/smart").Rules | undefined} of the language the story has now; none is known of some
 */
export function rulesNow() {
  const chosen = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-kept-form] [name=language]"))?.value ?? "";
  const language = chosen.toLowerCase().replace("_", "-");
  return BY_LANGUAGE[language] ?? BY_LANGUAGE[language.split("-")[0]];
}

/**
 * The typed character is put in as it is, then changed in a step of its own: undoing that brings it back.
 * @param {any} view
 * @param {number} from
 * @param {number} to
 * @param {string} text
 * @returns {boolean} whether it was dealt with
 */
function onText(view, from, to, text) {
  const rules = rulesNow();
  if (!rules || text.length !== 1 || view.composing) return false;
  const { $from } = view.state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\n");
  const change = smart(before, text, rules);
  if (!change || change.put === text) return false;
  view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
  const end = from + text.length;
  view.dispatch(closeHistory(view.state.tr).insertText(change.put, from - change.back, end).scrollIntoView());
  view.dispatch(closeHistory(view.state.tr));
  return true;
}

export const typing = () => new Plugin({
  props: {
    handleTextInput: onText,
    transformPastedText(/** @type {string} */ text) {
      const rules = rulesNow();
      // An address is no prose.
      return rules && !/^\s*(https?:|www\.)\S*\s*$/.test(text) ? typeset(text, rules) : text;
    },
  },
});
