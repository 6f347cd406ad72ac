// @ts-check
/* The caption run: Enter saves, Alt+L takes the last picture's words, chips go solid while somebody types, and the
   gaps of the template write the caption. The server says what a caption says; here it is only shown. */

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-run]"));
const caption = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("caption"));
/** @type {HTMLInputElement[]} */
const gaps = [...form.querySelectorAll("[data-gap]")].map((each) => /** @type {HTMLInputElement} */ (each));
let asked = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;

/** @param {Record<string, boolean>} said */
function chips(said) {
  for (const [name, there] of Object.entries(said)) {
    const chip = form.querySelector(`[data-chip="${name}"]`);
    chip?.classList.toggle("is-there", there);
  }
}

async function look(fromGaps = false) {
  const turn = ++asked;
  const data = new FormData(form);
  // The caption is what somebody types in it; the gaps write it only while it is they that are typed in.
  if (!fromGaps) for (const gap of gaps) data.set(gap.name, "");
  try {
    const answer = await fetch(form.dataset.preview ?? "", { method: "POST", body: data });
    if (!answer.ok || turn !== asked) return;
    const said = await answer.json();
    if (fromGaps && gaps.some((gap) => gap.value)) caption.value = said.caption;
    chips(said.said);
    const place = /** @type {HTMLElement} */ (form.querySelector("[data-unknown-said]"));
    place.textContent = said.unknown.length ? (form.dataset.unknown ?? "").replace("…", said.unknown.join(", ")) : "";
  } catch {
    // Without an answer the caption is kept as it is typed; the server writes shorthands out when it saves.
  }
}

form.addEventListener("input", (event) => {
  const typed = event.target;
  if (typed !== caption && !gaps.includes(/** @type {HTMLInputElement} */ (typed))) return;
  clearTimeout(soon);
  soon = setTimeout(() => look(typed !== caption), 120);
});

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !(event.target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  form.requestSubmit();
});

const repeat = /** @type {HTMLElement | null} */ (form.querySelector("[data-repeat]"));
function again() {
  if (!repeat) return;
  const words = { caption: repeat.dataset.words, alt_text: repeat.dataset.alt, headline: repeat.dataset.headline, credit_line: repeat.dataset.credit };
  for (const [name, value] of Object.entries(words)) /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value ?? "";
  form.querySelectorAll("[data-last-gap]").forEach((last, at) => {
    if (gaps[at]) gaps[at].value = /** @type {HTMLInputElement} */ (last).value;
  });
  look();
}
repeat?.addEventListener("click", (event) => { event.preventDefault(); again(); });
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.code !== "KeyL") return;
  event.preventDefault();
  again();
});
(gaps[0] ?? caption).focus();
