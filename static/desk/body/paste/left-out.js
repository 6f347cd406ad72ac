// @ts-check
/* What a paste did not keep, told in one line. */

import { say, word } from "desk/body/words";

/** In the order they are told. */
const KINDS = ["Pictures", "Frames", "Deleted", "Comments", "Footnotes", "Nested", "Menus", "Links", "Struck", "Underline", "Colours", "Tracking"];

export class LeftOut {
  constructor() {
    /** @type {Map<string, number>} */
    this.counted = new Map();
  }

  /**
   * @param {string} kind as in the words of the page: `Pictures` for data-left-pictures
   * @param {number} [how]
   */
  add(kind, how = 1) {
    if (how) this.counted.set(kind, (this.counted.get(kind) ?? 0) + how);
  }

  /** @returns {string} one sentence, and for pictures what to do about it; "" when nothing went */
  get sentence() {
    const named = KINDS.filter((kind) => this.counted.has(kind));
    if (!named.length) return "";
    const list = named.map((kind) => word(`left${kind}`, { count: this.counted.get(kind) ?? 0 })).join(", ");
    const how = this.counted.has("Pictures") ? ` ${word("leftPicturesHow")}` : "";
    return word("leftOut", { list }) + how;
  }

  tell() {
    say(this.sentence);
  }
}
