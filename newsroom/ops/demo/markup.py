"""Turn the stories' plain text into the HTML of a body.

A small, strict part of Markdown: paragraphs, ## and ### sub-heads, - and 1. lists, > quotes, **strong**, *em*,
[links](target), | tables | with a head over |---| and a last line "Table: its caption". A target `story:slug` is looked
up, so that stories can link to others that come later. Of its own it has blocks that begin with

    >>             a pull quote; a last line "-- name" says whose
    !!             a fact box: its title, then a paragraph or a "- " item a line
    ??             sources and methods: a paragraph or a "- " item a line
    ![](name)      the place of a picture
    @[what](url)   an embed
    %[what](name)  a document
    [[slug]]       a related story
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby

BULLET = re.compile(r"[-] ")
NUMBER = re.compile(r"\d+\. ")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
BOTH = re.compile(r"\*\*\*(.+?)\*\*(.*?)\*", re.DOTALL)
STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
EM = re.compile(r"\*(.+?)\*", re.DOTALL)


@dataclass(frozen=True)
class Names:
    """How to find what a text names: where a link to a story leads, a picture's and a document's uid. None for none."""

    address_of: Callable[[str], str | None]
    picture_of: Callable[[str], str | None] = lambda name: None
    document_of: Callable[[str], str | None] = lambda name: None


def to_html(
    source: str,
    address_of: Callable,
    picture_of: Callable = lambda name: None,
    document_of: Callable = lambda name: None,
) -> str:
    """Return the body as HTML; a link to a story without an address becomes its words alone."""
    names = Names(address_of, picture_of, document_of)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", source.strip()) if block.strip()]
    return "\n".join(filter(None, (_block(block, names) for block in blocks)))


def _block(text: str, names: Names) -> str:
    for mark, write in _OWN.items():
        if text.startswith(mark):
            return write(text, names)
    for mark, tag in (("### ", "h3"), ("## ", "h2")):
        if text.startswith(mark):
            return f"<{tag}>{_inline(text[len(mark) :], names)}</{tag}>"
    if text.startswith("> "):
        quoted = " ".join(line.removeprefix("> ") for line in text.splitlines())
        return f"<blockquote><p>{_inline(quoted, names)}</p></blockquote>"
    for opening, tag in ((BULLET, "ul"), (NUMBER, "ol")):
        if opening.match(text):
            return _list(text.splitlines(), opening, tag, names)
    return f"<p>{_inline(' '.join(text.splitlines()), names)}</p>"


def _list(lines: list[str], opening: re.Pattern, tag: str, names: Names) -> str:
    items = (_inline(opening.sub("", line, count=1), names) for line in lines)
    return f"<{tag}>" + "".join(f"<li><p>{item}</p></li>" for item in items) + f"</{tag}>"


def _pull_quote(text: str, names: Names) -> str:
    lines = [line.removeprefix(">>").strip() for line in text.splitlines()]
    who = lines.pop().removeprefix("-- ") if lines[-1].startswith("-- ") else ""
    caption = f"<figcaption>{_inline(who, names)}</figcaption>" if who else ""
    quote = _inline(" ".join(lines), names)
    return f'<figure class="pull-quote"><blockquote><p>{quote}</p></blockquote>{caption}</figure>'


def _fact_box(text: str, names: Names) -> str:
    title, *lines = text.removeprefix("!!").strip().splitlines()
    return f'<aside class="fact-box"><h3>{_inline(title, names)}</h3>{_lines(lines, names)}</aside>'


def _sources(text: str, names: Names) -> str:
    return f'<aside class="sources-box">{_lines(text.removeprefix("??").strip().splitlines(), names)}</aside>'


def _lines(lines: list[str], names: Names) -> str:
    """Return paragraphs and list items, a line each."""
    inside = ""
    for is_item, some in groupby(lines, lambda line: line.startswith("- ")):
        if is_item:
            inside += _list(list(some), BULLET, "ul", names)
        else:
            inside += "".join(f"<p>{_inline(line, names)}</p>" for line in some)
    return inside


def _table(text: str, names: Names) -> str:
    lines = text.splitlines()
    caption = ""
    if lines[-1].startswith("Table: "):
        caption = f"<caption>{_inline(lines.pop().removeprefix('Table: '), names)}</caption>"
    headed = len(lines) > 1 and not lines[1].strip("|-: ")
    rows = ""
    for number, line in enumerate(line for line in lines if line.strip("|-: ")):
        tag = "th" if headed and not number else "td"
        cells = (cell.strip() for cell in line.strip("|").split("|"))
        rows += "<tr>" + "".join(f"<{tag}><p>{_inline(cell, names)}</p></{tag}>" for cell in cells) + "</tr>"
    return f"<table>{caption}<tbody>{rows}</tbody></table>"


def _picture(text: str, names: Names) -> str:
    uid = names.picture_of(text.removeprefix("![](").removesuffix(")"))
    return f'<figure class="photo" data-photo="{uid}"></figure>' if uid else ""


def _embed(text: str, names: Names) -> str:
    what, url = LINK.search(text).groups()
    return f'<figure class="embed" data-url="{escape(url)}"><figcaption>{escape(what)}</figcaption></figure>'


def _document(text: str, names: Names) -> str:
    what, name = LINK.search(text).groups()
    uid = names.document_of(name)
    said = f"<figcaption>{_inline(what, names)}</figcaption>" if what else ""
    return f'<figure class="document" data-document="{uid}">{said}</figure>' if uid else ""


def _related(text: str, names: Names) -> str:
    uid = (names.address_of(text.strip("[]")) or "").removeprefix("story:")
    return f'<aside class="related-story" data-story="{uid}"></aside>' if uid else ""


_OWN: dict[str, Callable[[str, Names], str]] = {
    ">>": _pull_quote,
    "!!": _fact_box,
    "??": _sources,
    "|": _table,
    "![](": _picture,
    "@[": _embed,
    "%[": _document,
    "[[": _related,
}


def _inline(text: str, names: Names) -> str:
    def link(found: re.Match) -> str:
        words, target = found.groups()
        if target.startswith("story:"):
            target = names.address_of(target.removeprefix("story:"))
        return f'<a href="{target}">{words}</a>' if target else words

    marked = escape(text, quote=False)
    marked = BOTH.sub(r"<em><strong>\1</strong>\2</em>", marked)
    marked = EM.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", marked))
    return LINK.sub(link, marked)
