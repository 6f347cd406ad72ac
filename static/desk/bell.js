// @ts-check
/* The bell in the top bar: asks now and then how much is unread, and says it when there is more. The page works
   without it: the bell is a link, and its number is the page's own. */

const EVERY = 30_000;

/** @typedef {{count: number, shown: string, said: string}} Face */

const bell = document.getElementById("bell");
const told = document.getElementById("bell-told");
let etag = "";
let count = Number(bell?.dataset.count ?? "0");

/** @param {Face} face */
function show(face) {
  const number = bell?.querySelector(".bell-count");
  const words = bell?.querySelector(".bell-said");
  if (!bell || !number || !words) return;
  number.textContent = face.shown;
  words.textContent = face.said;
  // Only news is said aloud, and never that somebody read them.
  if (told && face.count > count) told.textContent = face.said;
  count = face.count;
}

async function ask() {
  const url = bell?.dataset.url;
  if (!url || document.hidden) return;
  try {
    const headers = etag ? { "If-None-Match": etag } : undefined;
    const answer = await fetch(url, { headers, cache: "no-store", redirect: "error" });
    if (answer.status !== 200) return;
    etag = answer.headers.get("ETag") ?? "";
    show(await answer.json());
  } catch {
    // Offline, or signed out: the next time may be better.
  }
}

if (bell) {
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}
