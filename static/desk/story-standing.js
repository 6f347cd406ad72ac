/* One sentence in the bar: whether the server has what was typed, since when it has not, and what to do. */

const line = /** @type {HTMLElement} */ (document.getElementById("kept-said"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("sign-in-open"));
const zone = document.getElementById("here")?.dataset.zone;

/** @typedef {import("desk/story-snapshot").Session} Session */
/** @type {{session: Session, refused: string, browserKeeps: boolean}} */
const standing = { session: "ok", refused: "", browserKeeps: true };
/** @type {Date | null} */
let since = null;

/** @param {Date} moment */
export function timeOf(moment, seconds = false) {
  const parts = /** @type {Intl.DateTimeFormatOptions} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  return new Intl.DateTimeFormat("en-GB", seconds ? { ...parts, second: "2-digit" } : parts).format(moment);
}

function sentence() {
  if (standing.session === "ok") return standing.refused;
  const said = standing.session === "offline" && !standing.browserKeeps ? line.dataset.offlineLost
    : { offline: line.dataset.offline, "signed-out": line.dataset.signedOut, stranger: line.dataset.stranger }[standing.session];
  return (said ?? "").replace("%(at)s", timeOf(since ?? new Date()));
}

/** Say how it stands. @param {Partial<typeof standing>} now */
export function be(now) {
  Object.assign(standing, now);
  if (standing.session === "ok") since = null;
  else since ??= new Date();
  const text = sentence();
  line.hidden = !text;
  if (line.textContent !== text) line.textContent = text;
  button.hidden = standing.session !== "signed-out" && standing.session !== "stranger";
}

/** Return how it stands with the session. */
export function session() {
  return standing.session;
}
