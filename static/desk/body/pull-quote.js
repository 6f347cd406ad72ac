// @ts-check
/* A pull quote: words lifted out of the story, and who said them. */

import { Node } from "django-prose-editor/editor";

const Pulled = Node.create({
  name: "pulledWords",
  content: "paragraph+",
  defining: true,
  parseHTML: () => [{ tag: "figure.pull-quote > blockquote", priority: 60 }],
  renderHTML: () => ["blockquote", 0],
});

const Speaker = Node.create({
  name: "speaker",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "figure.pull-quote > figcaption", priority: 60 }],
  renderHTML: () => ["figcaption", 0],
});

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "pulledWords speaker",
  isolating: true,
  defining: true,
  addExtensions: () => [Pulled, Speaker],
  parseHTML: () => [{ tag: "figure.pull-quote", priority: 60 }],
  renderHTML: () => ["figure", { class: "pull-quote" }, 0],
});
