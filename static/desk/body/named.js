// @ts-check
/* Things with names by their words or their uids, asked of the server; one that was named once is not asked for again. */

import { word } from "desk/body/words";

/** @typedef {{ uid: string, name: string, said: string, url: string, barred?: boolean }} Named */

/**
 * @param {string} findWord the word that holds the address to find them at by their words
 * @param {string} nameWord the word that holds the address to name them at by their uids
 */
export function asker(findWord, nameWord) {
  /** @type {Map<string, Promise<Named | null>>} */
  const known = new Map();
  /** @type {Map<string, (thing: Named | null) => void>} */
  let waiting = new Map();

  /**
   * @param {string} words
   * @returns {Promise<Named[]>}
   */
  async function find(words) {
    const answer = await fetch(`${word(findWord)}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    /** @type {{ names: Named[] }} */
    const { names } = await answer.json();
    for (const thing of names) known.set(thing.uid, Promise.resolve(thing));
    return names;
  }

  /* All the things of a text are asked for at once, after the text has been laid out. */
  async function askAll() {
    const asked = waiting;
    waiting = new Map();
    /** @type {Named[]} */
    let names = [];
    try {
      const answer = await fetch(`${word(nameWord)}?uids=${[...asked.keys()].join(",")}`, { headers: { Accept: "application/json" } });
      if (answer.ok) names = (await answer.json()).names;
      else for (const uid of asked.keys()) known.delete(uid);
    } catch {
      for (const uid of asked.keys()) known.delete(uid);
    }
    for (const [uid, resolve] of asked) resolve(names.find((thing) => thing.uid === uid) ?? null);
  }

  /**
   * @param {string} uid
   * @returns {Promise<Named | null>} null when it is not there, or this person may not see it
   */
  function of(uid) {
    const found = known.get(uid);
    if (found) return found;
    const coming = new Promise((/** @type {(thing: Named | null) => void} */ resolve) => {
      if (!waiting.size) setTimeout(askAll, 0);
      waiting.set(uid, resolve);
    });
    known.set(uid, coming);
    return coming;
  }

  return { find, of };
}
