// @ts-check
/* The card beside the copy, kept as what is typed changes: each remark once, with what to do about it. */

/** @typedef {import("desk/style/marks").Finding} Finding */
/** @typedef {import("desk/style/server").Answer} Answer */
/** @typedef {{go: (finding: Finding) => void, replace: (all: Finding[]) => void, ignore: ((finding: Finding) => void) | null, heed: (rule: string, text: string) => void}} CardActs */

const card = /** @type {HTMLElement} */ (document.getElementById("house-style"));
const words = card.dataset;
const said = /** @type {HTMLElement} */ (card.querySelector("[data-style-said]"));

/** @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (card.querySelector(`[data-style-${name}]`));

/** Say it to a listener. @param {string} sentence */
export function tell(sentence) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = sentence; });
}

/** @param {string} label @param {() => void} run */
function button(label, run) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: label });
  made.addEventListener("click", run);
  return made;
}

/** @param {string} text */
const quoted = (text) => Object.assign(document.createElement("q"), { className: "style-quoted", textContent: text });

/** @param {Finding[]} same @param {CardActs} acts */
function line(same, acts) {
  const [first] = same;
  const item = document.createElement("li");
  const says = document.createElement("p");
  const link = Object.assign(document.createElement("a"), { href: "#body-field" });
  link.append(quoted(first.text));
  link.addEventListener("click", (event) => { event.preventDefault(); acts.go(first); });
  says.append(link, same.length > 1 ? ` ×${same.length}` : "", ` ${first.message}`);
  const row = Object.assign(document.createElement("p"), { className: "buttons" });
  if (first.replacement !== null) {
    const label = same.length > 1 ? (words.replaceAll ?? "").replace("%s", String(same.length)) : words.replace;
    row.append(button(`${label}: “${first.replacement}”`, () => acts.replace(same)));
  }
  const { ignore } = acts;
  if (ignore) row.append(button(words.ignore ?? "", () => ignore(first)));
  item.append(says, row);
  return item;
}

/** @param {Answer["ignored"]} ignored @param {CardActs} acts */
function leftAlone(ignored, acts) {
  const fold = /** @type {HTMLDetailsElement} */ (part("ignored"));
  fold.hidden = !ignored.length;
  part("ignored-count").textContent = String(ignored.length);
  part("ignored-list").replaceChildren(...ignored.map(({ rule, name, text }) => {
    const item = document.createElement("li");
    const says = document.createElement("p");
    says.append(quoted(text), ` ${name}`);
    const row = Object.assign(document.createElement("p"), { className: "buttons" });
    row.append(button(words.heed ?? "", () => acts.heed(rule, text)));
    item.append(says, row);
    return item;
  }));
}

/** @param {Answer | null} answer @param {CardActs} acts */
export function show(answer, acts) {
  const nothing = part("nothing");
  if (!answer) {
    nothing.textContent = words.unread ?? "";
    nothing.hidden = false;
    return;
  }
  /** @type {Map<string, Finding[]>} */
  const together = new Map();
  for (const finding of answer.found) {
    const name = `${finding.rule}:${finding.text}`;
    together.set(name, [...(together.get(name) ?? []), finding]);
  }
  part("list").replaceChildren(...[...together.values()].map((same) => line(same, acts)));
  part("count").textContent = together.size ? String(together.size) : "";
  nothing.textContent = words.nothing ?? "";
  nothing.hidden = together.size > 0;
  part("slow").hidden = !answer.slow.length;
  part("slow-names").textContent = answer.slow.join(", ");
  part("keys").hidden = !together.size;
  leftAlone(answer.ignored, acts);
}
