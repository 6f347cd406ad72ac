"""Turn the stories' plain text into the HTML of a body.

A small, strict part of Markdown: paragraphs, ## and ### sub-heads, - and 1. lists, > quotes, **strong**, *em*,
[links](target). A target `story:slug` is looked up, so that stories can link to addresses that do not exist yet.
"""

import re
from collections.abc import Callable
from html import escape

BULLET = re.compile(r"[-] ")
NUMBER = re.compile(r"\d+\. ")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
BOTH = re.compile(r"\*\*\*(.+?)\*\*(.*?)\*", re.DOTALL)
STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
EM = re.compile(r"\*(.+?)\*", re.DOTALL)


def to_html(source: str, address_of: Callable[[str], str | None]) -> str:
    """Return the body as HTML; a link to a story without an address becomes its words alone."""
    blocks = [block for block in re.split(r"\n\s*\n", source.strip()) if block.strip()]
    return "\n".join(_block(block.strip(), address_of) for block in blocks)


def _block(text: str, address_of: Callable) -> str:
    for mark, tag in (("### ", "h3"), ("## ", "h2")):
        if text.startswith(mark):
            return f"<{tag}>{_inline(text[len(mark) :], address_of)}</{tag}>"
    if text.startswith("> "):
        quoted = " ".join(line.removeprefix("> ") for line in text.splitlines())
        return f"<blockquote><p>{_inline(quoted, address_of)}</p></blockquote>"
    for opening, tag in ((BULLET, "ul"), (NUMBER, "ol")):
        if opening.match(text):
            items = (_inline(opening.sub("", line, count=1), address_of) for line in text.splitlines())
            return f"<{tag}>" + "".join(f"<li><p>{item}</p></li>" for item in items) + f"</{tag}>"
    return f"<p>{_inline(' '.join(text.splitlines()), address_of)}</p>"


def _inline(text: str, address_of: Callable) -> str:
    def link(found: re.Match) -> str:
        words, target = found.groups()
        if target.startswith("story:"):
            target = address_of(target.removeprefix("story:"))
        return f'<a href="{target}">{words}</a>' if target else words

    marked = escape(text, quote=False)
    marked = BOTH.sub(r"<em><strong>\1</strong>\2</em>", marked)
    marked = EM.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", marked))
    return LINK.sub(link, marked)
