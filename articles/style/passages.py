"""A story as passages that rules read, and what was replaced put back: body, headline, dek, captions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree, html

from articles.content import Content

from .rules import BODY, CAPTION, DEK, HEADLINE, Found, Passage

_INLINE = {"a", "abbr", "b", "br", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup", "u"}


@dataclass
class _Piece:
    """A text of the tree: the element's own, or what follows it. `mark` 1: the line end that the element itself is."""

    element: etree._Element
    where: str
    text: str


class Body:
    """The body's blocks of text, in order. A line end inside one is a line feed; nothing else is added or lost."""

    def __init__(self, body: str):
        self._root = html.fragment_fromstring(body, create_parent="div") if body.strip() else etree.Element("div")
        self._blocks = [element for element in self._root.iterdescendants(etree.Element) if _is_block(element)]

    @property
    def texts(self) -> list[str]:
        """The text of each block."""
        return ["".join(piece.text for piece in _pieces(block)) for block in self._blocks]

    def put(self, number: int, start: int, end: int, text: str) -> None:
        """Put the text in the place of these characters of a block; the marks around them stay."""
        at, first, written = 0, True, []
        for piece in _pieces(self._blocks[number]):
            begins, ends = at, at + len(piece.text)
            at = ends
            inserts = first and start == end and begins <= start <= ends and piece.where != "br"
            if inserts or (begins < end and ends > start):
                keep = (piece.text[: max(0, start - begins)], piece.text[max(0, end - begins) :])
                written.append((piece, keep[0] + (text if first else "") + keep[1]))
                first = False
        # Line ends last: where one goes, the text after it is another element's.
        for piece, becomes in sorted(written, key=lambda pair: pair[0].where == "br"):
            _write(piece, becomes)

    @property
    def html(self) -> str:
        """The body as HTML."""
        inside = "".join(etree.tostring(child, encoding="unicode", method="html") for child in self._root)
        return (html_escape(self._root.text) + inside) if self._root.text else inside


def html_escape(text: str) -> str:
    """Return loose text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_block(element) -> bool:
    if element.tag in _INLINE:
        return False
    inline = all(child.tag in _INLINE for child in element.iterdescendants(etree.Element))
    return inline and bool("".join(element.itertext()).strip())


def _pieces(element) -> Iterable[_Piece]:
    if element.text:
        yield _Piece(element, "text", element.text)
    for child in element:
        if child.tag == "br":
            yield _Piece(child, "br", "\n")
        else:
            yield from _pieces(child)
        if child.tail:
            yield _Piece(child, "tail", child.tail)


def _write(piece: _Piece, text: str) -> None:
    if piece.where != "br":
        setattr(piece.element, piece.where, text)
    elif text != "\n":
        # A line end that was replaced: its text goes before what follows it.
        piece.element.tail = text + (piece.element.tail or "")
        piece.element.drop_tag()
    if piece.where == "text" and not text and piece.element.tag in _INLINE and not len(piece.element):
        piece.element.drop_tag()


def of_content(content: Content) -> list[Passage]:
    """Return the story as passages: headline, dek, blocks of the body, captions."""
    passages = [Passage(HEADLINE, content.headline), Passage(DEK, content.dek)]
    passages += [Passage(BODY, text, str(number)) for number, text in enumerate(Body(content.body).texts)]
    return passages + [Passage(CAPTION, use.caption, use.photo) for use in content.photos]


def shortened(found: Found) -> tuple[int, int, str]:
    """Return the smallest change that does what a finding wants: start, end, text. What stays keeps its marks."""
    was, becomes = found.text, found.replacement or ""
    head = 0
    while head < min(len(was), len(becomes)) and was[head] == becomes[head]:
        head += 1
    tail = 0
    while tail < min(len(was), len(becomes)) - head and was[-1 - tail] == becomes[-1 - tail]:
        tail += 1
    return found.start + head, found.end - tail, becomes[head : len(becomes) - tail]


def replaced(content: Content, found: Iterable[Found]) -> Content:
    """Return the content with what these findings want put in. They are of this very content, and do not overlap."""
    passages = of_content(content)
    body = Body(content.body)
    photos = list(content.photos)
    texts: dict[str, str] = {}
    for one in sorted(found, key=lambda one: (one.passage, one.start), reverse=True):
        if one.replacement is None:
            continue
        passage, (start, end, text) = passages[one.passage], shortened(one)
        if passage.field == BODY:
            body.put(int(passage.place), start, end, text)
        elif passage.field == CAPTION:
            at = one.passage - (len(passages) - len(photos))
            was = photos[at].caption
            photos[at] = replace(photos[at], caption=was[:start] + text + was[end:])
        else:
            name = "headline" if passage.field == HEADLINE else "dek"
            was = texts.get(name, passage.text)
            texts[name] = was[:start] + text + was[end:]
    return replace(content, **texts, body=body.html if body.texts else content.body, photos=tuple(photos))
