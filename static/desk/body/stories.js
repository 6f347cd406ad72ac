// @ts-check
/* Stories by their words or their uids, asked of the server; one that was named once is not asked for again. */

import { word } from "desk/body/words";

/** @typedef {{ uid: string, name: string, said: string, url: string }} Story */

/** @type {Map<string, Promise<Story | null>>} */
const known = new Map();
/** @type {Map<string, (story: Story | null) => void>} */
let waiting = new Map();

/**
 * @param {string} words
 * @returns {Promise<Story[]>}
 */
export async function findStories(words) {
  const answer = await fetch(`${word("findStories")}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  /** @type {{ names: Story[] }} */
  const { names } = await answer.json();
  for (const story of names) known.set(story.uid, Promise.resolve(story));
  return names;
}

/* All the stories of a text are asked for at once, after the text has been laid out. */
async function askAll() {
  const asked = waiting;
  waiting = new Map();
  /** @type {Story[]} */
  let names = [];
  try {
    const answer = await fetch(`${word("nameStories")}?uids=${[...asked.keys()].join(",")}`, { headers: { Accept: "application/json" } });
    if (answer.ok) names = (await answer.json()).names;
    else for (const uid of asked.keys()) known.delete(uid);
  } catch {
    for (const uid of asked.keys()) known.delete(uid);
  }
  for (const [uid, resolve] of asked) resolve(names.find((story) => story.uid === uid) ?? null);
}

/**
 * @param {string} uid
 * @returns {Promise<Story | null>} null when it is not there, or this person may not see it
 */
export function storyOf(uid) {
  const found = known.get(uid);
  if (found) return found;
  const coming = new Promise((/** @type {(story: Story | null) => void} */ resolve) => {
    if (!waiting.size) setTimeout(askAll, 0);
    waiting.set(uid, resolve);
  });
  known.set(uid, coming);
  return coming;
}
