// @ts-check
/* A fact box: a title, then paragraphs and lists. */

import { Node } from "django-prose-editor/editor";

const Title = Node.create({
  name: "factBoxTitle",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "aside.fact-box > h3", priority: 60 }],
  renderHTML: () => ["h3", 0],
});

export const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "(factBoxTitle | paragraph | bulletList | orderedList)+",
  isolating: true,
  defining: true,
  addExtensions: () => [Title],
  parseHTML: () => [{ tag: "aside.fact-box", priority: 60 }],
  renderHTML: () => ["aside", { class: "fact-box" }, 0],
});
