// @ts-check
/* One line for each file: what it is called, how far it is, what became of it. */

/** @typedef {import("desk/photo-arriving").Line} Line */
/** @typedef {{ item: HTMLLIElement, name: HTMLElement, start: HTMLElement, end: HTMLElement, status: HTMLElement, progress: HTMLProgressElement }} Row */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 * @param {...Node} children
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** @param {string} name @param {string} [waiting] @returns {Row} */
export function row(name, waiting = "") {
  const called = element("p", { textContent: name });
  const status = element("p", { textContent: waiting });
  const progress = element("progress", { max: 1, value: 0 });
  progress.setAttribute("aria-label", name);
  const [start, end] = [element("span"), element("span")];
  const item = element("li", {}, start, element("div", {}, called, progress, status), end);
  return { item, name: called, start, end, status, progress };
}

/** @param {string} src */
const thumbnail = (src) => element("img", { className: "photo-thumb", src, alt: "", width: 96, height: 96, loading: "lazy" });

/**
 * @param {Row} shown
 * @param {Line | null} line
 * @param {DOMStringMap} words
 */
export function show(shown, line, words) {
  shown.progress.remove();
  if (line?.state === "unpacking" || line?.state === "unpacked") {
    shown.status.textContent = line.said || (words.unpacking ?? "");
    return;
  }
  if (line?.document) {
    shown.status.textContent = line.said || line.document.said;
    shown.end.replaceChildren(element("a", { className: "button", href: line.document.url, textContent: words.describe ?? "" }));
    return;
  }
  if (!line?.photo) {
    shown.item.classList.add("photo-drop__refused");
    shown.status.textContent = line?.said || (words.lost ?? "");
    // Most refusals begin with the name: once is enough.
    if (shown.status.textContent.includes(shown.name.textContent ?? "")) shown.name.remove();
    return;
  }
  const { photo } = line;
  shown.start.replaceWith(thumbnail(photo.thumbnail));
  shown.status.textContent = line.said || [photo.credit_line, photo.reason].filter(Boolean).join(" · ");
  shown.end.replaceChildren(element("a", { className: "button", href: photo.url, textContent: words.describe ?? "" }));
  if (line.alike) {
    const link = element("a", { href: line.alike.url, textContent: line.alike.said });
    shown.status.after(element("p", { className: "photo-drop__alike" }, thumbnail(line.alike.thumbnail), link));
  }
}
