/* What a time on the newsroom's clock means: one moment, none where clocks skip it, two where they show it twice. */

/** What the clock of a zone shows at a moment, as `datetime-local` writes it. @param {number} moment @param {string} zone */
export function wallOf(moment, zone) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(moment);
  /** @param {string} type */
  const part = (type) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The moments at which the clock of a zone shows this. @param {string} wall @param {string} zone @returns {number[]} */
export function momentsOf(wall, zone) {
  const about = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(about)) return [];
  /** @type {Set<number>} */
  const found = new Set();
  // No offset in use is other than a whole number of quarters of an hour.
  for (let quarters = -56; quarters <= 56; quarters += 1) {
    const moment = about + quarters * 900_000;
    if (wallOf(moment, zone) === wall) found.add(moment);
  }
  return [...found].sort((a, b) => a - b);
}

/** A day and a time as somebody reads them, by the clock of a zone. @param {number} moment @param {string} zone */
function readable(moment, zone) {
  // The desk writes English days as its lists do: 30 Nov.
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const how = /** @type {const} */ ({ timeZone: zone, hourCycle: "h23", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return new Intl.DateTimeFormat(language, how).format(moment);
}

/** Show beside a time what it is on the person's own clock. @param {ParentNode} root */
export function showOwnTimes(root) {
  const typed = /** @type {HTMLInputElement | null} */ (root.querySelector("input[data-own-zone]"));
  const line = /** @type {HTMLElement | null} */ (root.querySelector("[data-own-time]"));
  if (!typed || !line) return;
  const { zone, ownZone } = typed.dataset;
  const show = () => {
    const moments = momentsOf(typed.value, zone ?? "UTC");
    const apart = moments.length === 1 && ownZone && wallOf(moments[0], ownZone) !== typed.value;
    const said = !typed.value ? "" : moments.length === 0 ? line.dataset.skipped : moments.length > 1 ? line.dataset.repeated
      : apart ? (line.dataset.yours ?? "").replace("%(time)s", readable(moments[0], ownZone)) : "";
    line.textContent = said ?? "";
    line.hidden = !said;
  };
  typed.addEventListener("input", show);
  show();
}
