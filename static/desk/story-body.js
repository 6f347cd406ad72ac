/* The body editor: its name, copy that is pulled back in, and pasting. What other programs put on the clipboard is
   made plain before the editor reads it; the server cleans it once more. */

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/* Word writes a list as paragraphs that begin with a bullet; editors of the web cannot know. */
function listsFromWord(root) {
  let list = null;
  for (const line of [...root.querySelectorAll("p")]) {
    const bullet = /^[\s\u00a0]*[·•▪◦o§][\s\u00a0]+/;
    if (!/MsoList/.test(line.className) || !bullet.test(line.textContent)) { list = null; continue; }
    if (!list || list.nextElementSibling !== line) {
      list = document.createElement("ul");
      line.before(list);
    }
    const item = document.createElement("li");
    item.textContent = line.textContent.replace(bullet, "");
    list.append(item);
    line.remove();
  }
}

/* A parsed page inherits the policy, and would report every style it was pasted with: they are read as data. */
function withoutStyles(html) {
  const text = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "");
  return text.replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

export function plain(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  for (const odd of page.querySelectorAll("style, script, meta, link")) odd.remove();
  // Google Docs wraps everything in a bold element that says it is not bold.
  for (const bold of page.querySelectorAll("b, strong")) {
    if (/font-weight:\s*(normal|400)/.test(bold.dataset.style ?? "")) unwrap(bold);
  }
  for (const span of page.querySelectorAll("span[data-style]")) {
    const { style } = span.dataset;
    const marks = [];
    if (/font-weight:\s*(bold|[6-9]00)/.test(style)) marks.push("strong");
    if (/font-style:\s*italic/.test(style)) marks.push("em");
    for (const mark of marks) {
      const inner = document.createElement(mark);
      inner.append(...span.childNodes);
      span.append(inner);
    }
    unwrap(span);
  }
  listsFromWord(page.body);
  return page.body.innerHTML;
}

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  const name = textarea.labels?.[0]?.textContent.trim() ?? "";
  editor.setOptions({
    editorProps: { ...editor.options.editorProps, transformPastedHTML: plain, attributes: { "aria-label": name, "aria-multiline": "true" } },
  });
  for (const button of document.querySelectorAll("[data-pull-in]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = button.previousElementSibling.textContent;
      editor.chain().focus("end").insertContent({ type: "paragraph", content: [{ type: "text", text }] }).run();
      button.disabled = true;
    });
  }
});
