// @ts-check
/* What the library's own nodes may hold: as much as the server keeps in them, no more. */

import * as library from "django-prose-editor/editor";

const LINES = "(paragraph | bulletList | orderedList)+";

export const Blockquote = library.Blockquote.extend({ content: LINES });
export const ListItem = library.ListItem.extend({ content: "paragraph (paragraph | bulletList | orderedList)*" });
export const TableCell = library.TableCell.extend({ content: LINES });
export const TableHeader = library.TableHeader.extend({ content: LINES });
