// @ts-check
/* Pasted HTML of any origin, as the schema has it: every program's own ways first, then what they have in common. */

import { mendBlocks } from "desk/body/paste/blocks";
import { LeftOut } from "desk/body/paste/left-out";
import { mendLinks } from "desk/body/paste/links";
import { mendLists } from "desk/body/paste/lists";
import { mendMarks } from "desk/body/paste/marks";
import { read } from "desk/body/paste/read";
import { fromPages } from "desk/body/paste/web";
import { fromWord } from "desk/body/paste/word";

/* Word's lists are known by the styles of their lines, so they come before anything that drops them. */
const STEPS = [fromWord, mendLists, fromPages, mendLinks, mendMarks, mendBlocks];

/**
 * @param {string} html
 * @returns {{ html: string, left: LeftOut }}
 */
export function cleaned(html) {
  const left = new LeftOut();
  // Copied out of a body of this editor: it is in the schema already.
  if (/<[^>]+\sdata-pm-slice=/.test(html)) return { html, left };
  const root = read(html);
  for (const step of STEPS) step(root, left);
  return { html: root.innerHTML, left };
}
