// @ts-check
/* Sources and methods: what the story rests on, and how it was made. Readers find it at the story's foot. */

import { Node } from "django-prose-editor/editor";

export const SourcesBox = Node.create({
  name: "sourcesBox",
  group: "block",
  content: "(paragraph | bulletList | orderedList)+",
  isolating: true,
  defining: true,
  parseHTML: () => [{ tag: "aside.sources-box", priority: 60 }],
  renderHTML: () => ["aside", { class: "sources-box" }, 0],
});
