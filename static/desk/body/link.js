// @ts-check
/* Links to the web, to an address of mail, or to a story, which keeps its uid whatever becomes of its slug. */

import * as library from "django-prose-editor/editor";

const STORY = /^story:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * @param {string} href
 * @returns {boolean}
 */
export const isStory = (href) => STORY.test(href);

/**
 * @param {string} said what somebody typed
 * @returns {string} where a link of it leads, or "" when it is no address
 */
export function addressOf(said) {
  const text = said.trim();
  if (isStory(text)) return text;
  if (/^mailto:[^@\s]+@[^@\s]+$/i.test(text)) return text;
  if (/^[^@\s:/]+@[^@\s/]+\.[^@\s/]+$/.test(text)) return `mailto:${text}`;
  if (/^\/(?![/\\])\S*$/.test(text)) return text;
  const whole = /^https?:\/\//i.test(text) ? text : /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(text) ? `https://${text}` : "";
  return whole && !/\s/.test(whole) && URL.canParse(whole) ? whole : "";
}

export const Link = library.Link.extend({
  // Its own key opens the desk's dialog; the library's would write one of its own.
  addKeyboardShortcuts: () => ({}),
  addOptions() {
    return { ...this.parent?.(), autolink: false, linkOnPaste: true, isAllowedUri: (/** @type {string} */ uri) => Boolean(addressOf(uri ?? "")) };
  },
  addAttributes: () => ({ href: { default: null } }),
});
