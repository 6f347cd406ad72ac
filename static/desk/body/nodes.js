// @ts-check
/* The nodes of the body's schema, by the names articles/body has for them. The ones the library has too take its place. */

import { Extension } from "django-prose-editor/editor";

export { Blockquote, ListItem, TableCell, TableHeader } from "desk/body/kept";
export { DocumentBlock } from "desk/body/document";
export { Embed } from "desk/body/embed";
export { FactBox } from "desk/body/fact-box";
export { Link } from "desk/body/link";
export { Photo } from "desk/body/photo";
export { PullQuote } from "desk/body/pull-quote";
export { RelatedStory } from "desk/body/related-story";
export { SourcesBox } from "desk/body/sources-box";
export { Table } from "desk/body/table";

// The desk has a tool bar of its own, and spelling is checked by the browser.
export const Menu = Extension.create({ name: "menu" });
export const NoSpellCheck = Extension.create({ name: "noSpellCheck" });
