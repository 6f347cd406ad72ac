// @ts-check
/* Two versions of one story: keys 1, 2 and 3 choose for the conflict in hand and go on to the next; how many are left
   is said. Everything works by clicking and a plain post as well. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("conflict-form"));
const said = /** @type {HTMLElement} */ (document.getElementById("conflicts-left"));
const questions = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-question]")]);

/** @param {HTMLElement} question */
const answers = (question) => /** @type {HTMLInputElement[]} */ ([...question.querySelectorAll("input[type=radio]")]);

/** @param {HTMLElement} question */
const isChosen = (question) => answers(question).some((answer) => answer.checked);

/** Say how many conflicts nothing is chosen for yet. */
function count() {
  for (const question of questions) question.classList.toggle("chosen", isChosen(question));
  const left = questions.filter((question) => !isChosen(question)).length;
  const { none = "", one = "", many = "" } = said.dataset;
  said.textContent = left === 0 ? none : left === 1 ? one : many.replace("%(count)s", String(left));
}

/**
 * The conflict in hand: where the focus is, or the first that is open.
 * @returns {HTMLElement | undefined}
 */
function inHand() {
  const focused = document.activeElement?.closest("[data-question]");
  return questions.find((question) => question === focused) ?? questions.find((question) => !isChosen(question));
}

/** @param {HTMLElement} question */
function goOn(question) {
  const after = questions.slice(questions.indexOf(question) + 1);
  const next = [...after, ...questions].find((other) => !isChosen(other));
  const target = next ? answers(next)[0] : form.querySelector("button[type=submit]");
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  (next ?? target).scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !["1", "2", "3"].includes(event.key)) return;
  const typing = /** @type {HTMLElement} */ (event.target);
  if (typing.matches("textarea, input:not([type=radio]), select, [contenteditable]")) return;
  const question = inHand();
  const answer = question && answers(question)[Number(event.key) - 1];
  if (!question || !answer) return;
  event.preventDefault();
  answer.checked = true;
  count();
  goOn(question);
});

form.addEventListener("change", count);
const keys = form.querySelector(".conflict-keys");
if (keys instanceof HTMLElement) keys.hidden = false;
document.getElementById("refused")?.focus();
count();
