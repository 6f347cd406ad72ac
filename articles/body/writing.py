"""Writing copy anew: from a tree of whatever HTML to the canonical blocks of the schema.

A `Writer` walks a tree and knows where it is; each place allows some kinds of block. What a place does not allow gives
up its text there; things without words of their own, and tables, are lifted out behind the block that held them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

from .schema import HEADINGS, MARKS
from .tables import Cell, is_layout, table_html

INVISIBLE = "\u00a0 \n\t\u200b"
_LINE_END = re.compile(r" *\n[ \n]*")
_TOP = {"p", "heading", "list", "quote", "rule", "figure", "box", "table"}
PLACES = {
    "top": _TOP,
    "quote": {"p", "list"},
    "item": {"p", "list"},
    "cell": {"p", "list"},
    "box": {"p", "list", "title"},
    "sources": {"p", "list"},
    "pulled": {"p"},
    "line": set(),
}


@dataclass(frozen=True)
class Run:
    """Some text with its marks, or the end of a line."""

    text: str
    href: str = ""
    strong: bool = False
    em: bool = False
    ends_line: bool = False


def _inline(runs: list[Run]) -> str:
    """Return the runs as HTML: links outermost, then strong, then em."""
    return "".join(
        _linked(
            href,
            "".join(
                _wrapped(
                    "strong", strong, "".join(_wrapped("em", em, _text(same)) for em, same in groupby(bold, _is_em))
                )
                for strong, bold in groupby(linked, _is_strong)
            ),
        )
        for href, linked in groupby(runs, _href)
    )


def _href(run: Run) -> str:
    return run.href


def _is_strong(run: Run) -> bool:
    return run.strong


def _is_em(run: Run) -> bool:
    return run.em


def _text(runs: Iterator[Run]) -> str:
    return "".join("<br>" if run.ends_line else escape(run.text, quote=False) for run in runs)


def _linked(href: str, inside: str) -> str:
    return f'<a href="{escape(href)}">{inside}</a>' if href and inside else inside


def _wrapped(tag: str, marked: bool, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>" if marked and inside else inside


def _settled(runs: list[Run], *, loose: bool) -> list[Run]:
    """Return the runs of one paragraph with the spaces that a browser would show: none from a line end at an edge."""
    kept = []
    for number, run in enumerate(runs):
        text = run.text
        if number == 0 or runs[number - 1].ends_line:
            text = text.lstrip(" \n" if loose else "\n")
        if number == len(runs) - 1 or runs[number + 1].ends_line:
            text = text.rstrip(" \n" if loose else "\n")
        kept.append(replace(run, text=text.replace("\n", " ")))
    return [run for run in kept if run.text or run.ends_line]


def _has_text(runs: list[Run]) -> bool:
    return any(run.text.strip(INVISIBLE) for run in runs)


@dataclass
class Writer:
    """Writes the blocks of one place."""

    where: str = "top"
    lifted: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def walk(self, element, mark: Run = Run("")) -> "Writer":
        """Write what is in the element."""
        self._say(element.text, mark)
        for child in element:
            self._child(child, mark)
            self._say(child.tail, mark)
        return self

    def finished(self) -> list[str]:
        """Return the blocks, the last one ended."""
        self._end()
        return self.blocks

    def line(self, *, marked: bool = True) -> str:
        """Return everything as one line of text, for a place that holds no blocks."""
        runs = self.runs if marked else [Run(" " if run.ends_line else run.text) for run in self.runs]
        runs = _settled(runs, loose=True)
        return _inline(runs) if _has_text(runs) else ""

    def _say(self, text: str | None, mark: Run) -> None:
        if text:
            self.runs.append(replace(mark, text=_LINE_END.sub("\n", text)))

    def _child(self, child, mark: Run) -> None:
        tag = child.tag
        if tag in MARKS:
            name = MARKS[tag]
            self.walk(child, replace(mark, strong=mark.strong or name == "strong", em=mark.em or name == "em"))
        elif tag == "a":
            self.walk(child, replace(mark, href=mark.href or child.get("href", "")))
        elif tag == "br":
            self.runs.append(replace(mark, ends_line=True))
        else:
            self._end()
            self._block(child, mark)
            self._end(loose=tag != "p")
            self._settle()

    def _block(self, child, mark: Run) -> None:
        kind = _kind(child)
        if kind in {"photo", "related", "embed", "document"}:
            self._thing(child, kind)
        elif kind == "table" and self.where != "cell" and not is_layout(child):
            self._table(child)
        elif kind == "heading" and PLACES[self.where] & {"heading", "title"}:
            self._heading(child, mark)
        elif kind in {"list", "quote", "pulled", "box", "sources"} and kind in _BLOCKS_OF[self.where]:
            getattr(self, f"_{kind}")(child, mark)
        elif kind == "rule":
            if self.where == "top":
                self.blocks.append("<hr>")
        else:
            self.walk(child, mark)

    def _end(self, *, loose: bool = True) -> None:
        """End the paragraph under way."""
        if self.where == "line":
            if self.runs and not self.runs[-1].ends_line:
                self.runs.append(Run(" "))
            return
        runs, self.runs = _settled(self.runs, loose=loose), []
        if _has_text(runs):
            self.blocks.append(f"<p>{_inline(runs)}</p>")

    def _settle(self) -> None:
        if self.where == "top":
            self.blocks += self.lifted
            self.lifted.clear()

    def _inside(self, where: str, element, mark: Run = Run("")) -> "Writer":
        return Writer(where, self.lifted).walk(element, mark)

    def _heading(self, child, mark: Run) -> None:
        tag = "h3" if self.where == "box" else HEADINGS[child.tag]
        if text := self._inside("line", child, mark).line():
            self.blocks.append(f"<{tag}>{text}</{tag}>")

    def _list(self, child, mark: Run) -> None:
        items: list[list[str]] = []
        for part, said in _parts(child):
            writer = Writer("item", self.lifted)
            if part is None:
                writer._say(said, mark)
            elif part.tag == "li":
                writer.walk(part, mark)
            else:
                writer._child(part, mark)
            blocks = writer.finished()
            # Some programs write a list within a list without an item around it.
            if items and part is not None and part.tag in {"ul", "ol"}:
                items[-1] += blocks
            elif blocks:
                items.append(blocks)
        if items:
            first = child.get("start", "").lstrip("0") if child.tag == "ol" else ""
            start = f' start="{first}"' if first not in {"", "1"} else ""
            inside = "".join(f"<li>{''.join(blocks)}</li>" for blocks in items)
            self.blocks.append(f"<{child.tag}{start}>{inside}</{child.tag}>")

    def _quote(self, child, mark: Run) -> None:
        if blocks := self._inside("quote", child, mark).finished():
            self.blocks.append(f"<blockquote>{''.join(blocks)}</blockquote>")

    def _pulled(self, child, mark: Run) -> None:
        said = Writer("pulled", self.lifted)
        who = []
        for part, text in _parts(child):
            if part is not None and part.tag == "figcaption":
                who.append(self._inside("line", part, mark).line())
            elif part is not None:
                said._child(part, mark)
            else:
                said._say(text, mark)
        quote, name = "".join(said.finished()), " ".join(filter(None, who))
        caption = f"<figcaption>{name}</figcaption>" if name else ""
        if quote:
            self.blocks.append(f'<figure class="pull-quote"><blockquote>{quote}</blockquote>{caption}</figure>')
        elif name:
            self.blocks.append(f"<p>{name}</p>")

    def _box(self, child, mark: Run) -> None:
        if blocks := self._inside("box", child, mark).finished():
            self.blocks.append(f'<aside class="fact-box">{"".join(blocks)}</aside>')

    def _sources(self, child, mark: Run) -> None:
        if blocks := self._inside("sources", child, mark).finished():
            self.blocks.append(f'<aside class="sources-box">{"".join(blocks)}</aside>')

    def _thing(self, child, kind: str) -> None:
        """Put in something that stands for itself; words in it that it cannot hold follow it as paragraphs."""
        into = self.blocks if self.where == "top" else self.lifted
        if kind == "photo":
            into.append(f'<figure class="photo" data-photo="{child.get("data-photo")}"></figure>')
        elif kind == "related":
            into.append(f'<aside class="related-story" data-story="{child.get("data-story")}"></aside>')
        else:
            said = self._inside("line", child).line()
            caption = f"<figcaption>{said}</figcaption>" if said else ""
            name = "data-url" if kind == "embed" else "data-document"
            into.append(f'<figure class="{kind}" {name}="{escape(child.get(name))}">{caption}</figure>')
            return
        self.walk(child)

    def _table(self, child) -> None:
        into = self.blocks if self.where == "top" else self.lifted
        titles = [self._inside("line", caption).line(marked=False) for caption in child.iterchildren("caption")]
        rows = [
            [Cell.of(cell, self._inside("cell", cell).finished()) for cell in row.iterchildren("th", "td")]
            for row in child.iterdescendants("tr")
        ]
        into += table_html(rows, " ".join(filter(None, titles)))


_BLOCKS_OF = {
    where: allowed | ({"pulled", "box", "sources"} if where == "top" else set()) for where, allowed in PLACES.items()
}


def _parts(element) -> Iterator[tuple]:
    """Yield the element's children and the texts between them, in order: (child, "") or (None, text)."""
    if element.text and element.text.strip():
        yield None, element.text
    for child in element:
        yield child, ""
        if child.tail and child.tail.strip():
            yield None, child.tail


def _kind(element) -> str:
    """Name what the element is in this schema; "" for one that only parts its text from what is beside it."""
    tag, named = element.tag, element.get("class", "").split()
    if tag in HEADINGS:
        return "heading"
    if tag == "figure":
        if "photo" in named and element.get("data-photo"):
            return "photo"
        if "embed" in named and element.get("data-url"):
            return "embed"
        if "document" in named and element.get("data-document"):
            return "document"
        return "pulled" if "pull-quote" in named else ""
    if tag == "aside":
        if "related-story" in named and element.get("data-story"):
            return "related"
        if "sources-box" in named:
            return "sources"
        return "box" if "fact-box" in named else ""
    return {"ul": "list", "ol": "list", "blockquote": "quote", "hr": "rule", "table": "table"}.get(tag, "")
