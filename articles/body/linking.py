"""Web addresses in words that were typed without marks, made links of."""

import re
from html import escape

from .schema import address

# What readers can tell from the words around it: with its scheme, or with www. Nobody's name and password are in it.
_WEB = re.compile(
    r"(?<![\w@./-])(?P<scheme>https?://|www\.(?=\w))"
    r"(?>(?P<host>(?:[\w-]{1,63}\.)+[^\W_]{2,63}(?::\d{1,5})?)(?P<path>(?:[/?#][^\s<>\"“”„«»]*)?))(?![@\w])",
    re.IGNORECASE,
)
# Ends a sentence, or a quotation in it, and no address.
_ENDS = ".,;:!?…'’‘*،؛؟。、」』"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def linked(text: str) -> str:
    """Return a line of plain text as HTML, with its web addresses as links to where they lead."""
    pieces, at = [], 0
    for found in _WEB.finditer(text):
        said = _without_end(found[0])
        if href := address(said if "://" in said else f"https://{said}"):
            shown = escape(said, quote=False)
            pieces += [escape(text[at : found.start()], quote=False), f'<a href="{escape(href)}">{shown}</a>']
            at = found.start() + len(said)
    return "".join(pieces) + escape(text[at:], quote=False)


def _without_end(said: str) -> str:
    """Return an address less the marks that follow it; a bracket belongs to it where it was opened in it."""
    while said:
        last = said[-1]
        is_open = last in _PAIRS and said.count(_PAIRS[last]) >= said.count(last)
        if last not in _ENDS and (last not in _PAIRS or is_open):
            break
        said = said[:-1]
    return said
