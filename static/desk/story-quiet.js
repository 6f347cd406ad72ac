/* Tiptap looks for a style element of its own and writes one where there is none, which the policy refuses with an
   error on the console. It finds this one, which is a style in name only; what it would say is in story-body.css. */

const mark = document.createElementNS("urn:newsroom:none", "style");
mark.setAttribute("data-tiptap-style", "");
document.head.append(mark);
